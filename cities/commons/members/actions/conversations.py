"""The relay: letters between a reader and a member, neither of whom sees the other's address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from cities.accounts.models import User, normalise_address
from cities.activity.actions import record
from cities.commons.members.models import Conversation, Message, Organisation, Side
from cities.core.actions import post_letter
from cities.core.keys import lasting_key
from cities.core.letters import spoken, words_from

PURPOSE = "conversation"
UNCONFIRMED_DAYS = 7
KEPT_DAYS = 730


class ConversationEnded(Exception):
    """One of the two sides has ended it."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who writes. `user` is set when they are signed in: their address is known to be theirs."""

    name: str
    address: str
    language: str
    user: User | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    address: str
    language: str


@transaction.atomic
def begin_conversation(organisation: Organisation, *, asker: Asker, subject: str, words: str, about: UUID | None = None) -> Conversation:
    """Write to a member. Who is not signed in first shows that the address is theirs, by a link sent to it."""
    address = normalise_address(asker.address)
    is_known = asker.user is not None and asker.user.email == address
    conversation = Conversation.objects.create(
        organisation=organisation,
        about=about,
        subject=" ".join(subject.split()),
        asker_name=" ".join(asker.name.split()),
        asker_address=address,
        asker_language=asker.language,
        asker=asker.user,
    )
    Message.objects.create(conversation=conversation, side=Side.ASKER, words=words, author=asker.user)
    if is_known:
        return confirm_conversation(conversation)
    context = {"organisation": _name(organisation, asker.language), "subject": conversation.subject}
    _post("conversation_confirm", conversation, Side.ASKER, context=context, key="confirm")
    return conversation


@transaction.atomic
def confirm_conversation(conversation: Conversation) -> Conversation:
    """The address is its owner's: pass the first message on. A second time changes nothing."""
    if Conversation.objects.filter(pk=conversation.pk, confirmed_at__isnull=True).update(confirmed_at=timezone.now()):
        record(conversation.organisation, "conversation.begun", by=conversation.asker)
        _tell(conversation.messages.get())
    conversation.refresh_from_db()
    return conversation


@transaction.atomic
def write_message(conversation: Conversation, *, side: str, words: str, by: User | None) -> Message:
    """Answer. Raise ConversationEnded when either side has ended it."""
    locked = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if locked.ended_at is not None or locked.confirmed_at is None:
        raise ConversationEnded
    message = Message.objects.create(conversation=locked, side=side, words=words, author=by)
    _tell(message)
    return message


@transaction.atomic
def end_conversation(conversation: Conversation, *, side: str, is_abuse: bool = False, by: User | None) -> Conversation:
    """No more letters in this conversation, either way. `is_abuse` asks the secretariat to look at it."""
    now = timezone.now()
    Conversation.objects.filter(pk=conversation.pk, ended_at__isnull=True).update(ended_at=now, ended_by=side)
    if is_abuse:
        Conversation.objects.filter(pk=conversation.pk).update(reported_at=now)
        record(conversation.organisation, "conversation.reported", by=by)
    conversation.refresh_from_db()
    return conversation


def forget_conversations() -> int:
    """Delete what was never confirmed after a week and what nobody has written in for two years; how many."""
    now = timezone.now()
    stale = Conversation.objects.annotate(last_at=Max("messages__written_at")).filter(
        Q(confirmed_at__isnull=True, began_at__lt=now - timedelta(days=UNCONFIRMED_DAYS)) | Q(last_at__lt=now - timedelta(days=KEPT_DAYS))
    )
    keys = list(stale.values_list("pk", flat=True))
    Conversation.objects.filter(pk__in=keys).delete()
    return len(keys)


def recipients(organisation: Organisation) -> list[Recipient]:
    """Who gets what is written to a member: those who act for it; else the address it gave; else the secretariat."""
    delegates = organisation.delegates.acting().select_related("user")
    people = [Recipient(delegate.user.email, delegate.user.language) for delegate in delegates]
    if people:
        return people
    original = organisation.original_text
    language = original.language if original else ""
    return [Recipient(contact.address, language) for contact in organisation.private_contacts.all()] or list(_secretariat())


def _secretariat() -> Iterable[Recipient]:
    staff = get_user_model().objects.filter(Q(groups__name__in=("Administrators", "Editors")) | Q(is_superuser=True), is_active=True)
    return [Recipient(user.email, user.language) for user in staff.distinct()]


def _tell(message: Message) -> None:
    """A letter to the other side, with the words and the way to answer or to end it."""
    conversation = message.conversation
    other = Side.MEMBER if message.side == Side.ASKER else Side.ASKER
    context = {
        "writer": conversation.asker_name if message.side == Side.ASKER else _name(conversation.organisation, conversation.asker_language),
        "organisation": _name(conversation.organisation, conversation.asker_language),
        "subject": conversation.subject,
        "words": message.words,
    }
    _post("conversation_message", conversation, other, context=context, key=f"message-{message.pk}")


def _post(template: str, conversation: Conversation, side: str, *, context: dict[str, str], key: str) -> None:
    if side == Side.ASKER:
        to = [Recipient(conversation.asker_address, conversation.asker_language)]
    else:
        to = recipients(conversation.organisation)
    for number, recipient in enumerate(to):
        url = _link(conversation, side, recipient.language)
        words = words_from(template, {**context, "url": url}, language=recipient.language)
        post_letter(words, address=recipient.address, key=f"conversation-{conversation.pk}-{key}-{number}", unsubscribe_url=url)


def _link(conversation: Conversation, side: str, language: str) -> str:
    return f"{settings.SITE_URL}/{spoken(language)}/conversation/{conversation.pk}/{lasting_key(PURPOSE, f'{conversation.pk}:{side}')}/"


def _name(organisation: Organisation, language: str) -> str:
    text = organisation.best_text(language)
    return str(text.name) if text else organisation.code
