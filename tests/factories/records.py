"""One factory a model, with traits for states."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from cities.accounts.models import User
from cities.commons.members.models import Consent, Membership, MembershipYear, Organisation, Person, PersonRole
from cities.commons.places.models import Territory, TerritoryText
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept, ConceptText, Scheme, concept_key
from cities.core.actions import publish_record
from cities.core.models import Picture
from cities.provenance.models import Source
from cities.translation.actions import write_text
from cities.translation.models import TextState


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password("correct horse battery")

    class Params:
        administrator = factory.Trait(is_staff=True, is_superuser=True)


class SchemeFactory(DjangoModelFactory[Scheme]):
    class Meta:
        model = Scheme
        django_get_or_create = ("code",)

    code = "themes"
    uri = factory.LazyAttribute(lambda scheme: f"urn:cities:{scheme.code}")
    labels = factory.LazyAttribute(lambda scheme: {"en": scheme.code})


class ConceptFactory(DjangoModelFactory[Concept]):
    """`ConceptFactory(code="microcredit", scheme__code="themes")`; made twice it is the same."""

    class Meta:
        model = Concept
        django_get_or_create = ("key",)
        skip_postgeneration_save = True

    scheme = factory.SubFactory(SchemeFactory)
    code = factory.Sequence(lambda n: f"concept-{n}")
    uri = factory.LazyAttribute(lambda concept: f"{concept.scheme.uri}:{concept.code}")
    key = factory.LazyAttribute(lambda concept: concept_key(concept.scheme.code, concept.code))

    @factory.post_generation
    def labels(concept: Concept, create: bool, extracted: dict[str, str] | None, **kwargs: Any) -> None:
        for language, label in (extracted or {"en": concept.code.replace("-", " ")}).items():
            state = TextState.ORIGINAL if language == "en" else TextState.HUMAN
            ConceptText.objects.get_or_create(record=concept, language=language, defaults={"label": label, "state": state})


class TerritoryFactory(DjangoModelFactory[Territory]):
    """`TerritoryFactory(code="sn-dakar", parent=senegal, names={"en": "Dakar"})`."""

    class Meta:
        model = Territory
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"territory-{n}")
    kind = Territory.Kind.CITY
    latitude = 14.7
    longitude = -17.4

    @factory.post_generation
    def names(territory: Territory, create: bool, extracted: dict[str, str] | None, **kwargs: Any) -> None:
        for language, name in (extracted or {"en": territory.code.title()}).items():
            state = TextState.ORIGINAL if language == "en" else TextState.HUMAN
            TerritoryText.objects.get_or_create(record=territory, language=language, defaults={"name": name, "state": state})


class SourceFactory(DjangoModelFactory[Source]):
    class Meta:
        model = Source
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"source-{n}")
    title = "A yearbook"
    year = 2021


class RecordFactory(DjangoModelFactory[Any]):
    """`texts={"fr": {"title": …}}`: the first is the original. `published=True` makes it public."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    live = False

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        texts = kwargs.pop("texts", None) or {"en": {}}
        published = kwargs.pop("published", False)
        relations = {name: kwargs.pop(name) for name in list(kwargs) if isinstance(kwargs[name], (list, tuple))}
        record = model_class(**kwargs)
        for name, rows in relations.items():
            getattr(record, name).set(list(rows))
        for position, (language, words) in enumerate(texts.items()):
            state = words.pop("state", TextState.HUMAN) if position else TextState.ORIGINAL
            write_text(record, language, state=state, words={**cls.words(record.code), **words})
        record.save()
        return publish_record(record, by=None) if published else record

    @classmethod
    def words(cls, code: str) -> dict[str, str]:
        return {}


class OrganisationFactory(RecordFactory):
    """`since=2019` makes it a member."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"organisation-{n}")
    kind = factory.SubFactory(ConceptFactory, scheme__code="organisation-kinds", code="local-government")
    actor_kind = "public"

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        since = kwargs.pop("since", None)
        if since is not None:
            kwargs["memberships"] = [
                Membership(category=ConceptFactory(scheme__code="member-categories", code="local-government"), since=since)
            ]
        return super()._create(model_class, *args, **kwargs)

    @classmethod
    def words(cls, code: str) -> dict[str, str]:
        return {"name": code.replace("-", " ").title(), "summary": f"What {code} does."}


class PracticeFactory(RecordFactory):
    class Meta:
        model = Practice

    code = factory.Sequence(lambda n: f"practice-{n}")

    @classmethod
    def words(cls, code: str) -> dict[str, str]:
        return {"title": code.replace("-", " ").title(), "summary": f"What {code} is about."}


class ResourceFactory(RecordFactory):
    class Meta:
        model = Resource

    code = factory.Sequence(lambda n: f"resource-{n}")
    kind = factory.SubFactory(ConceptFactory, scheme__code="deliverable-types", code="report")

    @classmethod
    def words(cls, code: str) -> dict[str, str]:
        return {"title": code.replace("-", " ").title(), "summary": f"What {code} is."}


class MembershipYearFactory(DjangoModelFactory[MembershipYear]):
    class Meta:
        model = MembershipYear

    membership = factory.LazyFunction(lambda: OrganisationFactory(since=2019).membership)
    year = 2021


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")


class PersonRoleFactory(DjangoModelFactory[PersonRole]):
    class Meta:
        model = PersonRole

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = PersonRole.Role.REPRESENTATIVE


class ConsentFactory(DjangoModelFactory[Consent]):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    field = Consent.Field.NAME
    wording = "2026-11"


class PictureFactory(DjangoModelFactory[Picture]):
    class Meta:
        model = Picture

    title = "A garden"
    file = factory.django.ImageField(width=40, height=30, color="green", format="PNG")
