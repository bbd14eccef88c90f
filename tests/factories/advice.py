"""Requests for advice, the roster, engagements."""

from types import SimpleNamespace
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cities.commons.instruments.models import AnswerSheet
from cities.transfer.advice.actions import agree, satisfaction_version
from cities.transfer.advice.models import (
    AdviceMessage,
    AdviceRequest,
    Engagement,
    EngagementExpert,
    Expert,
    ExpertConsent,
    HourEntry,
    Learnt,
    Output,
    Participation,
    PlannedStep,
    Proposal,
    Satisfaction,
)
from tests.factories.members import DelegateFactory
from tests.factories.needs import NeedFactory, OfferFactory
from tests.factories.records import (
    ConceptFactory,
    OrganisationFactory,
    PersonFactory,
    PersonRoleFactory,
    PracticeFactory,
    RecordFactory,
    TerritoryFactory,
    UserFactory,
)


class AdviceRequestFactory(DjangoModelFactory[AdviceRequest]):
    """`sentence="…"` is the question."""

    class Meta:
        model = AdviceRequest

    class Params:
        sentence = "How do others do it?"

    need = factory.SubFactory(NeedFactory, visibility="secretariat", sentence=factory.SelfAttribute("..sentence"))
    waiting_since = factory.LazyFunction(timezone.now)


class AdviceMessageFactory(DjangoModelFactory[AdviceMessage]):
    class Meta:
        model = AdviceMessage

    request = factory.SubFactory(AdviceRequestFactory)
    kind = "question"
    words = "What have you tried?"
    language = "en"


class ExpertFactory(DjangoModelFactory[Expert]):
    """`agreed=True`: consents. `user=…` is who the person signs in as; `person=None` for an organisation without one."""

    class Meta:
        model = Expert
        skip_postgeneration_save = True

    offer = factory.SubFactory(OfferFactory, visibility="members", capacity=1)
    languages = factory.LazyFunction(lambda: ["en"])

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        agreed, user = kwargs.pop("agreed", False), kwargs.pop("user", None)
        if "person" not in kwargs:
            kwargs["person"] = PersonFactory(user=user, **({"name": kwargs.pop("called")} if "called" in kwargs else {}))
        expert = super()._create(model_class, *args, **kwargs)
        if expert.person is not None:
            PersonRoleFactory(person=expert.person, organisation=expert.offer.organisation)
        if agreed:
            ExpertConsentFactory(expert=expert)
        return expert


class ExpertConsentFactory(DjangoModelFactory[ExpertConsent]):
    class Meta:
        model = ExpertConsent

    expert = factory.SubFactory(ExpertFactory)
    wording = "2026-11"
    given_at = factory.LazyFunction(timezone.now)


class ProposalFactory(DjangoModelFactory[Proposal]):
    """`declined=True`: with a reason."""

    class Meta:
        model = Proposal

    class Params:
        declined = factory.Trait(state="declined", refusal="time", answered_at=factory.LazyFunction(timezone.now))

    request = factory.SubFactory(AdviceRequestFactory, state="proposed")
    expert = factory.SubFactory(ExpertFactory, agreed=True)


class EngagementFactory(RecordFactory):
    """`parts={organisation: "asking"}`; `published=True`: all in it have agreed."""

    class Meta:
        model = Engagement

    code = factory.Sequence(lambda n: f"engagement-{n}")

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        published, parts = kwargs.pop("published", False), kwargs.pop("parts", {})
        engagement = super()._create(model_class, *args, **kwargs)
        for organisation, side in parts.items():
            ParticipationFactory(engagement=engagement, organisation=organisation, side=side)
        if published:
            for organisation in parts:
                engagement = agree(engagement, organisation, by=None, basis="for a test")
        return engagement

    @classmethod
    def words(cls, code: str) -> dict[str, str]:
        return {"title": code.replace("-", " ").title(), "summary": f"How {code} went."}


class ParticipationFactory(DjangoModelFactory[Participation]):
    class Meta:
        model = Participation

    engagement = factory.SubFactory(EngagementFactory)
    organisation = factory.SubFactory(OrganisationFactory, published=True, since=2019)
    side = "partner"


