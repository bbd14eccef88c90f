"""The site's own settings with what makes tests fast and private."""

import os
import tempfile

os.environ.setdefault("CITIES_DATA_DIR", tempfile.mkdtemp(prefix="cities-tests-"))
os.environ.setdefault("CITIES_SECRET_KEY", "only for tests, never for a site that anyone can reach")
# Meaning is tested where it is the subject; elsewhere an encoder would only take time.
os.environ.setdefault("CITIES_ENCODER_URL", "none://")

from cities.config.settings import *  # noqa: F403 -- the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["mail", "default", "bulk"]},
}
