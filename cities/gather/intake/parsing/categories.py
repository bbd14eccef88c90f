"""The category of a member and the kind of an organisation, as far as their words give them away."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .profiles import LONGEST_TRIED, Category, Profile

KINDS = Path(__file__).parent / "kinds.toml"
FIRST_WORDS = 300  # characters of the description in which an organisation says what it is


def category_of(profile: Profile, *, name: str, region: str, text: str) -> str:
    """The first category of the profile whose mark is found: by region, then on names, then on descriptions."""
    return next((category.code for category in profile.categories if _speaks_for(category, name=name, region=region, text=text)), "")


def _speaks_for(category: Category, *, name: str, region: str, text: str) -> bool:
    if category.regions:
        return region in category.regions
    if category.unless_name and category.unless_name.search(name):
        return False
    if category.name is None and category.text is None:
        return True
    by_name = category.name is not None and category.name.search(name[:LONGEST_TRIED])
    by_text = category.text is not None and category.text.search(text[:FIRST_WORDS])
    return bool(by_name or by_text)


@dataclass(frozen=True)
class KindOfOrganisation:
    code: str  # of organisation-kinds
    actor: str  # of actor-kinds
    categories: tuple[str, ...]
    name: re.Pattern[str] | None


@cache
def kinds_of_organisation() -> tuple[KindOfOrganisation, ...]:
    rows = tomllib.loads(KINDS.read_text("utf-8"))["kinds"]
    return tuple(
        KindOfOrganisation(row["code"], row["actor"], tuple(row.get("categories", ())), re.compile(row["name"]) if "name" in row else None)
        for row in rows
    )


def kind_of_organisation(name: str, category: str) -> KindOfOrganisation:
    """The kind that a member's category or name speaks of; the last of the list where neither does."""
    kinds = kinds_of_organisation()
    by_category = (kind for kind in kinds if category and category in kind.categories)
    by_name = (kind for kind in kinds if kind.name and kind.name.search(name[:LONGEST_TRIED]))
    return next(by_category, None) or next(by_name, kinds[-1])
