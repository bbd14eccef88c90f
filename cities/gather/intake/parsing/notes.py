"""Remarks on what was read: a code that stays, and a plain sentence in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    # what an entry lacks
    "no-since": _("The year of joining is missing."),
    "no-place": _("There is no line for city and country."),
    "no-city": _("No city is named, only the country."),
    "no-country": _("The country is missing or was not understood: “%(printed)s”."),
    "no-website": _("There is no website."),
    "no-email": _("There is no e-mail address."),
    "no-text": _("There is no description."),
    "no-name": _("There is no name."),
    "no-date": _("There is no date."),
    # what is odd in it
    "place-together": _("City and country are written together: “%(printed)s”."),
    "several-websites": _("Two addresses were printed as one: “%(printed)s”."),
    "web-marked-mail": _("A web address stands where an e-mail address is expected: “%(printed)s”."),
    "mail-in-text": _("An e-mail address was moved out of the description; it is kept in private."),
    "title-aside": _("The title also says: “%(aside)s”."),
    "title-differs": _("The contents list calls it “%(listed)s”."),
    "acronym-differs": _("The acronym is “%(here)s” here and “%(listed)s” in the contents list."),
    "country-differs": _("The contents list places it in %(listed)s."),
    "not-listed": _("It is missing from the contents list."),
    "no-marks": _("Only its title was recognised, from the contents list."),
    "other-heading": _("It stands under the heading “%(heading)s” but belongs to “%(region)s”."),
    "mixed-order": _("The parts of this page stand in mixed order: check that the text belongs to this title."),
    "address-in-brackets": _("The place is marked “%(aside)s”."),
    # what it shares with others
    "same-website": _("The website is also given for %(other)s."),
    "same-email": _("The e-mail address is also given for %(other)s."),
    "copied-text": _("%(share)s %% of the description also stands at %(other)s."),
    "same-name": _("The same name stands at %(other)s."),
    # why an entry waits for a person, or changes nothing
    "alike": _("It may be %(name)s: the names are alike, not the same."),
    "website-of-another": _("It gives the website of %(name)s under another name."),
    "twice": _("Line %(line)s already speaks of it."),
    "draft": _("Somebody is working on a draft of this record."),
    "locked": _("The record is locked."),
    "withdrawn": _("The record was withdrawn."),
    "edited-since": _("The record was edited after the import; undoing left it as it is."),
    "settled": _("This was decided in an earlier import: the record stays as it is."),
    "kept-words": _("The record says it in its own words; they stay unless you choose otherwise."),
    "chosen": _("A person chose this record."),
    # tables
    "formula": _("The column “%(column)s” holds a formula; it was kept as text and not computed."),
    "not-a-year": _("“%(printed)s” is not a year."),
    "not-an-address": _("“%(printed)s” is not a web address."),
    "not-a-language": _("The language “%(printed)s” was not understood."),
    "not-a-number": _("“%(printed)s” is not a number."),
    "not-a-code": _("“%(printed)s” is not known as “%(column)s”."),
}


REGIONS: dict[str, Promise] = {
    "world": _("International organisations"),
    "africa-middle-east": _("Africa and the Middle East"),
    "asia": _("Asia"),
    "europe": _("Europe"),
    "latin-america": _("Latin America and the Caribbean"),
    "north-america": _("North America"),
}


@dataclass(frozen=True)
class Note:
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        named = {key: str(REGIONS.get(str(value), value)) if key in ("heading", "region") else value for key, value in self.params.items()}
        return str(MESSAGES[self.code]) % named
