"""What our worker does for `script/bench matching`: matches judged needs, and needs of many members against many practices."""

import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.models import Concept
from cities.search.queries import Filter, Search, rank
from cities.search.queries.vectors import forget_queries
from cities.search.ranking import WEIGHTS, Weights
from cities.transfer.matching.actions import match_need, match_needs
from cities.transfer.matching.models import Match, Matching
from cities.transfer.matching.queries import proposals
from cities.transfer.needs.models import Need, NeedText
from cities.transfer.needs.queries import recognised_concepts
from cities.translation.models import TextState

SCHEMES = ("themes", "sectors")
DEPTH = 5
NOTHING = Weights(**dict.fromkeys(vars(WEIGHTS), 0.0))
WAYS: Mapping[str, Weights] = {
    "word search alone": Weights(**{**vars(NOTHING), "words": WEIGHTS.words}),
    "meaning alone": Weights(**{**vars(NOTHING), "meaning": WEIGHTS.meaning, "lead": WEIGHTS.lead, "second": WEIGHTS.second}),
    "the whole search": WEIGHTS,
}


def match_judged(needs: list[dict[str, Any]]) -> dict[str, Any]:
    """The first practices by each way; the teller's own are left out everywhere. Concepts are those the form recognises."""
    codes = dict(Practice.objects.values_list("pk", "code"))
    found: dict[str, Any] = {way: {need["id"]: _searched(need, weights, codes) for need in needs} for way, weights in WAYS.items()}
    with transaction.atomic():
        found["matching, sentence only"] = {need["id"]: _matched(need, codes, is_confirmed=False) for need in needs}
        found["matching"] = {need["id"]: _matched(need, codes, is_confirmed=True) for need in needs}
        transaction.set_rollback(True)
    return {"found": found}


def _searched(need: Mapping[str, Any], weights: Weights, codes: Mapping[UUID, str]) -> list[str]:
    reader = need["language"] if need["language"] in ("en", "fr", "es") else "en"
    search = Search(need["text"], reader=reader, query_language=need["language"], filters=(Filter("kind", "kind", ("practice",)),))
    teller = need["teller"]
    is_own = Q(contact__code=teller) | Q(participations__organisation__code=teller)
    own = set(Practice.objects.filter(is_own).values_list("pk", flat=True))
    return [codes[one.line.pk] for one in rank(search, weights=weights).ranked if one.line.pk not in own][:DEPTH]


def _matched(need: Mapping[str, Any], codes: Mapping[UUID, str], *, is_confirmed: bool) -> list[str]:
    told = Need.objects.create(organisation=Organisation.objects.get(code=need["teller"]))
    told.texts.create(language=need["language"], sentence=need["text"], state=TextState.ORIGINAL)
    if is_confirmed:
        keys = recognised_concepts(need["text"], language=need["language"], schemes=SCHEMES)
        told.concepts.set(Concept.objects.filter(key__in=keys))
    return [codes[one.subject] for one in proposals(told) if one.kind == "practice"]


def match_all(texts: Sequence[str], members: int, alone: int) -> dict[str, Any]:
    """Needs of so many members, no two alike, matched in one go; then some of them one by one. Every sentence is encoded."""
    organisations = list(Organisation.objects.public().order_by("pk").values_list("pk", flat=True)[:members])
    needs = Need.objects.bulk_create(Need(organisation_id=pk) for pk in organisations)
    NeedText.objects.bulk_create(
        NeedText(record=need, language="en", sentence=f"{texts[number % len(texts)]} ({number})", state=TextState.ORIGINAL)
        for number, need in enumerate(needs)
    )
    match_need(needs[0].pk)
    Matching.objects.all().delete()
    forget_queries()
    wall, processor = time.perf_counter(), time.process_time()
    done = match_needs(seconds=3600)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    forget_queries()
    took = [_timed(need.pk) for need in needs[:alone]]
    return {"needs": done, "matches": Match.objects.count(), "seconds": wall, "processor": processor, "alone": took}


def _timed(key: UUID) -> float:
    began = time.perf_counter()
    match_need(key)
    return (time.perf_counter() - began) * 1000
