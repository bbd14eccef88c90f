import pytest

from cities.portal.prose import data_block, to_html, to_plain


def test_paragraphs_and_lists_become_html():
    assert to_html("One.\n\n- two\n- three") == "<p>One.</p>\n<ul>\n<li>two</li>\n<li>three</li>\n</ul>\n"


def test_links_to_the_web_vouch_for_nothing():
    assert to_html("[a](https://example.org/)") == '<p><a rel="nofollow noopener" href="https://example.org/">a</a></p>\n'


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[a](javascript:alert(1))",
        "[a](JAVASCRIPT:alert(1))",
        "[a](data:text/html,x)",
        "![a](javascript:alert(1))",
    ],
)
def test_nothing_that_could_run_becomes_html(words):
    html = to_html(words)

    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_headings_and_pictures_stay_text():
    assert to_html("# Title") == "<p># Title</p>\n"
    assert "<img" not in to_html("![a](https://example.org/a.png)")


def test_plain_is_one_line():
    assert to_plain("One\n\n- **two**\n- three") == "One two three"


def test_data_block_holds_json_as_it_is():
    assert data_block('{"a":1}') == '<script type="application/ld+json">{"a":1}</script>'
