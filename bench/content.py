"""A made-up network of any size, the same on every machine: plain data from which both sides build their databases.

Lengths, numbers of links and shares of languages follow the demo network, whose words are real.
"""

import csv
import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

# Raise it when the same number should give another network: databases built by another version are thrown away.
VERSION = 1
ROOT = Path(__file__).resolve().parent.parent
SCHEMES = ROOT / "cities" / "commons" / "vocabulary" / "schemes"
COUNTRIES = ROOT / "cities" / "commons" / "places" / "data" / "countries.csv"
LANGUAGES = ("en", "fr", "es")
SECTIONS = ("problem", "action", "co_construction", "results", "success_factors", "obstacles", "transferability")
SLOTS = ("actor", "group", "thing", "activity")
# The first practice was published then, the others one after the other up to the last day.
FIRST_DAY, LAST_DAY = datetime(2016, 1, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
# Towns go to every second country, four to each: as many territories as a network of this size would name.
TOWNS_A_COUNTRY = 4
SYLLABLES = "ma ri vel to lun ga san por ne ka bru des il mon ta zar co qui lem bé".split()  # noqa: SIM905 -- one line, not twenty
# “de isoler” is “d’isoler”: phrases are put together from parts that do not know each other.
ELISION = re.compile(r"\b([Dd]|[Qq]u)e (?=[aeéiouAEÉIOU])")
UNITS = {"budget": "EUR", "turnover": "XOF", "loans": "units", "share-satisfied": "percent"}
# How many links a practice has to each vocabulary, at least and at most.
ASPECTS = {
    "themes": (1, 4),
    "sectors": (1, 3),
    "policy-areas": (1, 3),
    "sdgs": (1, 4),
    "legal-forms": (0, 2),
    "beneficiaries": (1, 4),
    "scales": (1, 1),
    "support-measures": (0, 2),
}
KINDS_OF_ACTOR = ("public", "civil-society", "private", "research")


@dataclass(frozen=True)
class Town:
    code: str
    name: str
    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Count:
    """One number on a practice, and which of the sources says so."""

    measure: str
    value: int
    unit: str
    year: int
    source: int


@dataclass(frozen=True)
class Dossier:
    """One practice. Links to organisations, sources and other practices are numbers, to be taken modulo how many there are."""

    number: int
    code: str
    original: str
    texts: Mapping[str, Mapping[str, str]]
    status: str
    started: int
    ended: int | None
    towns: tuple[Town, ...]
    concepts: tuple[str, ...]
    participants: tuple[tuple[int, str, str], ...]
    figures: tuple[Count, ...]
    sources: tuple[int, ...]
    related: tuple[int, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        return tuple(key.partition(":")[2] for key in self.concepts if key.startswith("themes:"))

    def best(self, language: str, field: str) -> str:
        """What a reader of `language` finds: its own words, else those of the original."""
        return self.texts[language].get(field) or self.texts[self.original].get(field, "")


def dossiers(count: int) -> Iterator[Dossier]:
    """The first `count` practices; the n-th is the same whatever the count."""
    return (dossier(number) for number in range(count))


def dossier(number: int) -> Dossier:
    draw = random.Random(f"{VERSION}:{number}")  # noqa: S311 -- made-up content, not a secret
    original = draw.choices(LANGUAGES, (5, 3, 3))[0]
    located = tuple(draw.sample(towns(), draw.choices((1, 2, 3), (80, 15, 5))[0]))
    started = min(2025, int(draw.triangular(1985, 2026, 2017)))
    status = draw.choices(("running", "ended", "planned"), (7, 2, 1))[0]
    return Dossier(
        number=number,
        code=f"practice-{number:05}",
        original=original,
        texts=_texts(draw, original=original, town=located[0].name, year=started),
        status=status,
        started=started,
        ended=started + draw.randint(0, 2026 - started) if status == "ended" else None,
        towns=located,
        concepts=tuple(key for scheme, bounds in ASPECTS.items() for key in _some(draw, concept_keys(scheme), bounds)),
        participants=_participants(draw),
        figures=_figures(draw, started),
        sources=tuple(draw.randrange(10_000) for _ in range(draw.randint(1, 3))),
        related=tuple(draw.randrange(10_000) for _ in range(draw.randint(0, 3))),
    )


def published_at(share: float) -> datetime:
    """The moment that lies at `share` of the time between the first and the last day."""
    return FIRST_DAY + (LAST_DAY - FIRST_DAY) * share


@cache
def towns() -> tuple[Town, ...]:
    """Invented towns around the middle of real countries, each name once."""
    draw = random.Random(f"{VERSION}:towns")  # noqa: S311 -- made-up content, not a secret
    with COUNTRIES.open(encoding="utf-8", newline="") as rows:
        countries = list(csv.DictReader(rows))[::2]
    found: dict[str, Town] = {}
    for row in countries:
        for _ in range(TOWNS_A_COUNTRY):
            name = _town_name(draw, found)
            code = f"{row['alpha2'].lower()}-{name.lower().replace('é', 'e')}"
            latitude, longitude = (float(row[axis]) + draw.uniform(-1, 1) for axis in ("latitude", "longitude"))
            found[name] = Town(code, name, row["alpha2"], round(latitude, 4), round(max(-180, min(180, longitude)), 4))
    return tuple(found.values())


@cache
def concept_keys(scheme: str) -> tuple[str, ...]:
    """Keys of a vocabulary that comes with the software, in the order of its file."""
    turtle = (SCHEMES / f"{scheme}.ttl").read_text(encoding="utf-8")
    return tuple(f"{scheme}:{code}" for code in re.findall(rf"^{scheme}:(\S+) a skos:Concept ;", turtle, re.MULTILINE))


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))


