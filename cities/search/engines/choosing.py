"""Which engine is at work here, as CITIES_SEARCH_URL and the database say."""

from functools import lru_cache

from django.conf import settings
from django.db import connection

from cities.search.centring import Means, load_means, no_means
from cities.search.encoding import Encoder
from cities.search.engines.cautious import CautiousVectors, CautiousWords
from cities.search.engines.embedded import EmbeddedVectors, index_folder
from cities.search.engines.opensearch import OpenSearchVectors, OpenSearchWords, service_at
from cities.search.engines.pgvector import PgVectors, has_vectors
from cities.search.engines.port import VectorIndex, WordIndex
from cities.search.engines.postgresql import PostgresWords
from cities.search.engines.sqlite import SqliteWords


def chosen_words() -> WordIndex:
    if settings.SEARCH_URL:
        return CautiousWords(OpenSearchWords(service_at(settings.SEARCH_URL)))
    return PostgresWords() if connection.vendor == "postgresql" else SqliteWords()


def chosen_vectors(encoder: Encoder) -> VectorIndex:
    if settings.SEARCH_URL:
        return CautiousVectors(OpenSearchVectors(service_at(settings.SEARCH_URL), encoder, _means(encoder.name)))
    if connection.vendor == "postgresql" and has_vectors(str(connection.settings_dict["NAME"])):
        return PgVectors(encoder.name, _means(encoder.name))
    return embedded_vectors(encoder)


def embedded_vectors(encoder: Encoder) -> EmbeddedVectors:
    return _embedded(encoder.name, str(index_folder()), _means(encoder.name).mark)


@lru_cache(maxsize=4)
def _embedded(name: str, folder: str, mark: str) -> EmbeddedVectors:
    """`folder` and `mark` are only there to make another instance and other means another index."""
    return EmbeddedVectors(name, _means(name))


def _means(encoder: str) -> Means:
    return load_means(encoder, index_folder()) or no_means()
