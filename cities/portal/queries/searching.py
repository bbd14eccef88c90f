"""What a search shows: answers, what they can be narrowed by, and what to do when there are none."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from cities.commons.places.queries import Place
from cities.commons.practices.queries import CONCEPT_ASPECTS
from cities.commons.vocabulary.models import ActorKind
from cities.portal.parsing import FIRST_YEAR, LAST_YEAR, AskedSearch, read_search
from cities.portal.queries.browse import language_labels, named_choices, one_region, surroundings
from cities.portal.queries.facets import Facet, codes_of, concept_facet, nodes_of, plain_facet, territory_facet
from cities.portal.queries.found import FOUND_KINDS, TOPIC_SCHEMES, FoundRecord, Named, found_records, innermost, kind_names, named_subjects
from cities.portal.queries.lists import Surroundings
from cities.portal.queries.maps import MapPlate, plate
from cities.search.queries import Filter, Ranking, Search, rank

HITS_A_PAGE = 20
MOST_NAMED = 6
# Filters by concept, in the order they stand in the address; the index holds what is broader too.
CONCEPT_FILTERS = ("theme", "sector", "policy", "sdg")
FILTERS = ("kind", "territory", *CONCEPT_FILTERS, "actor", "language")
YEARS = "years"


@dataclass(frozen=True)
class Broader:
    """One filter taken away: what it is called, how many answers that would give, the address."""

    label: str
    count: int
    address: str


@dataclass(frozen=True)
class Findings:
    """Records that answer, best first. `ranking` is None when nothing was asked; `total` counts all, `shown` is the page called for."""

    asked: AskedSearch
    ranking: Ranking | None = None
    shown: tuple[FoundRecord, ...] = ()
    facets: tuple[Facet, ...] = ()
    years: tuple[int, int] | None = None
    named: tuple[Named, ...] = ()
    map: MapPlate | None = None
    broader: tuple[Broader, ...] = ()
    nearby: tuple[Named, ...] = ()

    @property
    def total(self) -> int:
        return self.ranking.total if self.ranking else 0

    @property
    def number(self) -> int:
        return self.asked.number

    @property
    def pages(self) -> int:
        return -(-self.total // HITS_A_PAGE)

    @property
    def previous(self) -> int | None:
        return min(self.number - 1, self.pages) if self.number > 1 and self.pages else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @property
    def language(self) -> str:
        """What the words were read as."""
        return self.ranking.asked.language if self.ranking and self.asked.words else ""

    @property
    def mended(self) -> str:
        """What was probably meant, where a word is known to no text."""
        return self.ranking.asked.instead if self.ranking else ""

    @property
    def unknown_places(self) -> tuple[str, ...]:
        """What was typed after `in:` and is the name of no place."""
        return self.ranking.asked.unknown if self.ranking else ()

    @property
    def is_narrowed(self) -> bool:
        """By filters, or by what was typed beside the words."""
        return self.asked.is_narrowed or bool(self.ranking and self.ranking.asked.parsed.narrows)

    @property
    def exactly(self) -> AskedSearch:
        """The same search for the very words, as a phrase."""
        return self.asked.but(words=self.ranking.asked.parsed.exactly if self.ranking else "")

    @property
    def instead(self) -> AskedSearch:
        return self.asked.but(words=self.mended)

    @property
    def orders(self) -> tuple[tuple[str, AskedSearch], ...]:
        return tuple((sort, self.asked.but(sort=sort)) for sort in (("best",) if self.asked.words else ()) + ("newest", "oldest"))

    @property
    def sort(self) -> str:
        """Without words there is no best answer: then the newest come first."""
        return self.asked.sort if self.asked.words or self.asked.sort != "best" else "newest"

    @property
    def everywhere(self) -> AskedSearch:
        """The same words without a filter."""
        return self.asked.but(chosen={}, since=None, until=None)

    @property
    def as_list(self) -> AskedSearch:
        return self.asked.but(view="list")

    @property
    def as_map(self) -> AskedSearch:
        return self.asked.but(view="map")


def asked_search(params: QueryDict, around: Surroundings) -> AskedSearch:
    return read_search(params, known=_known(around), languages=settings.TEXT_LANGUAGES)


def findings(params: QueryDict, *, language: str) -> Findings:
    """A page of answers: three queries beside those of ranking and showing; some more where nothing answers."""
    if not params:
        return Findings(AskedSearch())
    around = surroundings(language)
    asked = asked_search(params, around)
    if asked.is_empty:
        return Findings(asked)
    ranking = ranking_of(asked, around)
    # An address may be of a time when there was more: then the last page is shown.
    asked = replace(asked, number=min(asked.number, max(1, -(-ranking.total // HITS_A_PAGE))))
    is_nothing = ranking.total == 0
    is_unknown = is_nothing and not ranking.selection.without(*FILTERS, YEARS)
    return Findings(
        asked=asked,
        ranking=ranking,
        shown=found_records(ranking, around=around, limit=HITS_A_PAGE, offset=(asked.number - 1) * HITS_A_PAGE),
        facets=tuple(_facets(asked, ranking, around)),
        years=_span(ranking),
        named=named_subjects((key for one in ranking.asked.named for key in one.keys), around)[:MOST_NAMED],
        map=_map(asked, ranking, around) if asked.view == "map" and not is_nothing else None,
        broader=tuple(_broader(asked, ranking, around)) if is_nothing else (),
        nearby=_nearby(asked, around) if is_unknown and asked.words else (),
    )


def chosen_labels(asked: AskedSearch, ranking: Ranking, around: Surroundings) -> list[str]:
    """What the answers are narrowed by, in the reader's words."""
    labels = [option.label for facet in _facets(asked, ranking, around) for option in facet.chosen]
    return [*labels, *([f"{asked.since or ''}–{asked.until or ''}"] if asked.since or asked.until else [])]