def _town_name(draw: random.Random, taken: Mapping[str, Town]) -> str:
    while (name := "".join(draw.sample(SYLLABLES, draw.randint(2, 4))).capitalize()) in taken:
        pass
    return name


def _some(draw: random.Random, keys: tuple[str, ...], bounds: tuple[int, int]) -> list[str]:
    return draw.sample(keys, draw.randint(*bounds))


def _participants(draw: random.Random) -> tuple[tuple[int, str, str], ...]:
    """Organisation, role, kind of actor; the first one began it."""
    roles = ["initiator", *draw.choices(("operator", "partner", "funder", "facilitator", "researcher"), k=draw.randint(0, 4))]
    return tuple((draw.randrange(10_000), role, draw.choice(KINDS_OF_ACTOR)) for role in roles)


def _figures(draw: random.Random, started: int) -> tuple[Count, ...]:
    counted = _some(draw, concept_keys("measures"), (0, 4))
    return tuple(
        Count(key, draw.randint(1, 99), UNITS.get(key.partition(":")[2], "people"), draw.randint(started, 2026), draw.randrange(10_000))
        for key in counted
    )


def _texts(draw: random.Random, *, original: str, town: str, year: int) -> dict[str, dict[str, str]]:
    """Title and summary in every language, the whole text in its own; one in five is wholly translated."""
    phrases = _phrases()
    is_translated = draw.random() < 0.2
    chosen = {slot: draw.randrange(len(phrases[slot]["en"])) for slot in SLOTS}
    partner = (chosen["actor"] + draw.randint(1, 11)) % len(phrases["actor"]["en"])
    numbers = {"town": town, "year": str(year), "number": str(draw.randint(12, 900)), "share": str(draw.randint(5, 95))}
    order = {field: _sentences(draw, field) for field in ("title", "summary", *SECTIONS)}
    texts = {}
    for language in LANGUAGES:
        slots = {slot: phrases[slot][language][at] for slot, at in chosen.items()}
        slots |= {"partner": phrases["actor"][language][partner], **numbers}
        fields = order if is_translated or language == original else {field: order[field] for field in ("title", "summary")}
        words = {field: " ".join(_sentence(phrases[field][language][at], slots) for at in places) for field, places in fields.items()}
        texts[language] = {field: ELISION.sub(r"\1’", said) for field, said in words.items()} if language == "fr" else words
    return texts


def _sentences(draw: random.Random, field: str) -> list[int]:
    """Which sentences, in which order: a title is one, a summary two, a section three or four."""
    available = range(len(_phrases()[field]["en"]))
    count = {"title": 1, "summary": 2}.get(field) or draw.randint(3, len(available))
    return draw.sample(available, count)


def _sentence(pattern: str, slots: Mapping[str, str]) -> str:
    filled = pattern.format(**slots)
    return filled[:1].upper() + filled[1:]
