"""Answers as files."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cities.accounts.models import User
from cities.activity.actions import record
from cities.commons.instruments.queries import definition_of
from cities.core.spreadsheets import Row, sheet_names, written_csv, written_workbook
from cities.gather.surveys.exports import For, answer_tables, codebook_tables, entries
from cities.gather.surveys.models import Campaign

from .base import run_campaign

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: HttpRequest, campaign: str, *, audience: str, ending: str) -> HttpResponse:
    """`staff` or `anyone`; a workbook with codebook, or one table of it (`?table=answers`) as CSV. Who took it is noted."""
    subject = run_campaign(request, campaign)
    if audience not in list(For) or ending not in ("xlsx", "csv"):
        raise Http404
    is_sample = request.GET.get("samples") == "1"
    languages = [tag for tag in request.GET.getlist("lang") if tag in subject.version.languages] or list(subject.version.languages)
    tables = export_tables(subject, audience=For(audience), languages=languages, is_sample=is_sample)
    record(subject, "survey.exported", by=cast("User", request.user), data={"audience": audience, "format": ending})
    name = f"{subject.code}-{audience}"
    if ending == "xlsx":
        return _file(written_workbook(dict(zip(sheet_names(tables), tables.values(), strict=True))), f"{name}.xlsx", XLSX)
    table = request.GET.get("table", "answers")
    if table not in tables:
        raise Http404
    return _file(written_csv(tables[table]), f"{name}-{table}.csv", "text/csv; charset=utf-8")


def export_tables(campaign: Campaign, *, audience: For, languages: list[str], is_sample: bool) -> dict[str, list[Row]]:
    """Answers, repeated groups, then the codebook."""
    definition = definition_of(campaign.version)
    answers = answer_tables(definition, entries(campaign, audience=audience, is_sample=is_sample), audience=audience)
    themes = list(campaign.themes.prefetch_related("texts"))
    return {**answers, **codebook_tables(definition, languages=languages, themes=themes)}


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
