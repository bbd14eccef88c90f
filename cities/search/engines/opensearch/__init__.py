"""The index in an OpenSearch of its own: words by BM25, meanings by k-NN. The database keeps what it has not been told yet."""

from cities.search.engines.opensearch.service import Service, service_at
from cities.search.engines.opensearch.vectors import OpenSearchVectors
from cities.search.engines.opensearch.words import OpenSearchWords

__all__ = ["OpenSearchVectors", "OpenSearchWords", "Service", "service_at"]
