"""Names of countries and places as people write them, read into codes.

Countries become ISO 3166-1 alpha-2. The names come from CLDR (through Babel) in several languages; what people write
besides ("Ivory Coast", "DRC", "England") stands in VARIANTS.
"""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global

from cities.search.folding import fold

NAME_LANGUAGES = ("en", "fr", "es", "ko", "pt", "ca", "de", "it", "nl", "eu", "gl")

# Codes of CLDR that name no country: unions, and islands that ISO counts under another country.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})

# A place that is a city and a country at once: printed alone, it is both.
CITY_STATES = frozenset({"HK", "MC", "MO", "SG", "VA"})

VARIANTS = {
    "AE": "uae|emirates|emirats|émirats|emiratos",
    "BA": "bosnia|bosnie|bih",
    "BO": "plurinational state of bolivia|bolivia plurinational state of|estado plurinacional de bolivia|état plurinational de bolivie",
    "BN": "brunei darussalam",
    "CD": "drc|dr congo|d r congo|rdc|rd congo|r d congo|democratic republic of congo|"
    "democratic republic of the congo|congo democratic republic of the|république démocratique du congo|"
    "rép dém du congo|república democrática del congo|congo kinshasa|콩고민주공화국|콩고 민주 공화국",
    "CG": "congo|republic of congo|republic of the congo|république du congo|república del congo|congo brazzaville",
    "CI": "ivory coast|cote d ivoire|république de côte d ivoire|costa de marfil|코트디부아르",
    "CN": "pr china|people s republic of china|république populaire de chine|república popular china|mainland china",
    "CV": "cape verde|cabo verde|cap vert|cap verde|république du cap vert|islas de cabo verde",
    "CZ": "czech republic|république tchèque|república checa|czechia",
    "DE": "federal republic of germany",
    "FM": "micronesia|micronésie",
    "GB": "uk|u k|england|scotland|wales|northern ireland|great britain|britain|united kingdom|"
    "united kingdom of great britain and northern ireland|royaume uni|angleterre|écosse|pays de galles|"
    "irlande du nord|grande bretagne|reino unido|inglaterra|escocia|gales|irlanda del norte|gran bretaña|"
    "잉글랜드|스코틀랜드|웨일스|북아일랜드|cymru",
    "GW": "guinea bissau|guinée bissau",
    "HK": "hong kong|hongkong|hong kong sar|홍콩",
    "IR": "islamic republic of iran|iran islamic republic of",
    "KP": "north korea|dprk|corée du nord|corea del norte|democratic people s republic of korea|북한",
    "KR": "korea|south korea|republic of korea|rep of korea|korea republic of|rok|corée|corée du sud|"
    "république de corée|corea|corea del sur|república de corea|한국|대한민국|남한",
    "KG": "kirghizistan|kyrgyz republic",
    "LA": "lao pdr|lao|lao people s democratic republic",
    "LY": "libyan arab jamahiriya",
    "MD": "republic of moldova|moldova republic of|moldavie|moldavia",
    "MK": "macedonia|fyrom|north macedonia|macédoine",
    "MM": "burma|birmanie|birmania",
    "MO": "macau|macao|마카오",
    "MX": "mexico|méxico|méjico|estados unidos mexicanos",
    "NL": "holland|the netherlands|hollande|holanda|pays bas|países bajos",
    "PS": "palestine|palestinian territories|palestinian territory|occupied palestinian territory|opt|"
    "state of palestine|territoires palestiniens|territoires palestiniens occupés|palestina|"
    "territorios palestinos|west bank|gaza|west bank and gaza|cisjordanie|cisjordania|팔레스타인",
    "RU": "russia|russian federation|fédération de russie|federación de rusia",
    "SN": "république du sénégal|republic of senegal",
    "ST": "sao tome|sao tome and principe",
    "SY": "syrian arab republic",
    "SZ": "swaziland|eswatini",
    "TL": "east timor|timor leste|timor oriental",
    "TR": "turkey|türkiye|turkiye|turquie|turquía",
    "TW": "taiwan|chinese taipei|taiwan province of china|taïwan|타이완|대만",
    "TZ": "united republic of tanzania|tanzania united republic of|république unie de tanzanie",
    "US": "usa|u s a|u s|united states|united states of america|états unis|états unis d amérique|eua|"
    "estados unidos|estados unidos de américa|eeuu|ee uu|미국",
    "VA": "vatican|holy see|saint siège|santa sede",
    "VE": "venezuela bolivarian republic of|bolivarian republic of venezuela|república bolivariana de venezuela",
    "VN": "vietnam|viet nam",
}

