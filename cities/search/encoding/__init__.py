"""Sentences as vectors. The port, its adapters, and which of them is at work here."""

from cities.search.encoding.choosing import chosen_encoder, encoder_named
from cities.search.encoding.local import one_thread_a_query
from cities.search.encoding.port import Encoder, NoEncoder

__all__ = ["Encoder", "NoEncoder", "chosen_encoder", "encoder_named", "one_thread_a_query"]
