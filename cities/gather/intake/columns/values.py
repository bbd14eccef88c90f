"""Cells become values: years, languages, numbers, codes. What is not understood comes back as a note, never as a guess."""

import re
from functools import cache

from babel import Locale

from cities.commons.places.parsing import fold_name

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
NAME_LANGUAGES = ("en", "fr", "es", "ko", "pt", "ca")
# The languages of texts in the network; a language's name is understood in six, and by its own name.
TEXT_LANGUAGES = (
    "en", "fr", "es", "ko", "pt", "ca", "de", "it", "nl", "eu", "gl", "ar", "zh", "ja", "ru", "id", "hi", "ne", "km", "sw", "wo", "ht",
)  # fmt: skip
CATEGORIES = {
    "local-government": "local government|city|municipality|collectivite|collectivite locale|collectivite territoriale|ville|"
    "gobierno local|municipio|ayuntamiento|지방정부|지자체",
    "local-government-network": "local government network|network of local governments|reseau de collectivites|"
    "red de gobiernos locales|지방정부 네트워크",
    "sse-network": "sse network|sse networks|network|reseau|reseau ess|red|red ess|사회연대경제 네트워크",
    "organisation": "organisation|organization|organisme|organizacion|association|단체",
    "international": "international|international organisation|organisation internationale|organizacion internacional|국제기구",
}
STATUSES = {
    "planned": "planned|future|prevu|planifie|previsto|planificado|예정",
    "running": "running|ongoing|current|active|in progress|en cours|actif|en curso|activo|진행중",
    "ended": "ended|finished|completed|past|closed|termine|acheve|terminado|finalizado|종료",
}
REGIONS = {
    "africa-middle-east": "africa|africa and middle east|africa and the middle east|middle east|afrique|afrique et moyen orient|"
    "africa y oriente medio|아프리카",
    "asia": "asia|asia and the pacific|asia pacific|asie|asie et pacifique|asia y el pacifico|아시아",
    "europe": "europe|europa|유럽",
    "latin-america": "latin america|latin america and the caribbean|central and latin america|latin and central america|lac|"
    "south america|amerique latine|amerique latine et caraibes|america latina|america latina y el caribe|중남미",
    "north-america": "north america|amerique du nord|america del norte|norteamerica|북미",
    "world": "world|international|global|monde|mundo|세계",
}


def _index(table: dict[str, str]) -> dict[str, str]:
    return {fold_name(name): code for code, names in table.items() for name in (code.replace("-", " "), *names.split("|"))}


CODES: dict[str, dict[str, str]] = {"category": _index(CATEGORIES), "status": _index(STATUSES), "region": _index(REGIONS)}


def code_for(field: str, text: str) -> str | None:
    """The code a label stands for in `category`, `status` or `region`, in the languages known here."""
    return CODES[field].get(fold_name(text))


def year_in(text: str) -> int | None:
    """The one year a cell names ("2019", "2019-05-03", "03/05/2019", "May 2019"); None for several or none."""
    years = {int(year) for year in YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


@cache
def _languages() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in TEXT_LANGUAGES:
        names[code] = code
        for language in (*NAME_LANGUAGES, code):
            names.setdefault(fold_name(Locale.parse(language).languages.get(code, code)), code)
    return names


def language_code(text: str) -> str | None:
    """The BCP 47 code of a language by its name ("French", "français", "fr-CA"); None when it is not known."""
    whole = _languages().get(fold_name(text))
    if whole:
        return whole
    tag = re.fullmatch(r"([a-z]{2})[-_][A-Za-z]{2,4}", text.strip())
    return _languages().get(tag[1]) if tag else None


def number_in(text: str, most: float) -> float | None:
    """A decimal number with point or comma, between -most and most."""
    found = re.fullmatch(r"\s*([+-]?\d{1,3}(?:[.,]\d{1,12})?)\s*°?\s*", text)
    value = float(found[1].replace(",", ".")) if found else None
    return value if value is not None and abs(value) <= most else None


def items_in(text: str) -> tuple[str, ...]:
    """The parts of a cell that lists several things."""
    return tuple(dict.fromkeys(part for each in re.split(r"[;|\n•]|,(?=\s)", text) if (part := each.strip())))
