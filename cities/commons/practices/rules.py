"""Who may write a practice in the space of an organisation."""

from django.db.models import Q, QuerySet

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice

INITIATOR = "roles:initiator"


def written_by(organisation: Organisation) -> QuerySet[Practice]:
    """What those who act for an organisation may edit: what it wrote here, and what is public and says that it began it.

    Drafts of the secretariat are not theirs, whomever they name.
    """
    began = Q(participations__organisation=organisation, participations__role=INITIATOR, live=True)
    practices: QuerySet[Practice] = Practice.objects.filter(began | Q(brought_by=organisation), withdrawn_at__isnull=True)
    return practices.distinct()