class EngagementExpertFactory(DjangoModelFactory[EngagementExpert]):
    class Meta:
        model = EngagementExpert

    engagement = factory.SubFactory(EngagementFactory)
    expert = factory.SubFactory(ExpertFactory, agreed=True)


class PlannedStepFactory(DjangoModelFactory[PlannedStep]):
    class Meta:
        model = PlannedStep

    engagement = factory.SubFactory(EngagementFactory)
    sentence = "Meet online"
    language = "en"


class HourEntryFactory(DjangoModelFactory[HourEntry]):
    class Meta:
        model = HourEntry

    engagement = factory.SubFactory(EngagementFactory)
    organisation = factory.SubFactory(OrganisationFactory, published=True)
    spent_on = "2026-10-05"
    hours = 2


class OutputFactory(DjangoModelFactory[Output]):
    class Meta:
        model = Output

    engagement = factory.SubFactory(EngagementFactory)
    kind = factory.SubFactory(ConceptFactory, scheme__code="deliverable-types", code="report")
    title = "What we found"
    language = "fr"
    url = "https://example.org/found"


class SatisfactionFactory(DjangoModelFactory[Satisfaction]):
    """`answers={"answered": "4"}`: sent in with these."""

    class Meta:
        model = Satisfaction

    engagement = factory.SubFactory(EngagementFactory)
    organisation = factory.SubFactory(OrganisationFactory, published=True)

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        answers = kwargs.pop("answers", None)
        frozen = {"items": {code: {"value": value, "absence": ""} for code, value in answers.items()}, "groups": {}} if answers else None
        sheet = AnswerSheet.objects.create(
            version=satisfaction_version(by=None),
            language="en",
            state="submitted" if frozen else "open",
            submitted_at=timezone.now() if frozen else None,
            frozen=frozen,
        )
        return super()._create(model_class, *args, sheet=sheet, **kwargs)


class LearntFactory(DjangoModelFactory[Learnt]):
    class Meta:
        model = Learnt

    engagement = factory.SubFactory(EngagementFactory)
    practice = factory.SubFactory(PracticeFactory)


def advice_bench() -> SimpleNamespace:
    """Awa asks in French for Dakar; Jo of Montréal is on the roster for credit and speaks French; one person acts for neither."""
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    place = TerritoryFactory(code="sn-dakar", parent=world, country_code="SN")
    credit = ConceptFactory(code="microcredit", scheme__code="themes", labels={"en": "Microcredit", "fr": "Microcrédit"})
    for code, scheme in (("report", "deliverable-types"), ("initiator", "roles")):
        ConceptFactory(code=code, scheme__code=scheme)
    dakar = OrganisationFactory(code="dakar", published=True, since=2019, territories=[place], texts={"fr": {"name": "Ville de Dakar"}})
    montreal = OrganisationFactory(code="montreal", published=True, since=2014, texts={"fr": {"name": "Ville de Montréal"}})
    awa = UserFactory(email="awa@example.org", first_name="Awa", last_name="Diop", language="fr")
    jo = UserFactory(email="jo@example.org", first_name="Jo", last_name="Roy", language="en")
    stranger = UserFactory(email="stranger@example.org")
    coordinator = UserFactory(email="desk@example.org", administrator=True)
    DelegateFactory(organisation=dakar, user=awa)
    DelegateFactory(organisation=montreal, user=jo)
    DelegateFactory(user=stranger)
    offer = OfferFactory(organisation=montreal, sentence="Credit for small enterprises", visibility="members", capacity=1)
    offer.concepts.set([credit])
    expert = ExpertFactory(offer=offer, user=jo, called="Jo Roy", languages=["fr", "en"], agreed=True)
    request = AdviceRequestFactory(
        need__organisation=dakar, need__written_by=awa, sentence="Comment prêter aux vendeuses ?", need__language="fr"
    )
    request.need.concepts.set([credit])
    return SimpleNamespace(
        dakar=dakar,
        montreal=montreal,
        awa=awa,
        jo=jo,
        stranger=stranger,
        coordinator=coordinator,
        expert=expert,
        request=request,
        credit=credit,
    )