# "Ciudad de México" ends in a country's name and is a city all the same: so do "Port of Spain" and "New Mexico".
LEADS_INTO_A_NAME = frozenset(
    ["de", "del", "du", "des", "of", "la", "le", "el", "d", "l", "new", "nueva", "nuevo", "nouveau", "north", "south", "and", "y", "et"]
)
ARTICLES = re.compile(r"^(?:the|la|le|les|l|el|los|las|il|republic of|république d[eu]|república de) (?=\S)")
LETTERS = re.compile(r"[^\W_]+")
ASIDE = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")


@dataclass(frozen=True)
class Place:
    """A place as read: `city` as printed ("" when none is named), `country` as ISO 3166-1 alpha-2 or ""."""

    city: str
    country: str
    area: str = ""  # what stands between the two: "Quebec" in "Gatineau, Quebec, Canada"
    aside: str = ""  # what stands in brackets: "headquarter"


def fold_name(text: str) -> str:
    """Bring a name to the form in which spellings are compared: no accents, case, punctuation or double spaces."""
    return " ".join(LETTERS.findall(fold(text.replace("&", " and "))))


@cache
def _codes_by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in NAME_LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES:
                names.setdefault(fold_name(name), code)
    for code, variants in VARIANTS.items():
        names.update({fold_name(variant): code for variant in variants.split("|")})
    return names


@cache
def _codes_by_code() -> dict[str, str]:
    known = {code: code for code in set(_codes_by_name().values())}
    for alias, codes in get_global("territory_aliases").items():
        # alpha-3 codes and a few retired ones; those that stand for several of today's countries are left out
        if alias.isalpha() and len(codes) == 1 and codes[0] in known:
            known.setdefault(alias, codes[0])
    return known


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code for a country's name or code in any language known here, else None.

    Parts of the United Kingdom answer GB. "Congo" alone is the Republic of the Congo, as in ISO 3166.
    """
    stripped = name.strip()
    if stripped.isascii() and stripped.isalpha() and len(stripped) in (2, 3):
        coded = _codes_by_code().get(stripped.upper())
        if coded:
            return coded
    return country_named(stripped)


def country_named(name: str) -> str | None:
    """As `country_code`, for names only: "CAN" and "PER" may be acronyms, "UK" and "DRC" are what people write."""
    folded = fold_name(name)
    names = _codes_by_name()
    return names.get(folded) or names.get(ARTICLES.sub("", folded))


def split_place(printed: str) -> Place:
    """Read "City, Area, Country" in the forms people write it; what is not understood stays in `city`."""
    asides = [aside.strip() for aside in ASIDE.findall(printed)]
    text = re.sub(r"\s+", " ", ASIDE.sub(" ", printed)).strip(" ,;.")
    parts = [part.strip() for part in re.split(r"[,;/|]| [-\u2013\u2014] ", text) if part.strip()]
    aside = next((aside for aside in asides if not country_code(aside)), "")
    in_brackets = next((code for aside in asides if (code := country_code(aside))), None)
    if not parts:
        return Place("", in_brackets or "", aside=aside)
    if in_brackets and not country_code(parts[-1]):
        return Place(_cased(parts[0]), in_brackets, ", ".join(parts[1:]), aside)
    return _place_of_parts(parts, aside)


def _place_of_parts(parts: list[str], aside: str) -> Place:
    last = country_code(parts[-1])
    if last and len(parts) > 1:
        return Place(_cased(parts[0]), last, ", ".join(parts[1:-1]), aside)
    if last:
        return Place(_cased(parts[0]) if last in CITY_STATES else "", last, aside=aside)
    first = country_code(parts[0]) if len(parts) > 1 else None
    if first:
        return Place(_cased(parts[-1]), first, ", ".join(parts[1:-1]), aside)
    city, country = _country_at_the_end(parts[-1])
    if country and len(parts) == 1:
        return Place(_cased(city), country, aside=aside)
    return Place(_cased(parts[0]), country, ", ".join(parts[1:]), aside)


def _country_at_the_end(text: str) -> tuple[str, str]:
    words = text.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        code = country_code(" ".join(words[-count:])) if len(words[-count]) > 2 else None
        if code and fold_name(words[-count - 1]) not in LEADS_INTO_A_NAME:
            return " ".join(words[:-count]), code
    return text, ""


def _cased(name: str) -> str:
    """ "MWANZA" is shouted; "Lomé" is not."""
    return name.title() if name.isupper() and len(name) > 3 else name
