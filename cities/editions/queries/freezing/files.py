"""Files by the digest of what is in them."""

import hashlib
from typing import Any

from wagtail.documents.models import Document


class Files:
    """Those a snapshot passes on."""

    def __init__(self) -> None:
        self.found: dict[str, Document] = {}

    def frozen(self, document: Document) -> dict[str, Any] | None:
        """None for a document whose file is gone."""
        try:
            data = content_of(document)
        except OSError:
            return None
        key = hashlib.sha256(data).hexdigest()
        self.found[key] = document
        return {"digest": key, "bytes": len(data)}


def content_of(document: Document) -> bytes:
    """Raises OSError when its file is gone."""
    with document.file.open("rb") as file:
        data: bytes = file.read()
    return data
