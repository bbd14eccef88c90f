"""Matches, introductions and how much an organisation takes on."""

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cities.transfer.matching.models import Capacity, Introduction, Match, Matching, OfferMeaning
from cities.transfer.needs.models import PutAside
from tests.factories.needs import NeedFactory, OfferFactory
from tests.factories.records import OrganisationFactory, PracticeFactory

REASONS = [{"code": "meaning", "language": "en"}, {"code": "language", "language": "en"}]


class MatchFactory(DjangoModelFactory[Match]):
    """`declined=True`, `accepted=True`: decided. `practice=…` is what is proposed."""

    class Meta:
        model = Match

    class Params:
        practice = factory.SubFactory(PracticeFactory, published=True)
        accepted = factory.Trait(state="accepted", decided_at=factory.LazyFunction(timezone.now))
        declined = factory.Trait(state="declined", decided_at=factory.LazyFunction(timezone.now), refusal="known")

    need = factory.SubFactory(NeedFactory)
    kind = "practice"
    subject = factory.LazyAttribute(lambda match: match.practice.pk)
    answerer = factory.SubFactory(OrganisationFactory, published=True)
    reasons = factory.LazyFunction(lambda: [dict(reason) for reason in REASONS])
    signals = factory.LazyFunction(lambda: {"subject": 1.0})
    score = 1.0


class MatchingFactory(DjangoModelFactory[Matching]):
    class Meta:
        model = Matching

    need = factory.SubFactory(NeedFactory)


class OfferMeaningFactory(DjangoModelFactory[OfferMeaning]):
    class Meta:
        model = OfferMeaning

    offer = factory.SubFactory(OfferFactory)
    encoder = "an encoder"
    digest = "of a sentence"
    values = b"\0\0"


class CapacityFactory(DjangoModelFactory[Capacity]):
    class Meta:
        model = Capacity

    organisation = factory.SubFactory(OrganisationFactory, published=True)


class IntroductionFactory(DjangoModelFactory[Introduction]):
    """`agreed=True`: both have said yes."""

    class Meta:
        model = Introduction

    class Params:
        agreed = factory.Trait(state="agreed", answered_at=factory.LazyFunction(timezone.now))

    match = factory.SubFactory(MatchFactory, accepted=True)
    organisation: Any = factory.LazyAttribute(lambda introduction: introduction.match.answerer)


class PutAsideFactory(DjangoModelFactory[PutAside]):
    class Meta:
        model = PutAside

    organisation = factory.SubFactory(OrganisationFactory)
    origin = "survey:1"
