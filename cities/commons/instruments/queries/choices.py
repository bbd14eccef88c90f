"""What there is to choose from where a form asks for a territory, a concept or an organisation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from cities.commons.instruments.answering import Known
from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.models import AnswerSheet
from cities.commons.members.models import Membership, Organisation
from cities.commons.members.queries import by_name
from cities.commons.places.queries import WORLD, places
from cities.commons.vocabulary.queries import ConceptNode, concept_tree
from cities.translation.languages import best_language


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    name: str
    heading: str = ""


def choices(item: ItemDefinition, language: str) -> tuple[Choice, ...]:
    """In the order a reader of `language` looks for them; nothing for an item that is not looked up. At most three queries."""
    readers: dict[str, Callable[[], tuple[Choice, ...]]] = {
        "territory": lambda: _territories(language),
        "concept": lambda: tuple(_concepts(concept_tree(item.scheme, language))),
        "organisation": lambda: _organisations(language),
    }
    reader = readers.get(item.type)
    return reader() if reader else ()


def names_in_use(sheet: AnswerSheet, language: str) -> Known:
    """Names of what may be chosen and of the sheet's files, looked up once each."""
    found: dict[str, Mapping[str, str]] = {}

    def names(item: ItemDefinition) -> Mapping[str, str]:
        key = item.scheme if item.type == "concept" else f"#{item.type}"
        if key not in found:
            found[key] = _files(sheet) if item.type == "file" else {choice.code: choice.name for choice in choices(item, language)}
        return found[key]

    return names


def _territories(language: str) -> tuple[Choice, ...]:
    known = places(language)
    regions = {region.code: region.name for region in known.regions()}
    found = (
        Choice(place.code, known.full_name(place), regions.get(place.region, ""))
        for place in known.by_code.values()
        if place.code != WORLD and place.code not in regions
    )
    return tuple(sorted(found, key=lambda choice: (choice.heading.casefold(), choice.name.casefold())))


def _concepts(nodes: tuple[ConceptNode, ...]) -> list[Choice]:
    return [Choice(node.key, node.label, heading) for top in nodes for node, heading in _under(top)]


def _under(top: ConceptNode) -> list[tuple[ConceptNode, str]]:
    """A concept with all that is narrower, under its own name where there is something narrower."""
    heading = top.label if top.narrower else ""
    found, waiting = [], [top]
    while waiting:
        node = waiting.pop(0)
        found.append((node, heading))
        waiting = [*node.narrower, *waiting]
    return found


def _organisations(language: str) -> tuple[Choice, ...]:
    running = Membership.objects.filter(until__isnull=True, organisation=OuterRef("pk"))
    members = by_name(Organisation.objects.public().filter(Exists(running)), language)
    return tuple(Choice(str(member.pk), _name(member, language)) for member in members.prefetch_related("texts"))


def _name(organisation: Organisation, language: str) -> str:
    names = {text.language: text.name for text in organisation.texts.all() if text.name}
    return str(names.get(best_language(names, language) or "", organisation.code))


def _files(sheet: AnswerSheet) -> dict[str, str]:
    return {str(file.pk): file.name for file in sheet.files.all()}
