"""Bringing two members together: both agree, neither sees an address, nobody is asked more than they can take."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cities.activity.actions import record as note
from cities.commons.members.actions import Asker, begin_conversation
from cities.commons.members.actions.conversations import recipients
from cities.commons.members.models import Organisation
from cities.core.actions import post_letter
from cities.core.keys import lasting_key
from cities.core.letters import spoken, words_from
from cities.transfer.matching.actions.deciding import accept_match
from cities.transfer.matching.models import Capacity, Introduction, Match
from cities.transfer.matching.queries.offers import is_full
from cities.transfer.matching.queries.shown import shown_matches
from cities.transfer.matching.queries.sides import room
from cities.transfer.needs.models import Offer

if TYPE_CHECKING:
    from cities.accounts.models import User

PURPOSE = "introduction"
# After so many days without an answer the place is free for others.
ANSWER_WITHIN = timedelta(days=30)


class NoRoom(Exception):
    """They pause, or have as many introductions as they take at a time."""


class AlreadyAnswered(Exception):
    """Somebody has answered it before, or it was given up."""


def ask_introduction(match: Match, *, words: str, by: "User") -> Introduction:
    """Accept a match and ask who answers for it. Whoever asks agrees that their name, their organisation and the sentence of the need are
    told. Asking twice returns the first. Raise NoRoom when they take no more now, or nobody answers for it: the match stays accepted.
    """
    return _asked(accept_match(match, by=by), words=words, by=by)


@transaction.atomic
def answer_introduction(introduction: Introduction, *, agrees: bool, remark: str = "", by: "User | None") -> Introduction:
    """With the second consent a conversation begins, its first letter in both languages. Without it the other side is told, kindly.

    Raise AlreadyAnswered when it is no longer asked.
    """
    locked = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if locked.state != Introduction.State.ASKED or locked.closed_at is not None:
        raise AlreadyAnswered
    locked.state = Introduction.State.AGREED if agrees else Introduction.State.REFUSED
    locked.answered_at, locked.answered_by, locked.remark = timezone.now(), by, remark.strip()
    locked.save()
    note(locked.match.need, f"introduction.{locked.state}", by=by, data={})
    if agrees:
        _introduce(locked)
    _tell_asker(locked)
    return locked


def give_up_introductions(*, now: datetime) -> int:
    """Those nobody has answered within ANSWER_WITHIN make room for others; returns how many."""
    late = Introduction.objects.filter(state=Introduction.State.ASKED, closed_at__isnull=True, asked_at__lt=now - ANSWER_WITHIN)
    return late.update(closed_at=now)


@transaction.atomic
def set_capacity(organisation: Organisation, *, most: int, paused_until: "datetime | None" = None, by: "User") -> Capacity:
    """How many introductions at a time, and from when on."""
    capacity, _is_new = Capacity.objects.update_or_create(organisation=organisation, defaults={"most": most, "paused_until": paused_until})
    note(organisation, "capacity.set", by=by, data={"most": most, "pauses": paused_until is not None})
    return capacity


def introduction_link(key: UUID, language: str) -> str:
    """For whoever is asked by letter and has no account."""
    return f"{settings.SITE_URL}/{spoken(language)}/introduction/{key}/{lasting_key(PURPOSE, str(key))}/"


@transaction.atomic
def _asked(accepted: Match, *, words: str, by: "User") -> Introduction:
    if accepted.answerer_id is None:
        raise NoRoom
    # Two who ask at once are told one after the other how much room there is.
    answerer = Organisation.objects.select_for_update().get(pk=accepted.answerer_id)
    held = Introduction.objects.filter(match=accepted).first()
    if held is not None:
        return held
    offer = Offer.objects.filter(pk=accepted.subject).first() if accepted.kind == Match.Kind.OFFER else None
    if not room(answerer.pk).left or (offer is not None and is_full(offer)):
        raise NoRoom
    introduction = Introduction.objects.create(match=accepted, organisation=answerer, words=words.strip(), asked_by=by)
    note(accepted.need, "introduction.asked", by=by, data={"kind": accepted.kind})
    _ask(introduction)
    return introduction


def _ask(introduction: Introduction) -> None:
    for number, recipient in enumerate(recipients(introduction.organisation)):
        url = introduction_link(introduction.pk, recipient.language)
        letter = words_from("introduction_asked", {**_told(introduction, recipient.language), "url": url}, language=recipient.language)
        post_letter(letter, address=recipient.address, key=f"introduction-{introduction.pk}-asked-{number}")


def _tell_asker(introduction: Introduction) -> None:
    asker = introduction.asked_by
    if asker is None or not asker.is_active:
        return
    context = {**_told(introduction, asker.language), "remark": introduction.remark, "agreed": introduction.state == "agreed"}
    if introduction.conversation_id:
        context["url"] = f"{settings.SITE_URL}/{spoken(asker.language)}/conversation/{introduction.conversation_id}/"
    letter = words_from("introduction_answered", context, language=asker.language)
    post_letter(letter, address=asker.email, key=f"introduction-{introduction.pk}-answered")


def _introduce(introduction: Introduction) -> None:
    """The first message says in both languages who wants what, then what the asker wrote."""
    asker = introduction.asked_by
    if asker is None or not asker.is_active:
        return
    theirs = next((recipient.language for recipient in recipients(introduction.organisation)), "")
    languages = dict.fromkeys((spoken(theirs), spoken(asker.language)))
    opening = [words_from("introduction_words", _told(introduction, language), language=language).body.strip() for language in languages]
    words = "\n\n".join((*opening, *([introduction.words] if introduction.words else [])))
    about = introduction.match.subject if introduction.match.kind in ("practice", "resource") else None
    name = asker.get_full_name().strip() or str(_told(introduction, asker.language)["asker"])
    subject = str(_told(introduction, theirs)["subject"])[:150]
    introduction.conversation = begin_conversation(
        introduction.organisation,
        asker=Asker(name, asker.email, asker.language, asker),
        subject=subject,
        words=words,
        about=about,
    )
    introduction.save(update_fields=["conversation"])


def _told(introduction: Introduction, language: str) -> dict[str, object]:
    """What both sides may know of each other, for a reader of `language`."""
    match, chosen = introduction.match, spoken(language)
    need = match.need
    with translation.override(chosen):
        shown = shown_matches([match], language=chosen)
        subject = shown[0].subject.title(chosen) if shown and match.kind in ("practice", "resource", "offer") else _("An introduction")
    asked = introduction.asked_by
    return {
        "asker": _name(need.organisation, chosen),
        "person": asked.get_full_name().strip() if asked else "",
        "organisation": _name(introduction.organisation, chosen),
        "subject": subject,
        "is_about": match.kind in ("practice", "resource", "offer"),
        "sentence": str(need.best_text(chosen) or ""),
        "words": introduction.words,
    }


def _name(organisation: Organisation, language: str) -> str:
    text = organisation.best_text(language)
    return str(text.name) if text else organisation.code
