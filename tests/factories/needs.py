"""What members look for and can give."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from cities.transfer.needs.models import Need, Offer
from cities.translation.models import TextState
from tests.factories.records import OrganisationFactory


class CallFactory(DjangoModelFactory[Any]):
    """`sentence="…"` is what it says, in `language`."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory, published=True, since=2019)

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        sentence, language = kwargs.pop("sentence", "Something that works"), kwargs.pop("language", "en")
        call = model_class.objects.create(**kwargs)
        call.texts.create(language=language, sentence=sentence, state=TextState.ORIGINAL)
        call.refresh_from_db()
        return call


class NeedFactory(CallFactory):
    class Meta:
        model = Need


class OfferFactory(CallFactory):
    class Meta:
        model = Offer
