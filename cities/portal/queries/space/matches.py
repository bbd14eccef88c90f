"""What the network has found for a member's needs, and who would like to be introduced to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation
from cities.commons.places.queries import places
from cities.portal.queries.browse import surroundings
from cities.portal.queries.space.needs import ShownCall, shown_calls
from cities.portal.reading import Words, words_of
from cities.transfer.matching.models import Capacity, Introduction, Match, Matching
from cities.transfer.matching.queries import rooms
from cities.transfer.matching.queries.shown import ShownMatch, Subject, matches_of, shown_matches
from cities.transfer.needs.models import Need
from cities.transfer.needs.queries import calls_of

# As often somebody can ask for more.
MOST_ROUNDS = 4
TITLES = {"practice": "title", "resource": "title", "member": "name", "offer": "sentence"}
MOST_PLACES = 2
HELPERS = ("offer", "member", "person")
PAGED = ("practice", "resource", "member")


@dataclass(frozen=True)
class MatchCard:
    """One match. `transfer_url` is empty where transfers are not followed here; `is_free`: they take introductions now."""

    match: Match
    title: Words | str
    summary: Words | None
    url: str
    reasons: tuple[str, ...]
    answerer: Words | str
    introduction: Introduction | None
    is_free: bool
    transfer_url: str
    where: str = ""

    @property
    def kind(self) -> str:
        return str(self.match.get_kind_display())

    @property
    def refusal(self) -> str:
        return str(self.match.get_refusal_display())


@dataclass(frozen=True)
class Group:
    """Matches of a few kinds under one heading; practices and the first ones lie open."""

    heading: str
    cards: tuple[MatchCard, ...]
    is_open: bool


@dataclass(frozen=True)
class NeedBoard:
    """A need and what was found for it. `is_matched` is False until the network has been asked once."""

    call: ShownCall
    waiting: tuple[MatchCard, ...]
    accepted: tuple[MatchCard, ...]
    declined: tuple[MatchCard, ...]
    is_matched: bool
    may_ask_more: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        """What waits: what the secretariat proposes and practices first, then who could help, then what there is to read."""
        told = [(heading, tuple(card for card in self.waiting if is_in(card))) for heading, is_in in _groups()]
        filled = [(heading, cards, cards[0].match.kind == "practice") for heading, cards in told if cards]
        return tuple(Group(heading, cards, is_open=not number or is_done) for number, (heading, cards, is_done) in enumerate(filled))


@dataclass(frozen=True)
class Request:
    """Somebody would like to be introduced to this organisation."""

    introduction: Introduction
    asker: Words | str
    sentence: Words | None
    subject: Words | str


@dataclass(frozen=True)
class Board:
    needs: tuple[NeedBoard, ...]
    requests: tuple[Request, ...]
    most: int
    paused_until: date | None

    @property
    def waiting(self) -> int:
        return sum(len(need.waiting) for need in self.needs)


def board(organisation: Organisation, *, language: str) -> Board:
    """Some thirty queries, however many needs and matches there are."""
    lines = [line for line in calls_of(organisation) if line.kind == "need" and line.is_open]
    needs = list(Need.objects.filter(pk__in=[line.id for line in lines]))
    cards = _cards(matches_of(needs), language=language)
    held = {matching.need_id: matching for matching in Matching.objects.filter(need__in=needs)}
    capacity = Capacity.objects.filter(organisation=organisation).first()
    shown = shown_calls(lines, around=surroundings(language))
    return Board(
        tuple(_need(call, [card for card in cards if card.match.need_id == call.line.id], held.get(call.line.id)) for call in shown),
        _requests(organisation, language=language),
        capacity.most if capacity else Capacity.MOST,
        capacity.paused_until if capacity and capacity.is_paused else None,
    )


def match_card(match: Match, *, language: str) -> MatchCard | None:
    """None for what nobody may see any more."""
    return next(iter(_cards(matches_of([match.need]).filter(pk=match.pk), language=language)), None)


def waiting_matches(organisation: Organisation) -> tuple[int, int]:
    """How many matches wait for an answer, and how many who would like to be introduced: two queries."""
    matches = Match.objects.waiting().filter(need__organisation=organisation).count()
    return matches, Introduction.objects.open().filter(organisation=organisation, state=Introduction.State.ASKED).count()


def request_for(introduction: Introduction, *, language: str) -> Request:
    """What whoever is asked sees before anybody has agreed."""
    return _request(introduction, match_card(introduction.match, language=language), language=language)


def _request(introduction: Introduction, card: MatchCard | None, *, language: str) -> Request:
    need = introduction.match.need
    own = need.organisation
    about = card.title if card and introduction.match.kind in ("practice", "resource", "offer") else ""
    return Request(
        introduction,
        words_of(own.texts.all(), "name", language=language) or own.code,
        words_of(need.texts.all(), "sentence", language=language),
        about,
    )


def _requests(organisation: Organisation, *, language: str) -> tuple[Request, ...]:
    asked = Introduction.objects.open().filter(organisation=organisation, state=Introduction.State.ASKED)
    related = asked.select_related("match__need__organisation").prefetch_related("match__need__texts", "match__need__organisation__texts")
    found = list(related)
    matches = matches_of({introduction.match.need for introduction in found})
    cards = {card.match.pk: card for card in _cards(matches.filter(introduction__in=found), language=language)} if found else {}
    return tuple(_request(introduction, cards.get(introduction.match_id), language=language) for introduction in found)


def _need(call: ShownCall, cards: list[MatchCard], held: Matching | None) -> NeedBoard:
    by_state: dict[str, list[MatchCard]] = {state: [] for state in Match.State.values}
    for card in cards:
        by_state[card.match.state].append(card)
    return NeedBoard(
        call,
        tuple(by_state[Match.State.PROPOSED]),
        tuple(by_state[Match.State.ACCEPTED]),
        tuple(by_state[Match.State.DECLINED]),
        is_matched=held is not None and held.matched_at is not None,
        may_ask_more=held is not None and held.rounds < MOST_ROUNDS,
    )


def _cards(matches: Iterable[Match], *, language: str) -> list[MatchCard]:
    shown = shown_matches(matches, language=language)
    left = rooms({one.match.answerer_id for one in shown if one.match.answerer_id})
    order = {kind: place for place, kind in enumerate(Match.Kind.values)}
    cards = [_card(one, language=language, is_free=bool(one.match.answerer_id and left[one.match.answerer_id].left)) for one in shown]
    return sorted(cards, key=lambda card: (not card.match.is_by_hand, order[card.match.kind], -card.match.score))


def _card(one: ShownMatch, *, language: str, is_free: bool) -> MatchCard:
    subject, known = one.subject, places(language)
    return MatchCard(
        match=one.match,
        title=_title(subject, language),
        summary=words_of(subject.texts, "summary", language=language) if subject.kind in PAGED else None,
        url=reverse(f"portal:{subject.kind}", args=[subject.code]) if subject.kind in PAGED else "",
        reasons=one.reasons,
        answerer=_title(one.answerer, language) if one.answerer else "",
        introduction=one.introduction,
        is_free=is_free,
        transfer_url=_transfer_url(one.match),
        where=" · ".join(known.full_name(place) for place in known.known(subject.territories[:MOST_PLACES])),
    )


def _title(subject: Subject, language: str) -> Words | str:
    if subject.person:
        return subject.person
    return words_of(subject.texts, TITLES[subject.kind], language=language) or subject.code


def _transfer_url(match: Match) -> str:
    """Where a transfer is opened from an accepted practice; empty for anything else."""
    if match.kind != Match.Kind.PRACTICE:
        return ""
    return f"{reverse('portal:new_transfer')}?{urlencode({'practice': match.subject, 'need': match.need_id})}"


def _groups() -> tuple[tuple[str, Callable[[MatchCard], bool]], ...]:
    return (
        (_("Proposed by the secretariat"), lambda card: card.match.is_by_hand),
        (_("What others have done"), lambda card: card.match.kind == "practice" and not card.match.is_by_hand),
        (_("Who could help"), lambda card: card.match.kind in HELPERS and not card.match.is_by_hand),
        (_("To read"), lambda card: card.match.kind == "resource" and not card.match.is_by_hand),
    )


def own_match(organisation: Organisation, key: UUID) -> Any:
    """Matches of this member's needs; a subquery for get_object_or_404."""
    return Match.objects.filter(need__organisation=organisation, pk=key).select_related("need__organisation")
