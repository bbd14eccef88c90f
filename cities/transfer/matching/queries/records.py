"""Practices, members and resources that fit a need, each with its signals and its reasons."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cities.commons.places.queries import Places, places
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeText
from cities.commons.resources.models import Resource
from cities.search.queries import Ranked, Stock
from cities.transfer.matching.ports import adoptions
from cities.transfer.matching.queries.asked import Asked, Found
from cities.transfer.matching.queries.sides import Room, rooms, side_of_places, sides
from cities.transfer.matching.reasons import Reason, enough
from cities.transfer.matching.scoring import LEAST_SUBJECT, Scored, Side, adoption, freshness, likeness, nearness
from cities.transfer.needs.queries import meant_concepts
from cities.translation.languages import base_language

# Of what the index finds, so many of each kind are looked at closely.
CLOSELY = {"practice": 40, "member": 25, "resource": 15}
# A meaning, words, or a topic that stand out so far are told as a reason.
TELLING_MEANING, TELLING_WORDS, TELLING_TOPIC = 1.5, 0.3, 0.8
# Kinds of organisations, roles or goals say little of a subject.
TELLING_SCHEMES = ("themes", "sectors", "policy-areas", "support-measures")
# A member that takes part in a practice that fits, beside one whose own words fit.
BY_ITS_PRACTICE = 0.9
RECENT_YEARS = 6


@dataclass(frozen=True)
class Candidate:
    """One thing that could be proposed. `traits` are what a list should not be full of."""

    kind: str
    subject: UUID
    answerer: UUID | None
    scored: Scored
    reasons: tuple[Reason, ...]
    traits: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        return self.scored.score


@dataclass(frozen=True)
class Dossier:
    """What is known of a practice beside the index. `takers` are the organisations that have done it, the contact first."""

    code: str
    started: int | None
    is_running: bool
    has_results: bool
    takers: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Field:
    """All that is known of what was found for one need."""

    found: Found
    known: Places
    dossiers: Mapping[UUID, Dossier]
    publishers: Mapping[UUID, UUID]
    sides: Mapping[UUID, Side]
    rooms: Mapping[UUID, Room]
    adopted: Mapping[UUID, int]
    topics: Mapping[str, float] = field(default_factory=dict)


def field_of(asked: Asked, found: Found) -> Field:
    """Thirteen queries, however much was found; the side of the member itself is among the sides."""
    near = {kind: [one.line.pk for one in found.ranked if one.line.kind == kind][:most] for kind, most in CLOSELY.items()}
    dossiers = _dossiers(near["practice"])
    publishers = _publishers(near["resource"])
    concerned = {
        asked.organisation,
        *near["member"],
        *publishers.values(),
        *(taker for dossier in dossiers.values() for taker in dossier.takers),
    }
    return Field(found, places("en"), dossiers, publishers, sides(concerned), rooms(concerned), adoptions(near["practice"]), _topics(asked))


def record_candidates(asked: Asked, around: Field, *, declined: Collection[UUID]) -> list[Candidate]:
    """Those with reasons enough; what is the member's own, or was declined, is none."""
    closely = {pk for kind in CLOSELY for pk in _first(around.found, kind)}
    told = {"practice": _practice, "resource": _resource}
    candidates: list[Candidate] = []
    for one in around.found.ranked:
        build = told.get(one.line.kind)
        if build is not None and one.line.pk in closely:
            candidate = build(asked, around, one)
            candidates += [candidate] if candidate is not None else []
    candidates += _members(asked, around, [one for one in candidates if one.kind == "practice"])
    return [one for one in candidates if one.reasons and one.subject not in declined]


def _first(found: Found, kind: str) -> list[UUID]:
    return [one.line.pk for one in found.ranked if one.line.kind == kind][: CLOSELY[kind]]


def _practice(asked: Asked, around: Field, one: Ranked) -> Candidate | None:
    dossier = around.dossiers.get(one.line.pk)
    if dossier is None or asked.organisation in dossier.takers:
        return None
    subject = one.score / around.found.best
    if subject < LEAST_SUBJECT:
        return None
    theirs = _side_of_entry(one, around)
    answerer = dossier.takers[0] if dossier.takers else None
    times = around.adopted.get(one.line.pk, 0)
    now = timezone.localdate().year
    signals, about = _about(asked, around, one, subject)
    context, alike = _context(asked, theirs, around.known)
    reach, reached = _reach(asked, around, answerer, is_named=True)
    signals |= context | reach
    signals |= {
        "results": float(dossier.has_results),
        "adopted": adoption(times),
        "fresh": freshness(dossier.started, now=now, is_running=dossier.is_running),
    }
    evidence = [
        *([Reason("adopted", {"count": times})] if times else []),
        *([Reason("results")] if dossier.has_results else []),
        *_since(dossier, now),
    ]
    language, readable = _readable(asked, theirs)
    signals["language"] = language
    reasons = enough((*about, *evidence[:1], *readable[:1], *alike[:1], *reached, *alike[1:], *evidence[1:]))
    return Candidate("practice", one.line.pk, answerer, Scored(signals), reasons, _traits(theirs, answerer))


