"""What a campaign came to, in codes with their names in every language; small cells hidden, as on its public page."""

from typing import Any

from django.utils import translation

from cities.editions.queries.freezing.scope import Scope
from cities.editions.wording import LANGUAGES
from cities.gather.surveys import queries as surveys
from cities.gather.surveys.models import Campaign
from cities.gather.surveys.queries import ShownCode, ShownItem

# Words of people are read where they can be answered; a file, a day or a note is no figure.
LEFT_OUT = ("text", "long-text", "file", "date", "note")


def frozen_survey(scope: Scope) -> dict[str, Any] | None:
    """None without a campaign, and for one whose results nobody may read yet."""
    campaign = scope.edition.campaign
    if campaign is None or not campaign.is_published:
        return None
    progress = surveys.progress(campaign, names=surveys.names_in("en"))
    named = surveys.answered_organisations(campaign).filter(
        pk__in=campaign.respondents.filter(answered_elsewhere=True).values("organisation")
    )
    return {
        "code": campaign.code,
        "title": {text.language: text.title for text in campaign.texts.all()},
        "begins_on": campaign.opens_on.isoformat(),
        "ends_on": campaign.closes_on.isoformat(),
        "least": campaign.least_shown,
        "coverage": _coverage(progress.together),
        "by_region": [{"code": scope.named.region(group.code), **_coverage(group.coverage)} for group in progress.by_region],
        "named": sorted(organisation.code for organisation in named),
        "items": _items(campaign, scope),
    }


def _coverage(coverage: surveys.Coverage) -> dict[str, int]:
    return {"asked": coverage.everybody, "answered": coverage.submitted}


def _items(campaign: Campaign, scope: Scope) -> list[dict[str, Any]]:
    """Counted once, named in each language."""
    found = surveys.results(campaign)
    shown: dict[str, dict[str, ShownItem]] = {}
    for language in LANGUAGES:
        # Yes, no and the like come from the site's catalogs where it has one.
        with translation.override(language):
            items = surveys.shown_items(found, names=surveys.names_in(language), least=campaign.least_shown)
        for item in items:
            shown.setdefault(item.item.code, {})[language] = item
    return [_item(code, by_language, scope) for code, by_language in shown.items() if by_language["en"].item.type not in LEFT_OUT]


def _item(code: str, shown: dict[str, ShownItem], scope: Scope) -> dict[str, Any]:
    first = shown["en"]
    return {
        "code": code,
        "type": first.item.type,
        "labels": {language: item.label for language, item in shown.items()},
        "unit": first.unit,
        "answered": first.tally.answered if not first.is_too_few else None,
        "codes": [_code(place, {language: item.codes for language, item in shown.items()}, scope) for place in range(len(first.codes))],
        "rows": [
            {
                "code": row.code,
                "labels": {language: item.rows[place].label for language, item in shown.items()},
                "answered": row.answered,
                "codes": [
                    _code(inner, {language: item.rows[place].codes for language, item in shown.items()}, scope)
                    for inner in range(len(row.codes))
                ],
            }
            for place, row in enumerate(first.rows)
        ],
        "median": first.summary.median if first.summary else None,
        "published": [_published(fact, scope) for fact in first.published],
    }


def _code(place: int, shown: dict[str, tuple[ShownCode, ...]], scope: Scope) -> dict[str, Any]:
    first = shown["en"][place]
    return {
        "code": first.code,
        "labels": {language: codes[place].label for language, codes in shown.items()},
        "count": first.count,
        "share": first.share,
        "before": first.before,
        "published": [_published(fact, scope) for fact in first.published],
    }


def _published(fact: Any, scope: Scope) -> dict[str, Any]:
    return {
        "statement": fact.statement,
        "value": None if fact.value is None else f"{fact.value.normalize():f}",
        "unit": fact.unit,
        "source": scope.named.source(fact.source),
        "locator": fact.locator,
    }
