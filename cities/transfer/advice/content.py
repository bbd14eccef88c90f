"""What all who take part agree to: everything told of an engagement, as one digest. Reads a version in memory or in rows alike."""

from typing import Any

from cities.translation.digests import told_digest, told_texts


def engagement_digest(engagement: Any) -> str:
    """The same for two versions that tell the same. Words are those of the version, organisations and outputs those of now."""
    return told_digest(
        {
            "kind": engagement.kind,
            "organisations": sorted([str(one.organisation_id), one.side] for one in engagement.participations.all()),
            "outputs": sorted(
                [one.kind_id, one.title, one.language, one.url, one.file_name, str(one.pk)] for one in told_outputs(engagement)
            ),
            "texts": told_texts(engagement),
        }
    )


def told_outputs(engagement: Any) -> list[Any]:
    return [one for one in engagement.outputs.all() if one.is_told]
