"""What members have answered in surveys that may be a need: a source of suggestions."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cities.commons.instruments.models import Answer, AnswerSheet
from cities.commons.members.models import Organisation
from cities.transfer.needs.ports import Suggestion

SOURCE = "survey"
# Open questions with these codes, or beginning so, ask what a member looks for or plans.
CODES, BEGINNING = ("plans",), "need"
SHORTEST = 20
MOST = 6


def answered_needs(organisation: Organisation, language: str) -> Iterable[Suggestion]:
    """Its own words in sheets it has sent, newest first: one query."""
    sent = Answer.objects.filter(
        sheet__organisation=organisation,
        sheet__state=AnswerSheet.State.SUBMITTED,
        sheet__is_sample=False,
        item__type__in=("text", "long-text"),
        absence="",
    )
    asked = sent.filter(item__code__startswith=BEGINNING) | sent.filter(item__code__in=CODES)
    for answer in asked.select_related("sheet").order_by("-sheet__submitted_at", "pk")[:MOST]:
        words = " ".join(str(answer.value or "").split())
        if len(words) >= SHORTEST and answer.sheet.submitted_at is not None:
            day = date_format(answer.sheet.submitted_at, "F Y")
            source = _("In a survey, %(month)s") % {"month": day}
            yield Suggestion(f"{SOURCE}:{answer.pk}", words, answer.language or answer.sheet.language, source)
