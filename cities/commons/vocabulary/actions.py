"""Taking vocabularies in."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from cities.commons.vocabulary.models import Concept, ConceptMapping, ConceptText, Scheme, concept_key
from cities.commons.vocabulary.queries import concept_entry
from cities.commons.vocabulary.skos import ConceptEntry, SchemeEntry, read_turtle
from cities.translation.models import TextState

SHIPPED = Path(__file__).parent / "schemes"


@dataclass(frozen=True)
class StoredScheme:
    """What an import did: how many concepts are new, changed, the same, and which stored ones the file no longer names."""

    code: str
    new: int
    changed: int
    same: int
    left_alone: tuple[str, ...]


def load_shipped_vocabularies(*, renew: bool = False) -> list[StoredScheme]:
    """Store the vocabularies that come with the software. Those already there keep what the network made of them, unless `renew`."""
    present = set() if renew else set(Scheme.objects.values_list("code", flat=True))
    paths = [path for path in sorted(SHIPPED.glob("*.ttl")) if path.stem not in present]
    return [store_scheme(read_turtle(path.read_text(encoding="utf-8"))) for path in paths]


@transaction.atomic
def store_scheme(entry: SchemeEntry) -> StoredScheme:
    """Create or update a vocabulary. A concept the file no longer names stays, because records may use it."""
    scheme, _ = Scheme.objects.update_or_create(
        code=entry.code, defaults={"uri": entry.uri, "labels": entry.labels, "definitions": entry.definitions}
    )
    stored = {
        concept.uri: concept for concept in Concept.objects.of(scheme.code).prefetch_related("texts", "mappings").select_related("broader")
    }
    outcomes = [_store_concept(concept_entry, scheme, stored) for concept_entry in entry.concepts]
    named = {concept_entry.uri for concept_entry in entry.concepts}
    return StoredScheme(
        code=scheme.code,
        new=outcomes.count("new"),
        changed=outcomes.count("changed"),
        same=outcomes.count("same"),
        left_alone=tuple(sorted(concept.code for uri, concept in stored.items() if uri not in named)),
    )


def _store_concept(entry: ConceptEntry, scheme: Scheme, stored: dict[str, Concept]) -> str:
    concept = stored.get(entry.uri)
    if concept and concept_entry(concept) == entry:
        return "same"
    outcome = "changed" if concept else "new"
    concept = concept or Concept(key=concept_key(scheme.code, entry.code), uri=entry.uri, scheme=scheme)
    concept.code = entry.code
    concept.position = entry.position
    concept.broader = stored.get(entry.broader or "")
    concept.save()
    concept.texts.all().delete()
    ConceptText.objects.bulk_create(_texts(concept, entry))
    concept.mappings.all().delete()
    ConceptMapping.objects.bulk_create(
        ConceptMapping(concept=concept, relation=relation, target=target) for relation, target in entry.mappings
    )
    stored[entry.uri] = concept
    return outcome


def _texts(concept: Concept, entry: ConceptEntry) -> list[ConceptText]:
    original = "en" if "en" in entry.words else next(iter(entry.words))
    return [
        ConceptText(
            record=concept,
            language=language,
            state=TextState.ORIGINAL if language == original else TextState.HUMAN,
            label=words.label,
            alternatives="\n".join(words.alternatives),
            definition=words.definition,
        )
        for language, words in entry.words.items()
    ]
