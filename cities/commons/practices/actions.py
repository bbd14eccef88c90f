"""Writing a practice: begun by an organisation, told section by section."""

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource
from cities.commons.practices.rules import INITIATOR
from cities.commons.vocabulary.models import Concept
from cities.core.actions import save_draft
from cities.core.comparing import Section, Values
from cities.core.naming import free_code
from cities.provenance.actions import figure_rows, figures_of, source_called
from cities.provenance.models import Source
from cities.search.folding import fold
from cities.translation.actions import words_section, write_text
from cities.translation.models import TextState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# Vocabularies a member chooses from; the others are the editors' to add.
TOPICS = ("themes", "sectors", "sdgs", "beneficiaries")


@transaction.atomic
def begin_practice(organisation: Organisation, *, title: str, language: str, by: "AbstractUser") -> Practice:
    """A draft nobody but its organisation and the editors sees, with the organisation as the one that began it."""
    identifier = uuid.uuid4()
    # Until the practice is public, editors may still change it.
    code = free_code(title, identifier.hex[:8], is_taken=lambda code: Practice.objects.filter(code=code).exists())
    practice = Practice(id=identifier, code=code, brought_by=organisation, contact=organisation, live=False)
    role = Concept.objects.get(key=INITIATOR)
    practice.participations.set([PracticeOrganisation(organisation=organisation, role=role, actor_kind=organisation.actor_kind)])
    practice.territories.set(list(organisation.territories.all()))
    write_text(practice, language, state=TextState.ORIGINAL, words={"title": title})
    practice.save()
    return save_draft(practice, by=by)


def practice_words(language: str, fields: Collection[str]) -> Section[Practice]:
    return words_section(language, fields)


def practice_facts() -> Section[Practice]:
    return Section(_read_facts, _write_facts)


def practice_participants() -> Section[Practice]:
    """Rows of (name, kind of actor, role), those of records by the name they have; see `_write_participants`."""
    return Section(_read_participants, _write_participants)


def practice_sources() -> Section[Practice]:
    """Rows of (title, address, page or line)."""
    return Section(_read_sources, _write_sources)


def practice_figures() -> Section[Practice]:
    """Rows as `provenance.actions.figure_rows` tells them."""

    def write(practice: Practice, values: Values) -> None:
        practice.figures.set(figures_of(values["figures"], before=practice.figures.all(), model=PracticeFigure))

    return Section(lambda practice: {"figures": figure_rows(practice.figures.all())}, write)


def joined(first: Section[Practice], second: Section[Practice]) -> Section[Practice]:
    """Two sections on one page."""

    def write(practice: Practice, values: Values) -> None:
        first.write(practice, values)
        second.write(practice, values)

    return Section(lambda practice: {**first.read(practice), **second.read(practice)}, write)


def _read_facts(practice: Practice) -> Values:
    chosen = {scheme: tuple(sorted(concept.key for concept in practice.concepts.all() if concept.scheme_id == scheme)) for scheme in TOPICS}
    return {
        "status": practice.status,
        "started": practice.started,
        "ended": practice.ended,
        "territories": tuple(sorted(str(territory.pk) for territory in practice.territories.all())),
        **chosen,
    }


def _write_facts(practice: Practice, values: Values) -> None:
    practice.status, practice.started, practice.ended = values["status"], values["started"], values["ended"]
    practice.territories.set(list(Territory.objects.filter(pk__in=values["territories"])))
    keys = [key for scheme in TOPICS for key in values[scheme] if key.startswith(f"{scheme}:")]
    kept = [concept for concept in practice.concepts.all() if concept.scheme_id not in TOPICS]
    practice.concepts.set([*kept, *Concept.objects.filter(key__in=keys)])


def _read_participants(practice: Practice) -> Values:
    rows = practice.participations.all()
    named = _names(practice)
    return {"participants": tuple((name, row.actor_kind, row.role_id) for row, name in zip(rows, named, strict=True))}


def _write_participants(practice: Practice, values: Values) -> None:
    """A row whose name is that of an organisation already in it, or of a public one, stands for that organisation."""
    rows = practice.participations.all()
    by_name = {fold(name): row.organisation_id for row, name in zip(rows, _names(practice), strict=True) if row.organisation_id}
    written = []
    for name, kind, role in values["participants"]:
        organisation = by_name.get(fold(name)) or public_organisation(name)
        given = {"organisation_id": organisation} if organisation else {"name": name}
        written.append(PracticeOrganisation(role_id=role, actor_kind=kind, **given))
    practice.participations.set(written)


def _names(practice: Practice) -> list[str]:
    """Of those who took part, in their order. Organisations that are not public are not named, but told apart."""
    rows = practice.participations.all()
    keys = [row.organisation_id for row in rows if row.organisation_id]
    known = {organisation.pk: organisation for organisation in Organisation.objects.filter(pk__in=keys).prefetch_related("texts")}
    named = []
    for number, row in enumerate(rows, start=1):
        organisation = known.get(row.organisation_id) if row.organisation_id else None
        may_be_named = organisation is not None and (organisation.is_public or organisation.pk == practice.brought_by_id)
        hidden = f"{_('an organisation that is not public')} ({number})"
        named.append((str(organisation) if may_be_named else hidden) if organisation else row.name)
    return named


def public_organisation(name: str) -> uuid.UUID | None:
    """The one public organisation of exactly this name or acronym; None when there is none or more than one."""
    named = Organisation.objects.public().filter(texts__name__iexact=name)
    called = Organisation.objects.public().filter(acronym__iexact=name)
    found: list[uuid.UUID] = list((named | called).distinct().values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def _read_sources(practice: Practice) -> Values:
    rows = practice.sources.all()
    sources = Source.objects.in_bulk([row.source_id for row in rows])
    found = ((sources[row.source_id], row.locator) for row in rows if row.source_id in sources)
    return {"sources": tuple((source.title, source.url, locator) for source, locator in found)}


def _write_sources(practice: Practice, values: Values) -> None:
    """A source already here, by address or by title, is pointed to; a new one is noted."""
    practice.sources.set([PracticeSource(source=source_called(title, url), locator=locator) for title, url, locator in values["sources"]])
