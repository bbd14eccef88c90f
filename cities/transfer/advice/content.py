"""What all who take part agree to: everything told of an engagement, as one digest. Reads a version in memory or in rows alike."""

import json
from hashlib import sha256
from typing import Any


def engagement_digest(engagement: Any) -> str:
    """The same for two versions that tell the same. Words are those of the version, organisations and outputs those of now."""
    told = {
        "kind": engagement.kind,
        "organisations": sorted([str(one.organisation_id), one.side] for one in engagement.participations.all()),
        "outputs": sorted([one.kind_id, one.title, one.language, one.url, one.file_name, str(one.pk)] for one in told_outputs(engagement)),
        "texts": sorted([text.language, text.state, *(getattr(text, field) for field in text.words)] for text in engagement.texts.all()),
    }
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def told_outputs(engagement: Any) -> list[Any]:
    return [one for one in engagement.outputs.all() if one.is_told]
