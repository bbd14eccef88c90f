"""Advice in the demo network: engagements as published documents tell them; a roster and requests that are examples, and say so."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from cities.accounts.models import User
from cities.commons.members.models import Organisation, Person, PersonRole
from cities.commons.vocabulary.models import concept_key
from cities.config.demo.reading import Entry, entries
from cities.core.actions import save_draft
from cities.transfer.advice.actions import (
    Expertise,
    add_expert,
    add_organisation,
    add_output,
    agree,
    answer_proposal,
    ask_advice,
    ask_more,
    finish_step,
    give_consent,
    note_hours,
    plan_step,
    propose_expert,
)
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert, Participation
from cities.transfer.advice.queries import candidate_for
from cities.transfer.needs.actions import Said

BASIS = "Public documents named in the summary"
SIDES = Participation.Side.values

# Whose address, or nobody's; the organisation; name, languages, what on, concept.
EXAMPLES = (
    ("seoul@demo.example", "seoul", "", ("en", "fr", "ko"), "Example: support centres and district networks.", "themes:local-ecosystems"),
    ("member@demo.example", "dakar", "", ("fr", "wo"), "Exemple : des micro-jardins avec les habitantes.", "themes:urban-agriculture"),
    ("", "bilbao", "Ejemplo: Iker Demo", ("es", "en"), "Ejemplo: cooperativas de cuidados en los barrios.", "themes:elder-care"),
    ("", "tiess", "Exemple : une personne du TIESS", ("fr", "en"), "Exemple : tirer des leçons d’une pratique.", "themes:local-ecosystems"),
    ("", "risq", "", ("fr", "en"), "Exemple : prêter à des entreprises sociales sans garantie.", "themes:solidarity-finance"),
)


def load_engagements(identify: Callable[[str, str], Any], write_texts: Callable[[Any, Entry], None]) -> list[Engagement]:
    """Make what is not there yet; each is as public as the documents it is told after."""
    present = set(Engagement.objects.values_list("code", flat=True))
    return [_engagement(entry, identify, write_texts) for entry in entries("advice", "engagements") if entry["code"] not in present]


@transaction.atomic
def load_advice() -> int:
    """The roster and a request in each language; returns how many requests are new. Loading twice changes nothing."""
    desk = User.objects.filter(is_superuser=True).order_by("pk").first()
    if desk is None or AdviceRequest.objects.exists():
        return 0
    for example in EXAMPLES:
        _expert(*example, desk=desk)
    asked = [request for request in (_french(), _spanish(desk), _english(desk)) if request is not None]
    return len(asked)


def _engagement(entry: Entry, identify: Callable[[str, str], Any], write_texts: Callable[[Any, Entry], None]) -> Engagement:
    engagement = Engagement(
        id=identify("engagement", entry["code"]),
        code=entry["code"],
        kind=entry["kind"],
        outcome=Engagement.Outcome.DONE,
        live=False,
    )
    write_texts(engagement, entry)
    engagement.save()
    save_draft(engagement, by=None)
    organisations = [(Organisation.objects.get(code=code), side) for side in SIDES for code in entry[side]]
    for organisation, side in organisations:
        add_organisation(engagement, organisation, side=side, by=None)
    for output in entry["outputs"]:
        kind = concept_key("deliverable-types", output["kind"])
        add_output(engagement, title=output["title"], kind=kind, language=output["language"], by=None)
    for organisation, _side in organisations:
        engagement = agree(engagement, organisation, by=None, basis=BASIS)
    return engagement


def _expert(  # noqa: PLR0917 -- a row of EXAMPLES
    address: str, code: str, name: str, languages: tuple[str, ...], sentence: str, concept: str, *, desk: User
) -> Expert | None:
    organisation = Organisation.objects.filter(code=code).first()
    user = User.objects.filter(email=address).first() if address else None
    if organisation is None or (address and user is None):
        return None
    person = _person(organisation, user, name, languages)
    expertise = Expertise(sentence, languages[0], (concept,), languages)
    expert = add_expert(organisation, expertise, person=person, by=desk, is_sample=True)
    return give_consent(expert, by=user)


def _person(  # noqa: PLR0917 -- as above
    organisation: Organisation, user: User | None, name: str, languages: tuple[str, ...]
) -> Person | None:
    if user is None and not name:
        return None
    held: Person | None = Person.objects.filter(user=user).first() if user is not None else None
    if held is not None:
        return held
    person = Person(user=user, name=name or (user.get_full_name() if user else ""), languages=list(languages))
    person.roles.add(PersonRole(organisation=organisation, role=PersonRole.Role.CONTACT))
    person.save()
    return person


def _ask(address: str, code: str, said: Said, *, days: int) -> AdviceRequest | None:
    by, organisation = User.objects.filter(email=address).first(), Organisation.objects.filter(code=code).first()
    if by is None or organisation is None:
        return None
    return ask_advice(organisation, said, wanted_by=timezone.localdate() + timedelta(days=days), by=by)


def _french() -> AdviceRequest | None:
    words = (
        "Exemple : nous voulons qu’un fonds municipal prête sans garantie à des entreprises sociales. Qui l’a fait, avec quelles règles ?"
    )
    return _ask("member@demo.example", "dakar", Said(words, "fr", "secretariat", ("themes:solidarity-finance",)), days=60)


def _spanish(desk: User) -> AdviceRequest | None:
    words = "Ejemplo: ¿cómo se aprende de una práctica de otra ciudad sin copiarla? Buscamos un método para nuestro equipo."
    request = _ask("bilbao@demo.example", "bilbao", Said(words, "es", "secretariat", ("themes:local-ecosystems",)), days=90)
    if request is not None:
        with translation.override("es"):
            ask_more(request, words="Ejemplo: ¿cuántas personas son en el equipo?", language="es", by=desk)
    return request


def _english(desk: User) -> AdviceRequest | None:
    """An expert has accepted: an engagement that runs, with steps and hours."""
    words = "Example: residents would like to grow vegetables on roofs. How does one train them, and who keeps the gardens going?"
    request = _ask("seoul@demo.example", "seoul", Said(words, "en", "secretariat", ("themes:urban-agriculture",)), days=45)
    expert = Expert.objects.filter(person__user__email="member@demo.example").first()
    candidate = candidate_for(request, expert.pk) if request is not None and expert is not None else None
    if request is None or candidate is None or expert is None:
        return request
    proposal = propose_expert(request, candidate, words="Example: you have trained residents for years.", by=desk)
    answer_proposal(proposal, accepts=True, by=expert.person.user if expert.person else None)
    engagement, today = Engagement.objects.get(request=request), timezone.localdate()
    first = plan_step(engagement, sentence="Example: a first talk online", due_on=today - timedelta(days=7), language="en", by=desk)
    finish_step(first, by=desk)
    plan_step(engagement, sentence="Example: a list of what to prepare", due_on=today + timedelta(days=14), language="en", by=desk)
    note_hours(
        engagement,
        organisation=expert.organisation,
        person=expert.person,
        spent_on=today - timedelta(days=7),
        hours=Decimal("1.5"),
        about="Example: a first talk",
        by=desk,
    )
    return request
