"""Choices a reader can still make in a list, each with how many records it would leave."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cities.commons.places.queries import Places
from cities.commons.vocabulary.queries import ConceptNode, Vocabularies

Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool
    deeper: tuple["Option", ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Facet:
    """One aspect. Options without a record are left out, unless chosen."""

    name: str
    title: str
    options: tuple[Option, ...]
    is_open: bool = False

    @property
    def chosen(self) -> tuple[Option, ...]:
        return tuple(option for option in _every(self.options) if option.is_chosen)


def concept_facet(
    name: str, title: str, *, nodes: Iterable[ConceptNode], chosen: Collection[str], counts: Counts, aspect: str = "concept"
) -> Facet:
    """`aspect` is what the counts of single concepts go by; those with narrower ones are counted as `topmost` where counted at all."""

    def option(node: ConceptNode) -> Option:
        count = counts.get(("topmost", node.key), 0) if node.narrower else 0
        return Option(
            value=node.code,
            label=node.label,
            count=count or counts.get((aspect, node.key), 0),
            is_chosen=node.code in chosen,
            deeper=_worthwhile(option(narrower) for narrower in node.narrower),
        )

    return _facet(name, title, (option(node) for node in nodes), chosen=chosen)


def territory_facet(title: str, *, places: Places, chosen: Collection[str], counts: Counts) -> Facet:
    """World regions with their countries. A smaller territory that is chosen comes along as its own option."""
    regions = [
        Option(
            value=region.code,
            label=region.name,
            count=counts.get(("territory", region.code), 0),
            is_chosen=region.code in chosen,
            deeper=_worthwhile(
                Option(place.code, place.name, counts.get(("country", place.country_code), 0), place.code in chosen)
                for place in places.children(region.code)
            ),
        )
        for region in places.regions()
    ]
    listed = {option.value for option in _every(regions)}
    others = [
        Option(code, places.full_name(places.by_code[code]), 0, is_chosen=True)
        for code in chosen
        if code not in listed and code in places.by_code
    ]
    return _facet("territory", title, [*regions, *others], chosen=chosen)


def plain_facet(
    name: str,
    title: str,
    *,
    labels: Mapping[str, str],
    chosen: Collection[str],
    counts: Counts,
    language: Callable[[str], str] = lambda value: "",
) -> Facet:
    options = (
        Option(value, label, counts.get((name, value), 0), value in chosen, language=language(value)) for value, label in labels.items()
    )
    return _facet(name, title, options, chosen=chosen)


def nodes_of(vocabulary: Vocabularies, scheme: str) -> tuple[ConceptNode, ...]:
    return vocabulary.trees.get(scheme, ())


def codes_of(nodes: Iterable[ConceptNode]) -> set[str]:
    return {code for node in nodes for code in (node.code, *codes_of(node.narrower))}


def _facet(name: str, title: str, options: Iterable[Option], *, chosen: Collection[str]) -> Facet:
    return Facet(name=name, title=title, options=_worthwhile(options), is_open=bool(chosen))


def _every(options: Iterable[Option]) -> Iterator[Option]:
    """However deep they stand."""
    for option in options:
        yield option
        yield from _every(option.deeper)


def _worthwhile(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(option for option in options if option.count or option.is_chosen or option.deeper)
