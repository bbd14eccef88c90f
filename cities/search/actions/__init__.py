"""Everything that changes the index."""

from cities.search.actions.encoding import encode_waiting, packed, recompute_means, store_vectors, take_vectors, waiting_passages
from cities.search.actions.indexing import forget_record, forget_records, index_found, index_new_records, index_record
from cities.search.actions.rebuilding import rebuild_index, send_unsent

__all__ = [
    "encode_waiting",
    "forget_record",
    "forget_records",
    "index_found",
    "index_new_records",
    "index_record",
    "packed",
    "rebuild_index",
    "recompute_means",
    "send_unsent",
    "store_vectors",
    "take_vectors",
    "waiting_passages",
]
