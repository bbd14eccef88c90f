"""How records become answers of the API."""

from cities.api.mapping.search import search_answer

__all__ = ["search_answer"]
