"""The practices an organisation has written or begun, as those who act for it see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation
from cities.commons.practices import actions
from cities.commons.practices.completeness import STANDARD, practice_facts
from cities.commons.practices.models import Practice, PracticeText
from cities.commons.practices.rules import written_by
from cities.core.comparing import Section
from cities.core.queries import Review, reviews
from cities.portal.queries.browse import surroundings
from cities.portal.queries.space.changes import ShownSection
from cities.portal.queries.space.profile import Missing, Standing, TextLine, offered_languages, standing_of, text_line
from cities.portal.reading import Words, words_of
from cities.translation.actions import picture_section
from cities.translation.completeness import TRANSLATION, completeness, missing_label

PARTS = ("texts", "territories", "concepts", "participations", "figures", "sources")
# The steps of the form, in order, with the words each asks for.
STEPS: Mapping[str, tuple[str, ...]] = {
    "what": ("title", "summary", "problem", "action"),
    "where": (),
    "together": ("co_construction",),
    "results": ("results",),
    "adapt": ("success_factors", "obstacles", "transferability"),
    "sources": (),
    "figures": (),
    "picture": ("image_alt",),
}
FACTS_OF = {
    "territories": "where",
    "themes": "where",
    "started": "where",
    "participations": "together",
    "sources": "sources",
    "figures": "figures",
    "image": "picture",
}


@dataclass(frozen=True)
class OwnPractice:
    """One line of the list. The title is that of the draft."""

    id: UUID
    code: str
    title: Words | str
    is_public: bool
    has_draft: bool
    review: Review | None
    url: str

    @property
    def is_waiting(self) -> bool:
        return self.review is not None and self.review.state == "waiting"

    @property
    def is_asked(self) -> bool:
        return self.review is not None and self.review.state == "asked"


@dataclass(frozen=True)
class Step:
    """`done` parts of `parts` say something."""

    name: str
    label: str
    url: str
    done: int
    parts: int

    @property
    def is_done(self) -> bool:
        return self.done == self.parts


@dataclass(frozen=True)
class PracticeDraft:
    practice: Practice
    title: str
    language: str
    standing: Standing
    percent: int
    missing: tuple[Missing, ...]
    steps: tuple[Step, ...]
    # The other languages it is or may be told in.
    translations: tuple[TextLine, ...]


def own_practices(organisation: Organisation, *, language: str) -> tuple[OwnPractice, ...]:
    """Those it may edit, what was changed last first: three queries."""
    rows = list(written_by(organisation).select_related("latest_revision").prefetch_related("texts").order_by("-updated_at", "pk"))
    running = reviews(Practice, [row.pk for row in rows])
    return tuple(_own(row, organisation, review=running.get(str(row.pk)), language=language) for row in rows)


def own_practice(organisation: Organisation, key: UUID) -> Practice | None:
    """One of them, with all its page reads; None for any other practice."""
    found: Practice | None = written_by(organisation).prefetch_related(*PARTS).filter(pk=key).first()
    return found


def practice_draft(practice: Practice, organisation: Organisation, *, language: str) -> PracticeDraft:
    """Its latest draft with all that is missing and the steps it is told in."""
    draft: Practice = practice.get_latest_revision_as_object()
    facts, original = practice_facts(draft), draft.original_text
    whole = completeness(facts, STANDARD, languages=[code for code, _name in settings.LANGUAGES])
    return PracticeDraft(
        practice=draft,
        title=str(original or draft.code),
        language=original.language if original else language,
        standing=standing_of(practice, draft, practice_sections(draft), around=surroundings(language)),
        percent=whole.percent,
        missing=tuple(_missing(code, practice, organisation, language=language) for code in whole.missing if _is_theirs(code)),
        steps=tuple(_step(name, draft, organisation, present=facts.present) for name in STEPS),
        translations=tuple(_translation(draft, tag, organisation) for tag in offered_languages(draft)[1:]) if original else (),
    )


def told_words(draft: Practice) -> tuple[str, ...]:
    """The words the original tells the practice with: what there is to translate."""
    original = draft.original_text
    return tuple(field for fields in STEPS.values() for field in fields if original and getattr(original, field))


def step_labels() -> dict[str, str]:
    return {
        "what": _("What is done"),
        "where": _("Where, when, what about"),
        "together": _("How it was built together"),
        "results": _("Results"),
        "adapt": _("What to keep, what to adapt"),
        "sources": _("Sources"),
        "figures": _("Figures"),
        "picture": _("Picture"),
    }


def step_section(name: str, language: str) -> Section[Practice]:
    """What a step reads and writes."""
    words = actions.practice_words(language, STEPS[name])
    facts = {"where": actions.practice_facts, "sources": actions.practice_sources, "figures": actions.practice_figures}
    if name in facts:
        return facts[name]()
    if name == "picture":
        return picture_section(language)
    return actions.joined(words, actions.practice_participants()) if name == "together" else words


def practice_sections(draft: Practice) -> Sequence[ShownSection]:
    words = {field: capfirst(str(PracticeText._meta.get_field(field).verbose_name)) for fields in STEPS.values() for field in fields}  # type: ignore[union-attr]  # words are plain fields
    facts = {
        "status": _("How does it stand?"),
        "started": _("Started in"),
        "ended": _("Ended in"),
        "territories": _("Where is it done?"),
        "themes": _("Themes"),
        "sectors": _("Sectors"),
        "sdgs": _("Sustainable Development Goals"),
        "beneficiaries": _("For whom"),
    }
    return (
        *(ShownSection(actions.practice_words(language, tuple(words)), words, language) for language in offered_languages(draft)),
        ShownSection(actions.practice_facts(), facts),
        ShownSection(actions.practice_participants(), {"participants": _("Who took part")}),
        ShownSection(actions.practice_sources(), {"sources": _("Sources")}),
        ShownSection(actions.practice_figures(), {"figures": _("Figures")}),
        ShownSection(picture_section("en"), {"image": _("Picture")}),
    )


def _translation(draft: Practice, tag: str, organisation: Organisation) -> TextLine:
    return text_line(draft, tag, reverse("portal:my_practice_words", args=[organisation.code, draft.pk, tag]))


def _own(row: Practice, organisation: Organisation, *, review: Review | None, language: str) -> OwnPractice:
    return OwnPractice(
        id=row.pk,
        code=row.code,
        title=_title(row, language),
        is_public=row.is_public,
        has_draft=bool(row.has_unpublished_changes) or not row.live,
        review=review,
        url=reverse("portal:my_practice", args=[organisation.code, row.pk]),
    )


def _title(row: Practice, language: str) -> Words | str:
    """From the latest version, which for a draft is not in the rows of its texts."""
    return words_of(row.texts.all() if row.live else row.drafted_texts, "title", language=language) or row.code


def _is_theirs(code: str) -> bool:
    """Translations have lines of their own; who answers questions is settled with the secretariat."""
    return not code.startswith(TRANSLATION) and code != "contact"


def _missing(code: str, practice: Practice, organisation: Organisation, *, language: str) -> Missing:
    field = code.removeprefix("words.")
    name = FACTS_OF.get(code) or next(step for step, fields in STEPS.items() if field in fields)
    url = reverse("portal:my_practice_step", args=[organisation.code, practice.pk, name])
    return Missing(missing_label(code, STANDARD, in_language=language), url)


def _step(name: str, draft: Practice, organisation: Organisation, *, present: Any) -> Step:
    original = draft.original_text
    words = [bool(original and getattr(original, field)) for field in STEPS[name]]
    facts = [code in present for code, step in FACTS_OF.items() if step == name]
    parts = [*words, *facts]
    url = reverse("portal:my_practice_step", args=[organisation.code, draft.pk, name])
    return Step(name, step_labels()[name], url, sum(parts), len(parts))
