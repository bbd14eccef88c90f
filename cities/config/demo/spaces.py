"""What stands in the spaces of a few members of the demo network: a change under review, a practice sent in, a need and an offer.

Nothing of it is public: readers see only what the network's own documents say.
"""

from collections.abc import Callable

from django.utils import translation

from cities.accounts.models import User
from cities.commons.members.actions import PersonDetails, add_person, profile_words
from cities.commons.members.models import Organisation
from cities.commons.practices.actions import begin_practice, practice_words
from cities.core.actions import save_section, submit_record
from cities.transfer.needs.actions import Said, tell_need, tell_offer

Furnish = Callable[..., None]


def furnish(organisation: Organisation, *, by: User) -> None:
    """Fill the space of one of the members below; leave any other empty."""
    with translation.override(by.language):
        SPACES.get(organisation.code, _leave_empty)(organisation, by=by)


def _dakar(organisation: Organisation, *, by: User) -> None:
    """A summary said more shortly, waiting for review; somebody who has not agreed to be shown yet; a need and an offer."""
    section = profile_words("fr")
    stands = section.read(organisation)
    shorter = (
        "Un fonds municipal pour les activités des femmes et des jeunes ; des formations au microjardinage et à la création d’entreprise."
    )
    save_section(organisation, section, {**stands, "summary": shorter}, base=organisation.latest_revision_id or 0, by=by, submits=True)
    add_person(organisation, PersonDetails("Awa Demo", "Chargée de mission", "contact", ("fr", "wo")), by=by, is_self=True)
    need = Said(
        "Exemple : nous voulons doter la ville d’un fonds pour l’économie sociale, inscrit dans un règlement, qui prête avec les caisses "
        "d’épargne solidaires.",
        language="fr",
        visibility="members",
        concepts=("themes:solidarity-finance",),
        urgency="soon",
    )
    offer = Said(
        "Exemple : nous pouvons montrer à une équipe, pendant trois jours, nos micro-jardins et la formation des habitantes.",
        language="fr",
        visibility="members",
        concepts=("themes:urban-agriculture",),
        capacity=1,
    )
    tell_need(organisation, need, by=by)
    tell_offer(organisation, offer, by=by)


def _bilbao(organisation: Organisation, *, by: User) -> None:
    """A practice sent for review, marked as an example; a need and an offer."""
    practice = begin_practice(organisation, title="Ejemplo: un taller de reparación abierto en el barrio", language="es", by=by)
    told = {
        "title": "Ejemplo: un taller de reparación abierto en el barrio",
        "summary": "Texto de ejemplo: vecinas y vecinos reparan juntos lo que antes se tiraba, con una cooperativa y el ayuntamiento.",
        "problem": "Texto de ejemplo: se tiran aparatos que aún sirven, y faltan lugares donde aprender a repararlos.",
        "action": "Texto de ejemplo: el ayuntamiento cede un local; una cooperativa lo anima dos tardes por semana.",
    }
    saved = save_section(practice, practice_words("es", tuple(told)), told, base=practice.latest_revision_id or 0, by=by)
    submit_record(saved.record, by=by)
    need = Said(
        "Ejemplo: buscamos cómo cuidar en casa a las personas mayores con cooperativas y vecindario de cada barrio.",
        language="es",
        visibility="members",
        concepts=("themes:elder-care",),
    )
    offer = Said(
        "Ejemplo: podemos contar en dos reuniones en línea cómo diseñamos con las organizaciones un polo de economía social.",
        language="es",
        visibility="members",
        concepts=("themes:local-ecosystems",),
    )
    tell_need(organisation, need, by=by)
    tell_offer(organisation, offer, by=by)


def _seoul(organisation: Organisation, *, by: User) -> None:
    """Needs and an offer, for members."""
    need = Said(
        "Example: we look for cities that measure with their social enterprises what public purchasing changes.",
        language="en",
        visibility="members",
        concepts=("themes:public-procurement",),
    )
    offer = Said(
        "Example: we can receive two people for a week to show how our support centre works with district networks.",
        language="en",
        visibility="members",
        concepts=("themes:local-ecosystems",),
        capacity=2,
    )
    gardens = Said(
        "Example: land is scarce here; we would like residents to learn to grow vegetables in small spaces and to share them.",
        language="en",
        visibility="members",
        concepts=("themes:urban-agriculture",),
    )
    tell_need(organisation, need, by=by)
    tell_need(organisation, gardens, by=by)
    tell_offer(organisation, offer, by=by)


def _leave_empty(organisation: Organisation, *, by: User) -> None:
    """Nothing to tell of it."""


SPACES: dict[str, Furnish] = {"dakar": _dakar, "bilbao": _bilbao, "seoul": _seoul}
