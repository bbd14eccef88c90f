"""Where the index lies: in the database of the records, SQLite or PostgreSQL, or in an OpenSearch of its own. The tokens are the same."""

from cities.search.engines.choosing import chosen_vectors, chosen_words
from cities.search.engines.port import EngineFault, IndexedWords, Near, VectorIndex, WordHit, WordIndex

__all__ = ["EngineFault", "IndexedWords", "Near", "VectorIndex", "WordHit", "WordIndex", "chosen_vectors", "chosen_words"]