def ranking_of(asked: AskedSearch, around: Surroundings) -> Ranking:
    filters = tuple(_filters(asked))
    return rank(Search(asked.words, reader=around.language, query_language=asked.spoken, filters=filters, sort=asked.sort))


def _filters(asked: AskedSearch) -> Iterable[Filter]:
    """In the index's own aspects and codes."""
    aspects = {"kind": "kind", "territory": "place", "actor": "actor", "language": "language"}
    for name, values in asked.chosen.items():
        if values and name in CONCEPT_ASPECTS:
            yield Filter(name, "concept_in", tuple(f"{CONCEPT_ASPECTS[name]}:{value}" for value in values))
        elif values:
            yield Filter(name, aspects[name], values)
    if asked.since is not None or asked.until is not None:
        years = range(asked.since or FIRST_YEAR, (asked.until or LAST_YEAR) + 1)
        yield Filter(YEARS, "year", tuple(str(year) for year in years))


def _known(around: Surroundings) -> dict[str, Collection[str]]:
    """Every filter in the order of addresses, with the values it may have."""
    known: dict[str, Collection[str]] = {
        "kind": FOUND_KINDS,
        "territory": around.places.by_code,
        **{name: codes_of(nodes_of(around.vocabulary, CONCEPT_ASPECTS[name])) for name in CONCEPT_FILTERS},
        "actor": ActorKind.values,
        "language": settings.TEXT_LANGUAGES,
    }
    return {name: known[name] for name in FILTERS}


def _facets(asked: AskedSearch, ranking: Ranking, around: Surroundings) -> Iterable[Facet]:
    titles = {"theme": _("Theme"), "sector": _("Sector"), "policy": _("Policy area"), "sdg": _("Sustainable Development Goal")}
    counts = _counts(ranking, around)
    chosen = asked.chosen
    yield plain_facet("kind", _("Kind of record"), labels=kind_names(), chosen=chosen["kind"], counts=counts)
    yield territory_facet(_("Territory"), places=around.places, chosen=chosen["territory"], counts=counts)
    for name, title in titles.items():
        nodes = nodes_of(around.vocabulary, CONCEPT_ASPECTS[name])
        yield concept_facet(name, title, nodes=nodes, chosen=chosen[name], counts=counts, aspect=name)
    yield plain_facet("actor", _("Kind of actor"), labels=named_choices(ActorKind.choices), chosen=chosen["actor"], counts=counts)
    yield plain_facet("language", _("Can be read in"), labels=language_labels(), chosen=chosen["language"], counts=counts, language=str)


def _counts(ranking: Ranking, around: Surroundings) -> dict[tuple[str, str], int]:
    """How many answers each further choice would leave, by filter and value."""
    counted = {
        (name, value): count for name in ("kind", "actor", "language") for value, count in ranking.counts(name, chosen_as=(name,)).items()
    }
    for name in CONCEPT_FILTERS:
        counted |= {(name, key): count for key, count in ranking.counts("concept_in", chosen_as=(name,)).items()}
    for code, count in ranking.counts("place", chosen_as=("territory",)).items():
        place = around.places.by_code.get(code)
        counted["territory", code] = count
        if place and place.kind == "country":
            counted["country", place.country_code] = count
    return counted


def _span(ranking: Ranking) -> tuple[int, int] | None:
    """The first and last year of the answers, as if no year had been chosen."""
    years = sorted(int(year) for year in ranking.counts("year", chosen_as=(YEARS,)))
    return (years[0], years[-1]) if years else None


def _map(asked: AskedSearch, ranking: Ranking, around: Surroundings) -> MapPlate:
    """Every answer where it is, not only those of the page; a dot narrows the search to its territory."""

    def link(place: Place) -> str:
        return asked.narrowed_to("territory", place.code).query

    points = Counter(place.code for found in ranking.ranked for place in innermost(found.line.places, around))
    return plate(points, places=around.places, region=one_region(asked.chosen["territory"], around), link=link)


def _broader(asked: AskedSearch, ranking: Ranking, around: Surroundings) -> Iterable[Broader]:
    """Each filter that could be taken away, with what would then be found."""
    titles = {facet.name: facet for facet in _facets(asked, ranking, around)}
    for name, values in asked.chosen.items():
        count = ranking.selection.without(name).bit_count() if values else 0
        if count:
            labels = ", ".join(option.label for option in titles[name].chosen)
            yield Broader(f"{titles[name].title}: {labels}", count, asked.narrowed_to(name).query)
    if asked.since or asked.until:
        count = ranking.selection.without(YEARS).bit_count()
        if count:
            years = f"{asked.since or ''}–{asked.until or ''}"
            yield Broader(f"{_('Year')}: {years}", count, asked.but(since=None, until=None).query)


def _nearby(asked: AskedSearch, around: Surroundings) -> tuple[Named, ...]:
    """Topics whose meaning or name is near the words."""
    topics = Search(asked.words, reader=around.language, query_language=asked.spoken, filters=(Filter("kind", "kind", ("concept",)),))
    keys = (key for found in rank(topics).ranked for key in found.line.concepts if key.split(":", 1)[0] in TOPIC_SCHEMES)
    return named_subjects(keys, around)[:MOST_NAMED]
