"""Where the index lies: in the database of the records, SQLite or PostgreSQL, or in an OpenSearch of its own. The tokens are the same."""

from cities.search.engines.choosing import chosen_vectors, chosen_words
from cities.search.engines.port import EngineFault, Frequencies, IndexedWords, Near, Nearest, VectorIndex, WordHit, WordIndex
from cities.search.engines.weighing import tokens_of

__all__ = [
    "EngineFault",
    "Frequencies",
    "IndexedWords",
    "Near",
    "Nearest",
    "VectorIndex",
    "WordHit",
    "WordIndex",
    "chosen_vectors",
    "chosen_words",
    "tokens_of",
]
