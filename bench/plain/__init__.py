"""The alternative: an ordinary Wagtail project, begun with `wagtail start`, that lists practices as pages."""
