"""Names of organisations as headings and lists print them: name, acronym, country."""

import re
from dataclasses import dataclass

from cities.commons.places.parsing import country_named

# "POJeT", "HEIN4LIFE", "SVS Fund"; at least two capitals
ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z0-9&.\-]{1,14}(?: [A-Z][A-Za-z]{1,10})?")
IN_BRACKETS = re.compile(r"\s*\(([^()]{2,30})\)")


@dataclass(frozen=True)
class Title:
    name: str
    acronym: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    place: str = ""  # what stood in the country's stead and names none: "Regional"


def split_title(printed: str) -> Title:
    """Read "Name (ACR), Country" and "Name, ACR"; what is not understood stays in the name."""
    text = " ".join(printed.split()).strip(" ,;.-–•")
    text, country = _without_country(text)
    name, _comma, last = text.rpartition(",")
    if name and _is_acronym(last.strip()):
        return Title(_without_brackets(name.strip()), last.strip(), country)
    for inside in IN_BRACKETS.findall(text):
        if _is_acronym(inside):
            whole = _without_brackets(text, inside)
            # "Name (ACR), Regional": one word in the place of the country
            name, _comma, place = whole.rpartition(", ")
            if name and text.endswith(f"), {place}") and " " not in place:
                return Title(name, inside, country, place)
            return Title(whole, inside, country)
    return Title(text, "", country)


def _without_country(text: str) -> tuple[str, str]:
    name, _comma, last = text.rpartition(",")
    country = country_named(last) if name.strip() else None
    return (name.strip(), country) if country else (text, "")


def _is_acronym(text: str) -> bool:
    words = text.split()
    return bool(ACRONYM.fullmatch(text)) and (len(words) == 1 or words[0].isupper())


def _without_brackets(text: str, inside: str = "") -> str:
    found = IN_BRACKETS.search(text) if not inside else re.search(rf"\s*\({re.escape(inside)}\)", text)
    if not found or not _is_acronym(found.group(0).strip(" ()")):
        return text
    return " ".join((text[: found.start()] + text[found.end() :]).split()).replace(" ,", ",").strip(" ,")
