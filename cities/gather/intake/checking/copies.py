"""What entries share that they should not: a website, an address, a name, a description."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from cities.commons.places.parsing import fold_name
from cities.gather.intake.parsing import Entry, Note
from cities.gather.intake.scoring import copied_share, shingles, website_key

from .agreement import names_of
from .checks import Check

COPIED = 0.6  # from this share on, a description is called copied
FEWEST_WORDS = 25  # shorter descriptions are alike by chance
MOST_SHARERS = 20  # runs of words that many entries share are boilerplate
Remarks = dict[int, list[Note]]


def check_copies(entries: Sequence[Entry], remarks: Remarks) -> Iterator[Check]:
    """Yield a check for each group that shares something, and add a note to each of its entries."""
    yield from _shared(entries, remarks, "same-website", keys=lambda entry: map(website_key, entry.websites))
    yield from _shared(entries, remarks, "same-email", keys=lambda entry: entry.emails)
    yield from _shared(entries, remarks, "same-name", keys=lambda entry: [f"{fold_name(entry.name)} {entry.country}"] if entry.name else [])
    yield from _copied(entries, remarks)


def _shared(entries: Sequence[Entry], remarks: Remarks, code: str, *, keys: Callable[[Entry], Iterable[str]]) -> Iterator[Check]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for key in dict.fromkeys(keys(entry)):
            holders[key].append(place)
    for key, places in holders.items():
        if len(places) > 1:
            group = [entries[place] for place in places]
            # an e-mail address is private: it is counted, not shown
            printed = key if code == "same-website" else 1
            yield Check(code, printed, len(places), {"names": names_of(group)}, tuple(entry.line for entry in group))
            _remark(entries, remarks, code, places=places)


def _remark(entries: Sequence[Entry], remarks: Remarks, code: str, *, places: Sequence[int]) -> None:
    for place in places:
        others = "; ".join(entries[other].name for other in places if other != place)
        remarks[place].append(Note(code, {"other": others}))


def _copied(entries: Sequence[Entry], remarks: Remarks) -> Iterator[Check]:
    texts = {place: shingles(entry.text) for place, entry in enumerate(entries) if len(entry.text.split()) >= FEWEST_WORDS}
    for one, other in sorted(_suspects(texts)):
        share = copied_share(texts[one], texts[other])
        if share >= COPIED:
            pair = [entries[one], entries[other]]
            percent = round(100 * share)
            params: dict[str, str | int] = {"names": names_of(pair), "share": percent}
            yield Check("copied-text", 1, 2, params, tuple(entry.line for entry in pair))
            for place, entry in ((one, entries[other]), (other, entries[one])):
                remarks[place].append(Note("copied-text", {"other": entry.name, "share": percent}))


def _suspects(texts: dict[int, frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs that share any run of words: the others need no comparing, so that thousands of entries stay quick."""
    holders: dict[int, list[int]] = defaultdict(list)
    for place, runs in texts.items():
        for run in runs:
            holders[run].append(place)
    return {
        (one, other)
        for places in holders.values()
        if 1 < len(places) <= MOST_SHARERS
        for index, one in enumerate(places)
        for other in places[index + 1 :]
    }
