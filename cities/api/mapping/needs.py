"""Needs as the API shows them."""

from typing import cast

from cities.api.mapping.references import concept_references, known_record, territory_references
from cities.api.queries.needs import NeedPage
from cities.api.queries.pages import Names
from cities.api.schemas.needs import Need, NeedList, Urgency
from cities.transfer.needs.queries import CallLine
from cities.translation.languages import best_language


def need_list(page: NeedPage) -> NeedList:
    return NeedList(total=page.total, results=[_need(need, page.names, page.language) for need in page.needs if need.texts])


def _need(need: CallLine, names: Names, language: str) -> Need:
    known = {text.language: text for text in need.texts}
    original = next((text.language for text in need.texts if text.is_original), None)
    text = known[best_language(known, language, original=original) or next(iter(known))]
    return Need(
        id=need.id,
        label=text.sentence,
        language=text.language,
        state=text.state,
        urgency=cast("Urgency", need.urgency),
        until=need.until,
        changed_on=need.changed_on,
        organisation=known_record(need.organisation, names),
        concepts=concept_references(need.concepts, names),
        territories=territory_references(need.territories, names),
    )