def _resource(asked: Asked, around: Field, one: Ranked) -> Candidate | None:
    subject = one.score / around.found.best
    publisher = around.publishers.get(one.line.pk)
    if subject < LEAST_SUBJECT or publisher == asked.organisation:
        return None
    theirs = _side_of_entry(one, around)
    signals, about = _about(asked, around, one, subject)
    language, readable = _readable(asked, theirs)
    context, alike = _context(asked, theirs, around.known)
    signals |= context | {"language": language, "fresh": freshness(one.line.year, now=timezone.localdate().year, is_running=False)}
    reasons = enough((*about, *readable, *alike, *_recent(one.line.year)))
    return Candidate("resource", one.line.pk, publisher, Scored(signals), reasons, _traits(theirs, publisher))


def _members(asked: Asked, around: Field, practices: Iterable[Candidate]) -> list[Candidate]:
    """Those whose own words fit, and those that take part in practices that do."""
    lines = {one.line.pk: one for one in around.found.ranked if one.line.kind == "member"}
    carried: dict[UUID, Candidate] = {}
    for practice in sorted(practices, key=lambda one: -one.score):
        for taker in around.dossiers[practice.subject].takers:
            carried.setdefault(taker, practice)
    told = [_member(asked, around, pk, lines.get(pk), carried.get(pk)) for pk in dict.fromkeys((*_first(around.found, "member"), *carried))]
    return [candidate for candidate in told if candidate is not None]


def _member(asked: Asked, around: Field, pk: UUID, one: Ranked | None, carried: Candidate | None) -> Candidate | None:  # noqa: PLR0917 -- all that is known of one member
    left = around.rooms.get(pk)
    if pk == asked.organisation or left is None or not left.left or pk not in around.sides:
        return None
    own = one.score / around.found.best if one is not None else 0.0
    by_practice = carried.scored.signals["subject"] * BY_ITS_PRACTICE if carried else 0.0
    subject = max(own, by_practice)
    if subject < LEAST_SUBJECT:
        return None
    theirs = around.sides[pk]
    signals: dict[str, float] = {"subject": subject, "concepts": carried.scored.signals.get("concepts", 0.0) if carried else 0.0}
    about: list[Reason] = [Reason("carries", {"record": str(carried.subject)})] if carried else []
    if one is not None:
        own_signals, own_about = _about(asked, around, one, subject)
        signals = {**own_signals, "concepts": max(own_signals["concepts"], signals["concepts"])}
        about += own_about
    context, alike = _context(asked, theirs, around.known)
    reach, reached = _reach(asked, around, pk, is_named=False)
    reasons = enough((*about, *reached[:1], *alike, *reached[1:]))
    return Candidate("member", pk, pk, Scored(signals | context | reach), reasons, _traits(theirs, None))


def _about(  # noqa: PLR0917 -- both sides, all around them, and how near they are
    asked: Asked, around: Field, one: Ranked, subject: float
) -> tuple[dict[str, float], list[Reason]]:
    near = nearness(asked.told, one.line.about, broader=around.found.broader, rarity=around.found.held.rarity)
    reasons = [Reason(near.how, {"concept": near.concept})] if near.how else []
    meant = max(around.topics.keys() & one.line.about, key=lambda key: (around.topics[key], key), default="")
    if meant and meant != near.concept:
        reasons.append(Reason("topic", {"concept": meant}))
    if one.near is not None and one.signals.meaning >= TELLING_MEANING:
        reasons.append(Reason("meaning", {"language": base_language(one.near.language)}))
    if one.text is not None and one.signals.words >= TELLING_WORDS:
        reasons.append(Reason("words", {"language": base_language(one.text.language)}))
    return {"subject": subject, "concepts": near.share}, reasons


def _context(asked: Asked, theirs: Side, known: Places) -> tuple[dict[str, float], list[Reason]]:
    """How alike the two sides are, what tells most first."""
    ours, signals = asked.side, likeness(asked.side, theirs)
    reasons = []
    if ours.countries & theirs.countries:
        reasons.append(Reason("country"))
    elif signals["region"]:
        reasons.append(Reason("region", {"place": min(ours.regions & theirs.regions)}))
    if signals["law"] and not ours.countries & theirs.countries:
        reasons.append(Reason("law", {"law": min(ours.laws & theirs.laws)}))
    if signals["size"] > 0.5:
        reasons.append(Reason("size"))
    if signals["actor"]:
        reasons.append(Reason("actor", {"actor": min(ours.actors & theirs.actors)}))
    if signals["territory"]:
        reasons.append(Reason("territory", {"kind": str(min(ours.kinds & theirs.kinds))}))
    return signals, reasons


