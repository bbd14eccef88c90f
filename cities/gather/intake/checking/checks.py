"""One comparison of a document with itself: what it prints, what was counted, and where they part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.gather.intake.parsing.notes import REGIONS

# what is compared, and the remark when the two differ ("" where the numbers say it all)
MESSAGES: dict[str, tuple[Promise | str, Promise | str]] = {
    "members": (_("Members, as a sentence says"), _("The directory has another number of entries.")),
    "countries": (_("Countries, as a sentence says"), _("Counted are the countries of the entries, each once.")),
    "countries-in-table": (_("Countries, as the table says"), _("Counted are the countries its rows list.")),
    "respondents": (_("Members who answered the survey"), _("Counted are the names in the list that follows.")),
    "growth": (_("Growth since %(base)s members, in percent"), _("%(members)s members are %(exact)s %% more than %(base)s.")),
    "region-members": (_("Members in %(region)s, as the table says"), _("Counted are the entries of this region.")),
    "row-sum": (_("Table, row %(region)s: total and sum of its kinds"), _("The kinds of this row do not add up to its total.")),
    "column-sum": (_("Table, column %(column)s: total and sum of its rows"), _("The rows of this column do not add up to its total.")),
    "kinds-sum": (_("Table: all members and the sum of all kinds"), _("The totals of the kinds do not add up.")),
    "region-category": (
        _("%(column)s in %(region)s, as the table says"),
        _("Counted are the entries whose name or description says so: %(names)s."),
    ),
    "category": (_("%(column)s in all, as the table says"), _("Counted are the entries whose name or description says so.")),
    "country-without-member": (_("Countries of %(region)s, as the table lists them"), _("No entry is in %(countries)s.")),
    "country-not-in-table": (_("Countries of %(region)s, as the table lists them"), _("The table does not list %(countries)s.")),
    "country-not-read": (_("Countries in the table"), _("Not understood: %(names)s.")),
    "named-in-table": (_("Members that the table names"), _("No entry has the acronym %(names)s.")),
    "contents": (_("Members in the contents list"), _("Counted are the entries of the directory.")),
    "only-listed": (_("Named in %(list)s only"), _("In the directory there is no entry for %(names)s.")),
    "only-entry": (_("In the directory only"), _("Not named in %(list)s: %(names)s.")),
    "section-list": (_("Members in the list at the head of %(region)s"), _("Counted are the entries of this region.")),
    "heading": (_("Members under the heading %(region)s"), _("Counted are the entries of this region. Elsewhere: %(names)s.")),
    "same-website": (_("One website at several members"), _("%(names)s")),
    "same-email": (_("One e-mail address at several members"), _("%(names)s")),
    "copied-text": (_("One description at several members"), _("%(names)s: %(share)s %% of the words in a row are the same.")),
    "same-name": (_("One name at several entries"), _("%(names)s")),
    "acronym-differs": (_("Acronym of %(name)s"), _("Printed are the contents list's, counted the directory's.")),
    "missing": (_("Entries without %(field)s"), _("%(names)s")),
}
FIELDS: dict[str, Promise] = {
    "member_since": _("year of joining"),
    "country": _("country"),
    "city": _("city"),
    "websites": _("website"),
    "emails": _("e-mail address"),
    "text": _("description"),
    "dated": _("date"),
}
LISTS: dict[str, Promise] = {
    "contents": _("the contents list"),
    "sections": _("the lists at the heads of the sections"),
    "respondents": _("the list of respondents"),
}
COLUMNS: dict[str, Promise] = {
    "members": _("Members"),
    "local-governments": _("Local governments"),
    "sse-networks": _("SSE networks"),
    "organisations": _("Organisations"),
}
CODED: dict[str, dict[str, Promise]] = {"field": FIELDS, "list": LISTS, "column": COLUMNS, "region": REGIONS}


@dataclass(frozen=True)
class Check:
    code: str
    printed: int | str | None
    counted: int | str | None
    params: Mapping[str, str | int] = field(default_factory=dict)
    lines: tuple[int, ...] = ()  # where the document says so

    @property
    def agrees(self) -> bool:
        return self.printed == self.counted

    @property
    def what(self) -> str:
        return str(MESSAGES[self.code][0]) % self._words()

    @property
    def note(self) -> str:
        """Why the two differ; empty where they agree."""
        return "" if self.agrees else str(MESSAGES[self.code][1]) % self._words()

    def _words(self) -> dict[str, str | int]:
        """Codes among the parameters become words in the active language."""
        return {key: _word(key, value) for key, value in self.params.items()}


def _word(key: str, value: str | int) -> str | int:
    if key == "countries":
        return country_names(str(value).split())
    return str(CODED[key].get(str(value), value)) if key in CODED else value


def country_names(codes: Iterable[str]) -> str:
    """Names of countries in the active language, in its order of letters."""
    territories = Locale.parse(get_language() or "en", sep="-").territories
    return ", ".join(sorted(str(territories.get(code, code)) for code in codes))
