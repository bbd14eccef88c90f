"""People of organisations, invitations, applications, conversations; and the letters that go with them."""

from datetime import timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from cities.commons.members.models import (
    Application,
    ApplicationFile,
    Confirmation,
    Conversation,
    Delegate,
    Invitation,
    Message,
)
from cities.core.keys import key_digest
from cities.core.models import Letter
from tests.factories.records import ConceptFactory, OrganisationFactory, UserFactory


class LetterFactory(DjangoModelFactory[Letter]):
    class Meta:
        model = Letter

    key = factory.Sequence(lambda n: f"letter-{n}")
    address = "reader@example.org"
    language = "en"
    subject = "Good news"
    body = "Here it is."
    due_at = factory.LazyFunction(timezone.now)


class DelegateFactory(DjangoModelFactory[Delegate]):
    class Meta:
        model = Delegate

    organisation = factory.SubFactory(OrganisationFactory, published=True, since=2019)
    user = factory.SubFactory(UserFactory)

    class Params:
        representative = factory.Trait(part="representative")


class InvitationFactory(DjangoModelFactory[Invitation]):
    """`key="open sesame"` makes the key in its letter known."""

    class Meta:
        model = Invitation

    class Params:
        key = factory.Sequence(lambda n: f"key-{n}")

    organisation = factory.SubFactory(OrganisationFactory, published=True, since=2019)
    address = factory.Sequence(lambda n: f"invited{n}@example.org")
    language = "en"
    key_digest = factory.LazyAttribute(lambda invitation: key_digest(invitation.key))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class ConfirmationFactory(DjangoModelFactory[Confirmation]):
    class Meta:
        model = Confirmation

    class Params:
        key = factory.Sequence(lambda n: f"confirmation-{n}")

    organisation = factory.SubFactory(OrganisationFactory, published=True, since=2019)
    year = 2026
    key_digest = factory.LazyAttribute(lambda confirmation: key_digest(confirmation.key))


class ApplicationFactory(DjangoModelFactory[Application]):
    class Meta:
        model = Application

    name = factory.Sequence(lambda n: f"Applicant {n}")
    kind = factory.SubFactory(ConceptFactory, scheme__code="organisation-kinds", code="local-government")
    category = factory.SubFactory(ConceptFactory, scheme__code="member-categories", code="local-government")
    statement = "We would like to learn from others."
    language = "en"
    contact_name = "Awa"
    contact_address = "awa@example.org"
    actor_kind = "public"


class ApplicationFileFactory(DjangoModelFactory[ApplicationFile]):
    class Meta:
        model = ApplicationFile

    application = factory.SubFactory(ApplicationFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"words", name="statutes.txt"))
    name = "statutes.txt"
    size = 5


class ConversationFactory(DjangoModelFactory[Conversation]):
    class Meta:
        model = Conversation

    class Params:
        confirmed = factory.Trait(confirmed_at=factory.LazyFunction(timezone.now))

    organisation = factory.SubFactory(OrganisationFactory, published=True, since=2019)
    subject = "How did you begin?"
    asker_name = "Awa"
    asker_address = "awa@example.org"
    asker_language = "fr"


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    conversation = factory.SubFactory(ConversationFactory)
    side = "asker"
    words = "How did you begin?"
