"""Matching needs with the network as it is. Doing it twice changes nothing; what a person has decided stays."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from itertools import zip_longest
from time import monotonic
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone

from cities.search.actions import packed
from cities.search.cutting import digest_of
from cities.search.encoding import NoEncoder, chosen_encoder
from cities.search.models import Entry, Vector
from cities.search.queries.vectors import encode_ahead
from cities.transfer.matching.models import Capacity, Match, Matching, OfferMeaning
from cities.transfer.matching.queries import Candidate, proposals
from cities.transfer.matching.queries.asked import words_asked
from cities.transfer.matching.queries.offers import without_meaning
from cities.transfer.matching.queries.sides import sides_remembered
from cities.transfer.needs.models import Need, Offer

# What a need was matched with is looked at again after so long, when the network has changed since.
RENEWED_AFTER = timedelta(minutes=10)


def match_need(key: UUID) -> list[Match]:
    """Propose what fits a need now, best first. A closed one keeps what was decided and loses what was only proposed."""
    need = Need.objects.filter(pk=key).select_related("organisation").prefetch_related("texts", "concepts").first()
    return _renew(need, digest=_network()) if need is not None else []


def needs_to_match() -> QuerySet[Need]:
    """Open needs told or changed since they were matched, and those matched a while ago against another network than today's."""
    never = Q(matching__isnull=True) | Q(matching__matched_at__isnull=True) | Q(matching__matched_at__lt=F("changed_at"))
    old = Q(matching__matched_at__lt=timezone.now() - RENEWED_AFTER) & ~Q(matching__digest=_network())
    needs: QuerySet[Need] = Need.objects.open().filter(never | old).order_by("matching__matched_at", "pk")
    return needs


def match_needs(*, seconds: float, progress: Callable[[int], None] | None = None) -> int:
    """Match what waits, longest waiting first, until the time is up; returns how many. Offers are read first."""
    began, done = monotonic(), 0
    for offer in without_meaning():
        read_offer(offer.pk)
    network = _network()
    with sides_remembered():
        waiting = list(needs_to_match().select_related("organisation").prefetch_related("texts", "concepts"))
        for need, following in zip_longest(waiting, waiting[1:]):
            if monotonic() - began > seconds:
                break
            _begin_reading(following)
            _renew(need, digest=network)
            done += 1
            if progress:
                progress(done)
    return done


def _begin_reading(need: Need | None) -> None:
    """Encoding leaves a core free: the next sentence is read while this one is matched."""
    text = need.original_text if need is not None else None
    if text is not None:
        encode_ahead(words_asked(text.sentence), text.language)


def read_offer(key: UUID) -> None:
    """Keep what an offer means, by the encoder at work; unchanged ones are not read again. Does nothing without an encoder."""
    offer, encoder = Offer.objects.filter(pk=key).prefetch_related("texts").first(), chosen_encoder()
    original = offer.original_text if offer is not None else None
    if offer is None or encoder is None or original is None:
        return
    digest = digest_of(original.language, original.sentence)
    if OfferMeaning.objects.filter(offer=offer, encoder=encoder.name, digest=digest).exists():
        return
    try:
        vector = encoder.passages([original.sentence])[0]
    except NoEncoder:
        return
    OfferMeaning.objects.update_or_create(offer=offer, encoder=encoder.name, defaults={"digest": digest, "values": packed(vector)})


def _renew(need: Need, *, digest: str) -> list[Match]:
    """What is looked for is looked for outside the transaction: it takes a while and changes nothing."""
    held, _is_new = Matching.objects.get_or_create(need=need)
    began = timezone.now()
    declined = set(Match.objects.filter(need=need, state=Match.State.DECLINED).values_list("subject", flat=True))
    found = proposals(need, rounds=held.rounds, declined=declined) if need.is_open else []
    with transaction.atomic():
        # Whoever comes second finds what the first has written.
        Matching.objects.select_for_update().get(pk=held.pk)
        kept = {(match.kind, match.subject): match for match in Match.objects.filter(need=need)}
        wanted = {(candidate.kind, candidate.subject): candidate for candidate in found}
        gone = [
            match.pk for key, match in kept.items() if key not in wanted and match.state == Match.State.PROPOSED and not match.is_by_hand
        ]
        Match.objects.filter(pk__in=gone).delete()
        Match.objects.bulk_create([_match(need, candidate) for key, candidate in wanted.items() if key not in kept], ignore_conflicts=True)
        same = [_with(kept[key], candidate) for key, candidate in wanted.items() if key in kept and kept[key].state == Match.State.PROPOSED]
        Match.objects.bulk_update(same, ["score", "signals", "reasons", "answerer"])
        Matching.objects.filter(pk=held.pk).update(matched_at=began, digest=digest)
    return list(Match.objects.filter(need=need, state=Match.State.PROPOSED))


def _match(need: Need, candidate: Candidate) -> Match:
    return _with(Match(need=need, kind=candidate.kind, subject=candidate.subject), candidate)


def _with(match: Match, candidate: Candidate) -> Match:
    match.answerer_id = candidate.answerer
    # Numbers as a table shows them, so that the same network makes the same rows.
    match.signals = {name: round(value, 4) for name, value in candidate.scored.signals.items() if value}
    match.score = round(candidate.score, 4)
    match.reasons = [*match.reasons_by_hand, *(reason.as_data() for reason in candidate.reasons)]
    return match


def _network() -> str:
    """Changes with the index, the vectors, the offers and who pauses."""
    entries = Entry.objects.aggregate(Count("pk"), Max("indexed_at"))
    encoder = chosen_encoder()
    vectors = Vector.objects.filter(encoder=encoder.name if encoder else "").aggregate(Max("pk"))
    offers = Offer.objects.open().aggregate(Count("pk"), Max("changed_at"))
    resting = Capacity.objects.order_by("pk").values_list("pk", "most", "paused_until")
    told = (*entries.values(), *vectors.values(), *offers.values(), *resting, encoder.name if encoder else "")
    return hashlib.sha256(repr(told).encode()).hexdigest()
