"""All settings of the site. What differs from host to host comes from the environment (environment.py)."""

import os
from pathlib import Path

from cities.config.environment import (
    LANGUAGES as CATALOGS,
)
from cities.config.environment import (
    cache_settings,
    database_settings,
    mail_settings,
    read_environment,
    storage_path,
)
from cities.config.sqlite import use_bundled_sqlite

use_bundled_sqlite()
# Before numpy is loaded. Products here are small: more threads would wait for each other, busily, on cores other workers need.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ENVIRONMENT = read_environment(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = [ENVIRONMENT.host, *(["localhost", "127.0.0.1", "[::1]"] if not ENVIRONMENT.is_secure else [])]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url]
SITE_URL = ENVIRONMENT.url


INSTALLED_APPS = [
    "cities.portal",
    "cities.desk",
    "cities.api",
    "cities.feeds",
    "cities.editions",
    "cities.transfer.comparisons",
    "cities.transfer.advice",
    "cities.transfer.projects",
    "cities.transfer.matching",
    "cities.transfer.needs",
    "cities.gather.intake",
    "cities.gather.surveys",
    "cities.commons.resources",
    "cities.commons.practices",
    "cities.commons.instruments",
    "cities.commons.members",
    "cities.commons.vocabulary",
    "cities.commons.places",
    "cities.archive",
    "cities.search",
    "cities.translation",
    "cities.provenance",
    "cities.activity",
    "cities.accounts",
    "cities.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "cities.core.middleware.SecurityHeaders",
    # Pages are a quarter of their size; Django pads them at random, so that their length tells nothing of a secret.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cities.core.middleware.OneMoment",
]

ROOT_URLCONF = "cities.config.urls"
WSGI_APPLICATION = "cities.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database_settings(ENVIRONMENT.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": cache_settings(ENVIRONMENT.cache_url)}
DATA_DIR = ENVIRONMENT.data_dir
# The index lies in the database unless a search server is named; meanings come from the encoder.
SEARCH_URL = ENVIRONMENT.search_url
ENCODER_URL = ENVIRONMENT.encoder_url
ENCODER_KEY = ENVIRONMENT.encoder_key
# Values in the cache are ours, yet JSON cannot run code if someone else writes there.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"

# Wagtail's own small tasks run at once, so that a saved record is found without a worker; long work waits in the database.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail", "default", "bulk"]},
}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The first gives rights by groups, the second signs people in.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:my_organisations"
LOGOUT_REDIRECT_URL = "root:front_door"
ACCOUNT_ADAPTER = "cities.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "cities.accounts.adapters.SecondFactorAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# A letter may take some minutes on a weak line.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_RESEND_COUNT = 3
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
# Ten failures a minute from one place, five in five minutes for one account: nobody is locked out for longer by somebody else's guesses.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_secure
MFA_TOTP_ISSUER = "CITIES"
MFA_FORMS = {"add_webauthn": "cities.accounts.forms.PasskeyForm"}
USERSESSIONS_TRACK_ACTIVITY = False
# Behind the proxy of an installation with its own address; `cities serve` takes no other.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.is_secure else 0
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

LANGUAGE_CODE = ENVIRONMENT.languages[0]
LANGUAGES = [(code, CATALOGS[code]) for code in ENVIRONMENT.languages]
# The reader's other languages, best first: who reads Spanish reads French more easily than English; who reads French, English first.
FALLBACK_LANGUAGES = {"en": ["fr", "es"], "fr": ["en", "es"], "es": ["fr", "en"]}
# Languages a record may be written in: those of the site, those of its members, and any other by tag.
TEXT_LANGUAGES = ["en", "fr", "es", "ko", "pt", "ca"]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data_dir / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = storage_path(ENVIRONMENT.storage_url)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

globals().update(mail_settings(ENVIRONMENT.mail_url))
EMAIL_DOMAIN = ENVIRONMENT.host
DEFAULT_FROM_EMAIL = f"commons@{ENVIRONMENT.host}"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_SSL_REDIRECT = False  # the proxy in front does it; behind it every request would look plain
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.is_secure
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_secure
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.is_secure else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENVIRONMENT.is_secure else "csrf"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

WAGTAILIMAGES_IMAGE_MODEL = "core.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cities.core.forms.PictureForm"
WAGTAIL_SITE_NAME = "CITIES"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.url
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
# Nothing leaves the machine on its own.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Signing in, passwords and addresses are the business of the account pages.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "epub", "md", "mp4", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
# Documents are checked and counted by their view, and never run as a page of this site.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}}

SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the proxy redirects to https
    "security.W019",  # the back office shows previews of our own pages in a frame
    "security.W021",  # HSTS preload is the operator's decision
]

# An upload for import: larger files are refused before they are read.
IMPORT_MAX_BYTES = 50 * 1024 * 1024
# Requests to the API an address may make in a minute.
API_LIMIT = ENVIRONMENT.api_limit

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)r"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
