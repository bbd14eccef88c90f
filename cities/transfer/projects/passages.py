"""How a transfer enters the search index: what both sides have agreed to, never the work behind it."""

from django.db.models import QuerySet

from cities.commons.places.models import Territory
from cities.commons.places.passages import place_codes
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.passages import concept_keys
from cities.search.content import EntryContent, IndexedKind, TextContent
from cities.transfer.projects.models import Transfer, TransferText
from cities.transfer.projects.moments import year_of

FIELDS = tuple(field for field in TransferText.words if field not in ("title", "summary"))
TOLD = {
    "adaptations": ("was", "became", "reason"),
    "pilots": ("name", "result"),
    "variants": ("name", "description"),
    "steps": ("sentence",),
}


def content(transfer: Transfer) -> EntryContent:
    """Found by its words and those of its adaptations, pilots, variants and steps in the same language; by the topics of its practices."""
    practices = [practice for practice in transfer.practices.all() if practice.is_public]
    concepts = list({concept.key: concept for practice in practices for concept in practice.concepts.all()}.values())
    territories = list({place.pk: place for places in (transfer.territories, transfer.origins) for place in places.all()}.values())
    original = transfer.original_text
    years = [year_of(step.happened) for step in transfer.steps.all()]
    return EntryContent(
        texts=tuple(_text(transfer, text, _names(concepts, territories, text.language)) for text in transfer.texts.all()),
        original=original.language if original else "",
        facets={
            "concept": tuple(concept.key for concept in concepts),
            "concept_in": concept_keys(concepts),
            "place": place_codes(territories),
            "actor": tuple(dict.fromkeys(actor.actor_kind for actor in transfer.local_group.all())),
            "status": (transfer.phase,),
        },
        year=min(years, default=None),
        worth=_worth(transfer),
    )


def indexed_transfers() -> QuerySet[Transfer]:
    """Those anyone may find, with all that `content` reads."""
    told = [name for relation in TOLD for name in (relation, f"{relation}__texts")]
    parts = (
        "texts",
        "territories__texts",
        "origins__texts",
        "practices__concepts__texts",
        "practices__concepts__broader__broader",
        "local_group",
        "figures",
        *told,
    )
    records: QuerySet[Transfer] = Transfer.objects.public().prefetch_related(*parts)
    return records


def _names(concepts: list[Concept], territories: list[Territory], language: str) -> tuple[str, ...]:
    return (*(concept.label_in(language) for concept in concepts), *(territory.name_in(language) for territory in territories))


def _text(transfer: Transfer, text: TransferText, named: tuple[str, ...]) -> TextContent:
    told = {relation: _told(transfer, relation, text.language) for relation in TOLD}
    own = {field: getattr(text, field) for field in FIELDS if getattr(text, field)}
    return TextContent(
        language=text.language,
        title=text.title,
        summary=text.summary,
        state=text.state,
        fields={**own, **{relation: words for relation, words in told.items() if words}},
        also=named,
    )


def _told(transfer: Transfer, relation: str, language: str) -> str:
    texts = (text for row in getattr(transfer, relation).all() for text in row.texts.all() if text.language == language)
    return "\n\n".join(" ".join(getattr(text, field) for field in TOLD[relation] if getattr(text, field)) for text in texts)


def _worth(transfer: Transfer) -> float:
    """How much of what it could tell it tells."""
    relations = ("adaptations", "pilots", "steps", "figures", "local_group")
    told = sum(bool(getattr(transfer, relation).all()) for relation in relations)
    original = transfer.original_text
    words = sum(bool(getattr(original, field)) for field in ("summary", *FIELDS)) if original else 0
    return round((told + words) / (len(relations) + len(FIELDS) + 1), 2)


INDEXED = IndexedKind(kind=Transfer.kind_code, model=Transfer, content=content, records=indexed_transfers, precedence=0.5)
