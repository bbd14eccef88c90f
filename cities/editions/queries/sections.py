"""The sections an edition is made of. A new one is one entry here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cities.editions import chapters
from cities.editions.chapters import Block
from cities.editions.content import Reader
from cities.editions.models import Edition
from cities.editions.queries.freezing.forms import frozen_form
from cities.editions.queries.freezing.journeys import frozen_journeys
from cities.editions.queries.freezing.periods import frozen_activity, frozen_partners, frozen_publications
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.survey import frozen_survey
from cities.editions.queries.freezing.tools import frozen_tools
from cities.editions.queries.freezing.transfers import frozen_transfers

YEARBOOK, REPORT, KIT = Edition.Kind.YEARBOOK, Edition.Kind.ACTIVITY_REPORT, Edition.Kind.KIT


@dataclass(frozen=True)
class Section:
    """`code` is also its heading in the word list. `lay` makes its blocks from a snapshot; `gather` freezes what only it needs
    (anything JSON can hold, under `chapters` in the snapshot). `fields` are the words editors write for it, `kinds` the editions
    that begin with it."""

    code: str
    label: Promise
    lay: Callable[[Reader], Sequence[Block]]
    gather: Callable[[Scope], Any] | None = None
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = (YEARBOOK, REPORT)

    def fits(self, edition: Edition) -> bool:
        """What is made for kits stands in kits alone; the others may borrow from each other."""
        return (edition.kind in self.kinds) if edition.is_kit else self.kinds != (KIT,)


# In the order they are proposed in.
SECTIONS = (
    Section("introduction", _("Introduction"), chapters.introduction, fields=("introduction",), kinds=(KIT,)),
    Section("how-to-use", _("How to use this kit"), chapters.how_to_use, fields=("how_to_use",), kinds=(KIT,)),
    Section("changes", _("What has changed"), chapters.changes, fields=("changes",), kinds=(KIT,)),
    Section("message", _("Message"), chapters.message, fields=("message", "signed_by")),
    Section("glance", _("Members at a glance"), chapters.glance, fields=("glance",), kinds=(YEARBOOK,)),
    Section("activity", _("The period in figures"), chapters.activity, frozen_activity, fields=("activity",), kinds=(REPORT,)),
    Section("survey", _("Survey"), chapters.survey, frozen_survey, fields=("survey",), kinds=(YEARBOOK,)),
    Section("cases", _("Practices told in full"), chapters.cases, fields=("cases",), kinds=(YEARBOOK, REPORT, KIT)),
    Section("lessons", _("Learned on the way"), chapters.lessons, frozen_journeys, fields=("lessons",), kinds=(KIT,)),
    Section("resources", _("Resources and tools"), chapters.resources, frozen_tools, fields=("resources",), kinds=(KIT,)),
    Section("questions", _("Questions to work with"), chapters.questions, frozen_form, fields=("questions",), kinds=(KIT,)),
    Section("transfers", _("Taken up elsewhere"), chapters.transfers, frozen_transfers, fields=("transfers",)),
    Section("recommendations", _("Recommendations"), chapters.recommendations, fields=("recommendations",), kinds=(YEARBOOK,)),
    Section("directory", _("Directory of members"), chapters.directory, fields=("directory",), kinds=(YEARBOOK,)),
    Section("publications", _("Publications"), chapters.publications, frozen_publications, kinds=(REPORT,)),
    Section("partners", _("Partners"), chapters.partners, frozen_partners, kinds=(REPORT,)),
    Section("indexes", _("Indexes"), chapters.indexes, kinds=(YEARBOOK,)),
    Section("figures", _("About the figures"), chapters.figures),
    Section("colophon", _("Colophon"), chapters.colophon, fields=("colophon",), kinds=(YEARBOOK, REPORT, KIT)),
)
# What makes an edition hold true: explained figures and sources are printed whatever is chosen.
ALWAYS = ("figures", "colophon")


def section(code: str) -> Section:
    """Raise KeyError for a code nobody knows."""
    return {each.code: each for each in SECTIONS}[code]


def sections_for(edition: Edition) -> list[tuple[Section, bool]]:
    """Every section it can have with whether it is chosen: those chosen in their order, then the others."""
    chosen = [section(code) for code in edition.sections]
    return [*((each, True) for each in chosen), *((each, False) for each in SECTIONS if each not in chosen and each.fits(edition))]


def default_sections(kind: str) -> list[str]:
    return [each.code for each in SECTIONS if kind in each.kinds]
