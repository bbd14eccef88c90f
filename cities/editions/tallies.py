"""Every total of an edition, counted anew from its snapshot. Plain arithmetic on plain data."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cities.editions.content import GROUPS, OTHER, WORLD, group_of, regions_of
from cities.editions.digests import Content

Row = Mapping[str, Any]


def totals(content: Content) -> dict[str, int]:
    """Subjects with their counts: what a stated figure is held against, what the API and the pages give."""
    if content["edition"]["kind"] == "kit":
        return kit_totals(content)
    members = content["members"]
    counts = {
        "members": len(members),
        "countries": len(countries(members)),
        "regions": len([region for region in regions_of(members) if region != WORLD]),
        "practices": content["practices"],
        **{f"region:{region}": count for region, count in by_region(members).items()},
        **{f"group:{group}": count for group, count in by_group(members).items()},
        **{f"region-group:{region}:{group}": count for (region, group), count in by_region_and_group(members).items()},
    }
    survey = content["chapters"].get("survey")
    if survey:
        counts |= {"asked": survey["coverage"]["asked"], "answered": survey["coverage"]["answered"]}
    transfers = content["chapters"].get("transfers")
    if transfers:
        counts |= {
            "transfers": len(transfers),
            "adoptions": sum(transfer["phase"] == "re-use" for transfer in transfers),
            "transfer-territories": len({code for transfer in transfers for code in transfer["to"]}),
        }
    if content["before"] and content["before"]["members"]:
        counts |= {"before": content["before"]["members"], "growth": growth(len(members), since=content["before"]["members"])}
    return counts


def kit_totals(content: Content) -> dict[str, int]:
    """What a kit holds."""
    chapters = content["chapters"]
    tools = chapters.get("resources") or []
    return {
        "practices": len(content["cases"]),
        "transfers": len(chapters.get("lessons") or []),
        "resources": len(tools),
        "files": sum(file["held"] is not None for tool in tools for file in tool["files"]),
    }


def countries(members: Iterable[Row]) -> set[str]:
    """Countries (ISO 3166-1) members act in."""
    return {country for member in members for country in member["countries"]}


def by_region(members: Sequence[Row]) -> dict[str, int]:
    counted = Counter(member["region"] for member in members)
    return {region: counted[region] for region in regions_of(members)}


def by_group(members: Sequence[Row]) -> dict[str, int]:
    counted = Counter(group_of(member["category"]) for member in members)
    return {group: counted[group] for group in groups_of(members)}


def by_region_and_group(members: Sequence[Row]) -> dict[tuple[str, str], int]:
    counted = Counter((member["region"], group_of(member["category"])) for member in members)
    return {(region, group): counted[region, group] for region in regions_of(members) for group in groups_of(members)}


def groups_of(members: Sequence[Row]) -> list[str]:
    """Columns of the tables: the usual ones, and others where a network has categories of its own."""
    has_others = any(group_of(member["category"]) == OTHER for member in members)
    return [*GROUPS, OTHER] if has_others else list(GROUPS)


def by_year(members: Sequence[Row]) -> tuple[dict[int, int], int]:
    """Members by the year they joined, years without any among them; and of how many it is not known."""
    joined = Counter(member["since"] for member in members if member["since"])
    years = range(min(joined), max(joined) + 1) if joined else ()
    return {year: joined[year] for year in years}, sum(1 for member in members if not member["since"])


def growth(now: int, *, since: int) -> int:
    """In whole percent."""
    return round(100 * (now - since) / since)
