"""Transfers, agreed and not, with the work behind them."""

from types import SimpleNamespace
from typing import Any

import factory
from factory.django import DjangoModelFactory

from cities.commons.instruments.models import AnswerSheet
from cities.commons.practices.models import PracticeOrganisation
from cities.transfer.projects.actions import agree, evaluation_version
from cities.transfer.projects.models import (
    Agreement,
    Evaluation,
    JournalEntry,
    Meeting,
    Milestone,
    PhaseStay,
    Side,
    Transfer,
    TransferFile,
)
from tests.factories.members import DelegateFactory
from tests.factories.records import ConceptFactory, OrganisationFactory, PracticeFactory, RecordFactory, TerritoryFactory, UserFactory


class TransferFactory(RecordFactory):
    """`published=True`: both sides have agreed. `stays=[("understand", "2011", "2012"), …]`."""

    class Meta:
        model = Transfer

    code = factory.Sequence(lambda n: f"transfer-{n}")

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        published, stays = kwargs.pop("published", False), kwargs.pop("stays", ())
        transfer = super()._create(model_class, *args, **kwargs)
        for phase, began, ended in stays:
            PhaseStayFactory(transfer=transfer, phase=phase, began=began, ended=ended)
        if published:
            for side in Side.values:
                transfer = agree(transfer, side, by=None, basis="for a test")
        return transfer

    @classmethod
    def words(cls, code: str) -> dict[str, str]:
        return {"title": code.replace("-", " ").title(), "summary": f"How {code} went."}


class PhaseStayFactory(DjangoModelFactory[PhaseStay]):
    class Meta:
        model = PhaseStay

    transfer = factory.SubFactory(TransferFactory)
    phase = "understand"


class MilestoneFactory(DjangoModelFactory[Milestone]):
    class Meta:
        model = Milestone

    transfer = factory.SubFactory(TransferFactory)
    phase = "understand"
    sentence = "Meet the mayor"
    language = "en"
    due_on = "2026-01-31"


class JournalEntryFactory(DjangoModelFactory[JournalEntry]):
    class Meta:
        model = JournalEntry

    transfer = factory.SubFactory(TransferFactory)
    words = "It rained."
    language = "en"


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    transfer = factory.SubFactory(TransferFactory)
    held_on = "2026-01-31"
    subject = "The first meeting"
    language = "en"


class TransferFileFactory(DjangoModelFactory[TransferFile]):
    class Meta:
        model = TransferFile

    transfer = factory.SubFactory(TransferFactory)
    name = "plan.pdf"
    size = 9
    file = factory.django.FileField(filename="plan.pdf", data=b"%PDF-1.7\n")


class AgreementFactory(DjangoModelFactory[Agreement]):
    class Meta:
        model = Agreement

    transfer = factory.SubFactory(TransferFactory)
    side = Side.ORIGIN
    digest = "0" * 64


class EvaluationFactory(DjangoModelFactory[Evaluation]):
    """`answers={"need": "4"}`: submitted with these."""

    class Meta:
        model = Evaluation

    transfer = factory.SubFactory(TransferFactory)
    actor_kind = "public"
    name = "The mayor’s office"

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        answers = kwargs.pop("answers", None)
        frozen = {"items": {code: {"value": value, "absence": ""} for code, value in answers.items()}, "groups": {}} if answers else None
        sheet = AnswerSheet.objects.create(
            version=evaluation_version(by=None),
            language="en",
            state="submitted" if frozen else "open",
            submitted_at="2026-01-31T12:00:00Z" if frozen else None,
            frozen=frozen,
        )
        return super()._create(model_class, *args, sheet=sheet, **kwargs)


def _city(region: str, country: str, name: str, **where: Any) -> Any:
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    within = TerritoryFactory(code=region, kind="world-region", parent=world, latitude=None, longitude=None)
    land = TerritoryFactory(code=country, kind="country", parent=within, country_code=country.upper())
    code = f"{country}-{name.lower().replace('é', 'e')}"
    return TerritoryFactory(code=code, parent=land, country_code=country.upper(), names={"en": name}, **where)


def table(**facts: Any) -> SimpleNamespace:
    """Montréal gives, Dakar takes up; one person acts for each, and one for neither."""
    montreal_city = _city("north-america", "ca", "Montréal", latitude=45.5, longitude=-73.6)
    dakar_city = _city("africa-middle-east", "sn", "Dakar", latitude=14.7, longitude=-17.4)
    origin = OrganisationFactory(code="montreal", published=True, since=2014, territories=[montreal_city])
    destination = OrganisationFactory(code="dakar", published=True, since=2019, territories=[dakar_city])
    initiator = ConceptFactory(code="initiator", scheme__code="roles")
    began = PracticeOrganisation(organisation=origin, role=initiator, actor_kind="public")
    practice = PracticeFactory(
        code="lanes", published=True, started=2001, territories=[montreal_city], participations=[began], contact=origin
    )
    giver, taker, stranger = (UserFactory(email=f"{name}@example.org") for name in ("giver", "taker", "stranger"))
    DelegateFactory(organisation=origin, user=giver)
    DelegateFactory(organisation=destination, user=taker)
    transfer = TransferFactory(
        code="lanes-to-dakar",
        origin=origin,
        destination=destination,
        practices=[practice],
        origins=[montreal_city],
        territories=[dakar_city],
        **facts,
    )
    return SimpleNamespace(
        transfer=transfer,
        practice=practice,
        origin=origin,
        destination=destination,
        montreal=montreal_city,
        dakar=dakar_city,
        giver=giver,
        taker=taker,
        stranger=stranger,
    )
