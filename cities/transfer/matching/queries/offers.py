"""Offers of other members that fit a need. They stand in no public index: their meanings are kept beside them."""

from collections.abc import Collection
from uuid import UUID

import numpy as np
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cities.commons.members.models import Membership
from cities.search.centring import load_means, no_means
from cities.search.encoding import chosen_encoder
from cities.search.engines.embedded import index_folder
from cities.search.queries.vectors import query_vector
from cities.transfer.matching.models import Introduction, OfferMeaning
from cities.transfer.matching.queries.asked import Asked
from cities.transfer.matching.queries.records import Candidate, Field
from cities.transfer.matching.queries.sides import Room, rooms, sides
from cities.transfer.matching.reasons import Reason, enough
from cities.transfer.matching.scoring import Scored, Side, likeness, nearness
from cities.transfer.needs.models import Offer, Visibility
from cities.translation.languages import base_language

# Deviations above what any sentence is near: here a meaning is told, and here it is as near as the nearest practices are.
TELLING, NEAREST = 1.5, 4.0


def offers_for(organisation: UUID) -> QuerySet[Offer]:
    """What may be proposed to a member: open, meant for it, of others, with room left. What only the secretariat may read is not."""
    is_member = Membership.objects.filter(organisation=organisation, until__isnull=True).exists()
    readable = [Visibility.PUBLIC, Visibility.MEMBERS] if is_member else [Visibility.PUBLIC]
    of_others = Offer.objects.open().filter(visibility__in=readable, organisation__live=True, organisation__withdrawn_at__isnull=True)
    taken = Introduction.objects.open().filter(match__kind="offer", match__subject=OuterRef("pk")).order_by().values("match__subject")
    counted = taken.annotate(n=Count("pk")).values("n")
    full = Q(capacity__isnull=False, taken__gte=F("capacity"))
    found: QuerySet[Offer] = of_others.exclude(organisation=organisation).annotate(taken=Coalesce(Subquery(counted), 0)).exclude(full)
    return found


def is_full(offer: Offer) -> bool:
    """Whether it is given as often at a time as its member can."""
    if offer.capacity is None:
        return False
    return Introduction.objects.open().filter(match__kind="offer", match__subject=offer.pk).count() >= offer.capacity


def offer_candidates(asked: Asked, around: Field, *, declined: Collection[UUID]) -> list[Candidate]:
    """Eleven queries, however many offers there are."""
    offers = [offer for offer in offers_for(asked.organisation).prefetch_related("texts", "concepts") if offer.pk not in declined]
    if not offers:
        return []
    near = _nearness(asked, offers)
    givers = {offer.organisation_id for offer in offers}
    known, left = sides(givers), rooms(givers)
    told = [
        _offer(asked, around, offer, near.get(offer.pk, 0.0), known[offer.organisation_id], left[offer.organisation_id]) for offer in offers
    ]
    return [candidate for candidate in told if candidate is not None]


def without_meaning() -> QuerySet[Offer]:
    """Open offers the encoder has not read yet."""
    encoder = chosen_encoder()
    read = OfferMeaning.objects.filter(offer=OuterRef("pk"), encoder=encoder.name if encoder else "")
    found: QuerySet[Offer] = Offer.objects.open().filter(~Exists(read))
    return found


def _offer(asked: Asked, around: Field, offer: Offer, z: float, theirs: Side, left: Room) -> Candidate | None:  # noqa: PLR0917 -- all that is known of one offer
    if not left.left:
        return None
    held = around.found.held
    near = nearness(asked.told, (each.key for each in offer.concepts.all()), broader=around.found.broader, rarity=held.rarity)
    subject = min(1.0, max(z, 0.0) / NEAREST)
    if not near.how and z < TELLING:
        return None
    original = offer.original_text
    written = base_language(original.language) if original else ""
    about = [Reason(near.how, {"concept": near.concept})] if near.how else []
    if z >= TELLING:
        about.append(Reason("meaning", {"language": written}))
    shared = [language for language in asked.reads if language in theirs.languages or language == written]
    others = [*([Reason("spoken", {"language": shared[0]})] if shared else []), *_alike(asked, theirs)]
    if offer.capacity is not None:
        others.insert(0, Reason("room", {"count": offer.capacity}))
    signals = {
        "subject": subject,
        "concepts": near.share,
        **likeness(asked.side, theirs),
        "spoken": float(bool(shared)),
        "reachable": left.share,
    }
    return Candidate("offer", offer.pk, offer.organisation_id, Scored(signals), enough((*about, *others, Reason("member"))))


def _alike(asked: Asked, theirs: Side) -> list[Reason]:
    ours = asked.side
    if ours.countries & theirs.countries:
        return [Reason("country")]
    return [Reason("region", {"place": min(ours.regions & theirs.regions)})] if ours.regions & theirs.regions else []


def _nearness(asked: Asked, offers: Collection[Offer]) -> dict[UUID, float]:
    """How far each offer stands out as near to the need, in deviations; nothing of those the encoder has not read."""
    encoder = chosen_encoder()
    vector = query_vector(asked.sentence, asked.language) if encoder is not None else None
    if encoder is None or vector is None:
        return {}
    means = load_means(encoder.name, index_folder()) or no_means(len(vector))
    languages = {offer.pk: offer.original_text.language for offer in offers if offer.original_text}
    rows = list(OfferMeaning.objects.filter(offer__in=list(languages), encoder=encoder.name).values_list("offer_id", "values"))
    if not rows:
        return {}
    values = np.stack([np.frombuffer(bytes(told), "<f2").astype(np.float32) for _pk, told in rows])
    centred = means.centred_passages(values, [languages[pk] for pk, _told in rows])
    standing = means.standing(vector, set(languages.values()))
    return {
        pk: float((row @ vector - standing[languages[pk]][0]) / standing[languages[pk]][1])
        for (pk, _told), row in zip(rows, centred, strict=True)
    }
