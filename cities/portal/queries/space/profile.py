"""The profile of an organisation as those who act for it see it: the draft, what differs, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cities.commons.members import actions
from cities.commons.members.completeness import STANDARD, organisation_facts
from cities.commons.members.models import Organisation, OrganisationText
from cities.core.models import Picture
from cities.core.queries import Review, review_of
from cities.portal.queries.browse import surroundings
from cities.portal.queries.dossiers import concepts_by_scheme
from cities.portal.queries.lists import Surroundings
from cities.portal.queries.space.changes import Change, ShownSection, changes
from cities.translation.completeness import TRANSLATION, completeness, missing_label
from cities.translation.models import Text, TextState

# Facts only the secretariat enters: a figure needs a source it has seen.
NOT_THEIRS = ("figures",)
PARTS = ("texts", "websites", "territories", "concepts", "figures")


@dataclass(frozen=True)
class Missing:
    """`url` leads to where it can be written; empty where the secretariat does."""

    label: str
    url: str


@dataclass(frozen=True)
class TextLine:
    """One language of the profile; `state` is empty where nothing is written."""

    language: str
    state: str
    is_stale: bool
    missing: int
    url: str


@dataclass(frozen=True)
class Standing:
    """Where a draft is on its way: what differs from what readers see, whether someone reviews it, what they asked."""

    is_public: bool
    has_draft: bool
    review: Review | None
    changes: tuple[Change, ...]

    @property
    def is_waiting(self) -> bool:
        return self.review is not None and self.review.state == "waiting"

    @property
    def is_asked(self) -> bool:
        return self.review is not None and self.review.state == "asked"


@dataclass(frozen=True)
class Profile:
    draft: Organisation
    standing: Standing
    percent: int
    missing: tuple[Missing, ...]
    texts: tuple[TextLine, ...]
    original: Any
    places: tuple[str, ...]
    seat: str
    concepts: Any
    picture: Picture | None


def profile(organisation: Organisation, *, language: str) -> Profile:
    """The latest draft, or what is public when nothing was changed since."""
    public = Organisation.objects.select_related("image", "latest_revision").prefetch_related(*PARTS).get(pk=organisation.pk)
    draft: Organisation = public.get_latest_revision_as_object()
    around = surroundings(language)
    located = around.places.known(territory.pk for territory in draft.territories.all())
    seat = around.places.by_id.get(draft.seat_id) if draft.seat_id else None
    whole = completeness(organisation_facts(draft), STANDARD, languages=[code for code, _name in settings.LANGUAGES])
    return Profile(
        draft=draft,
        standing=standing_of(public, draft, profile_sections(draft), around=around),
        percent=whole.percent,
        missing=tuple(_missing(code, organisation, draft, language=language) for code in whole.missing),
        texts=tuple(text_line(draft, tag, reverse("portal:my_words", args=[organisation.code, tag])) for tag in offered_languages(draft)),
        original=draft.original_text,
        places=tuple(around.places.full_name(place) for place in located),
        seat=around.places.full_name(seat) if seat else "",
        concepts=concepts_by_scheme((concept.key for concept in draft.concepts.all()), around),
        picture=draft.image,
    )


def standing_of(record: Any, draft: Any, sections: Sequence[ShownSection], *, around: Surroundings) -> Standing:
    """`record` as it is stored, which is what readers see where it is public."""
    is_changed = bool(record.has_unpublished_changes) or not record.live
    found = changes(record, draft, sections, around=around) if record.live and is_changed else ()
    return Standing(is_public=record.is_public, has_draft=is_changed, review=review_of(record), changes=found)


def profile_sections(draft: Organisation) -> tuple[ShownSection, ...]:
    words = tuple(
        ShownSection(actions.profile_words(tag), _word_labels("name", "summary", "description"), tag) for tag in offered_languages(draft)
    )
    alts = tuple(ShownSection(actions.profile_picture(tag), _word_labels("image_alt"), tag) for tag in offered_languages(draft))
    facts = {
        "acronym": _("Acronym"),
        "founded": _("Founded in"),
        "seat": _("Where it sits"),
        "territories": _("Where it acts"),
        "websites": _("Websites"),
    }
    topics = {
        "themes": _("Themes"),
        "sectors": _("Sectors"),
        "sdgs": _("Sustainable Development Goals"),
        "legal-forms": _("Legal forms"),
        "support-measures": _("Support measures"),
    }
    picture = ShownSection(actions.profile_picture("en"), {"image": _("Picture")})
    return (
        *words,
        ShownSection(actions.profile_facts(), facts),
        ShownSection(actions.profile_topics(), topics),
        picture,
        *alts,
    )


def offered_languages(draft: Any) -> list[str]:
    """The original first, then the languages of the site, then whatever else there is."""
    original = draft.original_text
    first = [original.language] if original else []
    return list(dict.fromkeys([*first, *(code for code, _name in settings.LANGUAGES), *(text.language for text in draft.texts.all())]))


def _word_labels(*fields: str) -> dict[str, str]:
    return {field: capfirst(str(OrganisationText._meta.get_field(field).verbose_name)) for field in fields}  # type: ignore[union-attr]  # words are plain fields


def text_line(draft: Any, tag: str, url: str) -> TextLine:
    """How one language of any record stands; `url` is where its words are written."""
    text: Text | None = draft.text_in(tag)
    original = draft.original_text
    state = str(TextState(text.state)) if text else ""
    missing = len(text.missing_fields(original)) if text and not text.is_original else 0
    is_stale = bool(text and text.stale_fields(original))
    return TextLine(tag, state, is_stale, missing, url)


def _missing(code: str, organisation: Organisation, draft: Organisation, *, language: str) -> Missing:
    return Missing(missing_label(code, STANDARD, in_language=language), _address(code, organisation, draft))


def _address(code: str, organisation: Organisation, draft: Organisation) -> str:
    """Where what is missing can be written."""
    original = draft.original_text
    first = original.language if original else settings.LANGUAGE_CODE
    if code in NOT_THEIRS:
        return ""
    if code.startswith(TRANSLATION):
        return reverse("portal:my_words", args=[organisation.code, code.removeprefix(TRANSLATION)])
    if code in ("image", "words.image_alt"):
        return reverse("portal:my_picture", args=[organisation.code])
    if code.startswith("words."):
        return reverse("portal:my_words", args=[organisation.code, first])
    page = "my_topics" if code in ("themes", "sectors") else "my_facts"
    return reverse(f"portal:{page}", args=[organisation.code])
