"""Pictures by the digest of what they look like in print."""

import hashlib
from typing import Any

from cities.core.models import Picture

# Wide enough for half a page at 300 dots an inch.
SIZE = "max-1200x900|format-jpeg|jpegquality-82"


class Pictures:
    """Those a snapshot shows."""

    def __init__(self) -> None:
        self.found: dict[str, Picture] = {}

    def frozen(self, picture: Picture | None) -> dict[str, Any] | None:
        """None for no picture, and for one whose file is gone."""
        if picture is None:
            return None
        try:
            data = printed(picture)
        except OSError:
            return None
        key = hashlib.sha256(data).hexdigest()
        self.found[key] = picture
        return {"digest": key, "credit": picture.credit}


def printed(picture: Picture) -> bytes:
    """The picture in the size it is printed in, as JPEG. Raises OSError when its file is gone."""
    with picture.get_rendition(SIZE).file.open("rb") as file:
        data: bytes = file.read()
    return data
