"""What an encoder is."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class NoEncoder(Exception):
    """There is no encoder here, or it does not answer: the index works by words and concepts."""


class Encoder(Protocol):
    """Sentences as vectors of one length, near each other where meanings are, whatever the language."""

    @property
    def name(self) -> str:
        """Model and version: vectors of different names are never compared."""
        ...

    @property
    def size(self) -> int:
        """Numbers a vector has."""
        ...

    @property
    def at_once(self) -> int:
        """Queries it is asked side by side; the others wait in the order they came."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), size), of length one. Raise NoEncoder when it cannot be done now."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """As `queries`, for what is to be found."""
        ...
