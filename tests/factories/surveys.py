"""Campaigns, who is asked, and what is made of the answers."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cities.core.keys import key_digest
from cities.gather.surveys.models import (
    AnswerTranslation,
    Campaign,
    CampaignLetter,
    Coding,
    CodingTheme,
    PersonalLink,
    PublishedResult,
    Respondent,
)
from tests.factories.instruments import AnswerSheetFactory, InstrumentVersionFactory, WordedFactory
from tests.factories.records import OrganisationFactory, SourceFactory


class CampaignFactory(WordedFactory):
    """In preparation; `running=True` or `closed=True`. `published=True` makes the results of a closed one public."""

    class Meta:
        model = Campaign

    code = factory.Sequence(lambda n: f"campaign-{n}")
    version = factory.SubFactory(InstrumentVersionFactory, published=True)
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=20))
    languages = ("en", "fr", "es")

    class Params:
        running = factory.Trait(state="running", started_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=10)))
        closed = factory.Trait(
            state="closed",
            closes_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1)),
            closed_at=factory.LazyFunction(timezone.now),
        )
        published = factory.Trait(closed=True, published_at=factory.LazyFunction(timezone.now))

    @factory.post_generation
    def words(record: Any, create: bool, extracted: dict[str, dict[str, str]] | None, **kwargs: Any) -> None:
        words = extracted or {"en": {"title": "Member survey", "introduction": "About the year.", "asked_by": "The network"}}
        for number, (language, said) in enumerate(words.items()):
            record.texts.create(language=language, state="human" if number else "original", **said)


class CampaignLetterFactory(WordedFactory):
    class Meta:
        model = CampaignLetter

    campaign = factory.SubFactory(CampaignFactory)
    occasion = "invitation"


class RespondentFactory(DjangoModelFactory[Respondent]):
    """`answers={"item": "code"}` submits a sheet; a dict with `absence` or `publication` is an answer as it is frozen."""

    class Meta:
        model = Respondent
        skip_postgeneration_save = True

    campaign = factory.SubFactory(CampaignFactory, running=True)
    organisation = factory.SubFactory(OrganisationFactory, published=True, since=2019)
    region = "europe"
    kind = "organisation-kinds:local-government"
    category = "member-categories:local-government"
    address = factory.Sequence(lambda n: f"respondent{n}@example.org")
    language = "en"

    class Params:
        asked = factory.Trait(asked_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=9)))
        sample = factory.Trait(organisation=None, is_sample=True, address="")

    @factory.post_generation
    def answers(respondent: Any, create: bool, extracted: dict[str, Any] | None, **kwargs: Any) -> None:
        if extracted is None:
            return
        items = {
            code: said if isinstance(said, dict) and "value" in said else frozen_answer(said, language=respondent.language)
            for code, said in extracted.items()
        }
        respondent.sheet = AnswerSheetFactory(
            version=respondent.campaign.version,
            organisation=respondent.organisation,
            language=respondent.language,
            is_sample=respondent.is_sample,
            submitted=True,
            submitted_at=respondent.campaign.closed_at or timezone.now(),
            frozen={"items": items, "groups": kwargs.get("groups", {})},
        )
        respondent.save()


def frozen_answer(value: Any, *, publication: str = "", language: str = "en") -> dict[str, Any]:
    absence = "" if value is not None else "no-answer"
    return {"value": value, "absence": absence, "publication": publication, "language": language if value is not None else ""}


class PersonalLinkFactory(DjangoModelFactory[PersonalLink]):
    """`key="open sesame"` makes the key in its letter known."""

    class Meta:
        model = PersonalLink

    class Params:
        key = factory.Sequence(lambda n: f"survey-key-{n}")

    respondent = factory.SubFactory(RespondentFactory, asked=True)
    key_digest = factory.LazyAttribute(lambda link: key_digest(link.key))


class CodingThemeFactory(WordedFactory):
    class Meta:
        model = CodingTheme

    campaign = factory.SubFactory(CampaignFactory, closed=True)
    item_code = "advice"
    code = factory.Sequence(lambda n: f"theme-{n}")


class CodingFactory(DjangoModelFactory[Coding]):
    class Meta:
        model = Coding

    theme = factory.SubFactory(CodingThemeFactory)
    sheet = factory.SubFactory(AnswerSheetFactory, submitted=True)
    item_code = factory.SelfAttribute("theme.item_code")


class AnswerTranslationFactory(DjangoModelFactory[AnswerTranslation]):
    class Meta:
        model = AnswerTranslation

    sheet = factory.SubFactory(AnswerSheetFactory, submitted=True)
    item_code = "advice"
    language = "fr"
    words = "Un fonds d’aide."
    made_from = "digest"


class PublishedResultFactory(DjangoModelFactory[PublishedResult]):
    class Meta:
        model = PublishedResult

    campaign = factory.SubFactory(CampaignFactory, closed=True)
    item_code = "sector"
    option_code = "tourism"
    statement = "most"
    source = factory.SubFactory(SourceFactory)
    locator = "page 13"