def _reach(asked: Asked, around: Field, answerer: UUID | None, *, is_named: bool) -> tuple[dict[str, float], list[Reason]]:
    if answerer is None or answerer not in around.sides:
        return {"spoken": 0.0, "reachable": 0.0}, []
    shared = [language for language in asked.reads if language in around.sides[answerer].languages]
    room = around.rooms[answerer]
    reasons = [Reason("spoken", {"language": shared[0]})] if shared else []
    if room.left:
        reasons.append(Reason("reachable", {"record": str(answerer)}) if is_named else Reason("member"))
    return {"spoken": float(bool(shared)), "reachable": room.share}, reasons


def _readable(asked: Asked, theirs: Side) -> tuple[float, list[Reason]]:
    read = next((language for language in asked.reads if language in theirs.languages), "")
    return (1.0, [Reason("language", {"language": read})]) if read else (0.0, [])


def _since(dossier: Dossier, now: int) -> list[Reason]:
    if dossier.started is None:
        return []
    if dossier.is_running:
        return [Reason("running", {"year": dossier.started})]
    return _recent(dossier.started) if dossier.started >= now - RECENT_YEARS else []


def _recent(year: int | None) -> list[Reason]:
    return [Reason("fresh", {"year": year})] if year is not None and year >= timezone.localdate().year - RECENT_YEARS else []


def _traits(theirs: Side, answerer: UUID | None) -> tuple[str, ...]:
    country = min(theirs.countries, default="")
    return (*([f"country {country}"] if country else []), *([f"answerer {answerer}"] if answerer else []))


def _side_of_entry(one: Ranked, around: Field) -> Side:
    """From the facets of the index. The codes hold all that a place lies in: only the innermost say what kind of place it is."""
    here = [around.known.by_code[code] for code in one.line.places if code in around.known.by_code]
    above = {code for place in here for code in place.codes[:-1]}
    inner = [place for place in here if place.code not in above]
    actors = _having(around.found.held, "actor", one)
    languages = {base_language(tag) for tag in _having(around.found.held, "language", one)}
    return side_of_places(inner, known=around.known, actors=actors, languages=languages)


def _having(held: Stock, aspect: str, one: Ranked) -> set[str]:
    place = held.place_of[one.line.number]
    return {code for code, having in held.shelf.sets.get(aspect, {}).items() if having >> place & 1}


def _topics(asked: Asked) -> dict[str, float]:
    meant = meant_concepts(asked.sentence, language=asked.language)
    return {key: strength for key, strength in meant.items() if strength >= TELLING_TOPIC and key.partition(":")[0] in TELLING_SCHEMES}


def _dossiers(practices: Collection[UUID]) -> dict[UUID, Dossier]:
    """Two queries."""
    told = PracticeText.objects.filter(record=OuterRef("pk")).exclude(results="")
    counted = PracticeFigure.objects.filter(practice=OuterRef("pk"))
    takers: dict[UUID, list[UUID]] = defaultdict(list)
    parts = PracticeOrganisation.objects.filter(practice__in=practices, organisation__live=True, organisation__withdrawn_at__isnull=True)
    for practice, organisation in parts.values_list("practice_id", "organisation_id"):
        takers[practice].append(organisation)
    rows = Practice.objects.public().filter(pk__in=practices).annotate(told=Exists(told), counted=Exists(counted))
    dossiers = {}
    columns = (
        "pk",
        "code",
        "started",
        "status",
        "contact_id",
        "brought_by_id",
        "contact__live",
        "contact__withdrawn_at",
        "told",
        "counted",
    )
    for pk, code, started, status, contact, is_live, withdrawn, brought, *evidence in rows.values_list(*columns):
        first = [contact] if contact and is_live and withdrawn is None else []
        everyone = tuple(dict.fromkeys((*first, *([brought] if brought else []), *takers[pk])))
        dossiers[pk] = Dossier(code, started, status == Practice.Status.RUNNING, all(evidence), everyone)
    return dossiers


def _publishers(resources: Collection[UUID]) -> dict[UUID, UUID]:
    links = Resource.publishers.through.objects.filter(resource__in=resources, organisation__live=True).order_by("-pk")
    return dict(links.values_list("resource_id", "organisation_id"))
