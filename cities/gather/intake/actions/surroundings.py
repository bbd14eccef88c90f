"""What new records point to: territories, concepts, free codes, the source. Looked up once for a whole batch."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from anyascii import anyascii
from django.utils.text import slugify

from cities.commons.members.models import Organisation
from cities.commons.places.actions import TerritoryEntry, store_territories
from cities.commons.places.models import Territory
from cities.commons.places.parsing import fold_name
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.models import Concept, ConceptText, concept_key
from cities.core.naming import LONGEST_CODE, free_code
from cities.gather.intake import queries
from cities.gather.intake.models import Batch, RecordKind
from cities.gather.intake.parsing import Entry
from cities.provenance.models import Source

WORLD = "world"


@dataclass
class Surroundings:
    territories: dict[str, Territory]
    names: dict[tuple[str, str], str]  # (country, folded name) -> code
    concepts: dict[str, Concept]
    labels: dict[tuple[str, str], str]  # (scheme, folded label) -> key
    codes: set[str]
    source: Source
    made_territories: list[str] = field(default_factory=list)
    made_source: bool = False

    def concept(self, scheme: str, code: str) -> Concept:
        """Raise KeyError when the vocabulary lacks the code: the shipped vocabularies have all that imports use."""
        return self.concepts[concept_key(scheme, code)]

    def concept_named(self, scheme: str, label: str) -> Concept | None:
        """By code or by label in any language."""
        key = self.labels.get((scheme, fold_name(label)), "")
        return self.concepts.get(concept_key(scheme, label)) or self.concepts.get(key)

    def concepts_named(self, scheme: str, labels: str) -> list[Concept]:
        named = (self.concept_named(scheme, label) for label in labels.split("; "))
        return [concept for concept in named if concept]

    def country(self, entry: Entry) -> Territory | None:
        return self.territories.get(entry.country.lower()) if entry.country else None

    def city(self, entry: Entry) -> Territory | None:
        if not entry.city or not entry.country:
            return None
        return self.territories.get(self.names.get((entry.country, fold_name(entry.city)), ""))

    def region(self, entry: Entry) -> Territory | None:
        return self.territories.get(entry.region or WORLD)

    def free_code(self, name: str, *more: str) -> str:
        """A code from a name that no record of the kind has; `more` tells it from its namesakes before a number does."""
        code = free_code(name, *more, is_taken=self.codes.__contains__)
        self.codes.add(code)
        return code


def gather_surroundings(batch: Batch, entries: Iterable[Entry]) -> Surroundings:
    """Look up what the records of a batch will point to, and make the cities and the source that are missing."""
    model = Organisation if batch.kind == RecordKind.MEMBER else Practice
    source, made_source = Source.objects.get_or_create(
        code=source_code(batch), defaults={"title": batch.document, "language": batch.language}
    )
    surroundings = Surroundings(
        territories={},
        names=queries.territory_names(),
        concepts={concept.key: concept for concept in Concept.objects.all()},
        labels=_labels(),
        codes=set(model.objects.values_list("code", flat=True)),
        source=source,
        made_source=made_source,
    )
    surroundings.made_territories = _make_cities(entries, surroundings.names)
    surroundings.territories = {territory.code: territory for territory in Territory.objects.prefetch_related("texts")}
    return surroundings


def source_code(batch: Batch) -> str:
    """One source a document, however often it is imported."""
    stem = slugify(anyascii(batch.document.rpartition(".")[0] or batch.document))[:60] or "document"
    return f"{stem}-{batch.digest[:8]}"


def _labels() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for text in ConceptText.objects.all():
        scheme = text.record_id.partition(":")[0]
        for label in (text.label, *text.alternative_labels):
            found.setdefault((scheme, fold_name(label)), text.record_id)
    return found


def _make_cities(entries: Iterable[Entry], names: dict[tuple[str, str], str]) -> list[str]:
    countries = set(Territory.objects.filter(kind=Territory.Kind.COUNTRY).values_list("code", flat=True))
    codes = set(Territory.objects.values_list("code", flat=True))
    fresh: dict[str, TerritoryEntry] = {}
    for entry in entries:
        key = (entry.country, fold_name(entry.city))
        if not entry.city or entry.country.lower() not in countries or key in names:
            continue
        code = f"{entry.country.lower()}-{slugify(anyascii(entry.city)) or 'city'}"[:LONGEST_CODE]
        names[key] = code
        if code not in codes and code not in fresh:
            fresh[code] = _city(code, entry)
    store_territories(list(fresh.values()))
    return list(fresh)


def _city(code: str, entry: Entry) -> TerritoryEntry:
    has_position = bool(entry.facts.get("latitude") and entry.facts.get("longitude"))
    return TerritoryEntry(
        code=code,
        kind=Territory.Kind.CITY,
        parent=entry.country.lower(),
        names={entry.language or "en": entry.city},
        latitude=float(entry.facts["latitude"]) if has_position else None,
        longitude=float(entry.facts["longitude"]) if has_position else None,
    )
