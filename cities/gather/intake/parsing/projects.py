"""Sections of a report: on each page a few titles with a month, and columns of text in the order of the layout."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cities.commons.places.parsing import fold_name
from cities.gather.intake.reading import Line

from .bodies import BULLET, cleaned_line, is_caption, unwrapped, vocabulary_of
from .directory import part_of
from .entries import Entry
from .notes import Note
from .profiles import Profile

STEM = 6  # letters
LONG_LINE = 75  # characters: a line of the full width, under a title set in short ones
SENTENCE_ENDS = (".", ",", ";", ":", "?", "!", "…", ")")
Block = list[Line]


@dataclass
class Project:
    title: Block
    place: int  # among the blocks of its page
    date: str = ""
    year: int | None = None
    is_stacked: bool = False  # another title stands between this one and its text
    blocks: list[Block] = field(default_factory=list)


def read_projects(lines: Sequence[Line], profile: Profile) -> Iterator[Entry]:
    """Read one practice for each dated title; pages before the first date and titles of mere sections are left out."""
    full = list(lines)
    last = part_of(lines, profile)
    end = last[-1].number if last else 0
    vocabulary = vocabulary_of(line.text for line in full)
    frequency = Counter(stem for line in full for stem in _stems([line]))
    started = False
    for page_number, page in enumerate(_pages([line for line in full if line.number <= end], profile), 1):
        blocks = list(_blocks(page, profile))
        dates = [block for block in blocks if _date(block[-1].text, profile)]
        started = started or bool(dates)
        if started:
            for project in _projects(blocks, profile, frequency):
                yield _entry(project, page_number, profile, vocabulary=vocabulary)


def _pages(lines: Sequence[Line], profile: Profile) -> Iterator[list[Line]]:
    """Pages by number where the format has them, else by the mark the profile names, else one."""
    page: list[Line] = []
    for line in lines:
        begins = profile.entry.page is not None and profile.entry.page.search(line.text)
        if page and (begins if line.page is None else line.page != page[-1].page):
            yield page
            page = []
        page.append(line)
    yield page


def _blocks(page: Sequence[Line], profile: Profile) -> Iterator[Block]:
    """Lines that stand together; a title set right above its text is a block of its own."""
    block: Block = []
    for line in [*page, Line(0, "")]:
        text = line.text.strip()
        if text and not is_caption(text, profile.entry.skip):
            block.append(line)
        elif block:
            yield from _split(block, profile)
            block = []


def _split(block: Block, profile: Profile) -> Iterator[Block]:
    short = next((n for n, line in enumerate(block) if len(line.text.strip()) > profile.entry.longest_title_line), 0)
    if short and len(block[short].text.strip()) >= LONG_LINE and _is_title(block[:short], profile):
        yield block[:short]
        yield block[short:]
    else:
        yield block


def _date(text: str, profile: Profile) -> re.Match[str] | None:
    return profile.entry.date.search(text.strip()) if profile.entry.date else None


def _is_title(block: Block, profile: Profile) -> bool:
    texts = [line.text.strip() for line in block]
    if _date(texts[-1], profile):
        texts = texts[:-1]
    whole = " ".join(texts)
    return (
        bool(texts)
        and whole[:1].isupper()
        and len(whole) <= profile.entry.longest_title
        and all(len(text) <= profile.entry.longest_title_line for text in texts)
        and not whole.endswith(SENTENCE_ENDS)
        and not whole.startswith(("•", "-", "“"))
    )


def _projects(blocks: Sequence[Block], profile: Profile, frequency: Mapping[str, int]) -> list[Project]:
    """Titles of a page with their dates (in the order both stand in) and the text that belongs to each."""
    projects: list[Project] = []
    dates: list[re.Match[str]] = []
    texts: list[tuple[int, Block]] = []
    for place, block in enumerate(blocks):
        date = _date(block[-1].text, profile)
        if date and len(block) == 1:
            dates.append(date)
        elif _is_title(block, profile):
            projects.append(Project(block[:-1] if date else block, place))
            if date:
                projects[-1].date, projects[-1].year = date.group(0), int(date["year"])
        else:
            texts.append((place, block))
    _give_dates(projects, dates)
    for above, below in pairwise(projects):
        if below.place == above.place + 1:
            above.is_stacked = below.is_stacked = True
    _give_texts(projects, texts, frequency)
    dated = [project for project in projects if project.date] or projects
    return [project for project in dated if project.blocks]


def _give_dates(projects: Sequence[Project], dates: Sequence[re.Match[str]]) -> None:
    undated = (project for project in projects if not project.date)
    for project, date in zip(undated, dates, strict=False):
        project.date, project.year = date.group(0), int(date["year"])


def _give_texts(projects: Sequence[Project], texts: Sequence[tuple[int, Block]], frequency: Mapping[str, int]) -> None:
    """Text goes to the title right above it; where titles are stacked or come last, to the title whose words it uses.

    Without such words it goes with the text next to it.
    """
    if not projects:
        return
    owners = [_title_above(place, projects) or _owner_by_words(block, projects, frequency) for place, block in texts]
    for number, (_place, block) in enumerate(texts):
        (owners[number] or _nearest(number, owners, projects)).blocks.append(block)


def _title_above(place: int, projects: Sequence[Project]) -> Project | None:
    above = [project for project in projects if project.place < place]
    return above[-1] if above and not above[-1].is_stacked else None


def _nearest(number: int, owners: Sequence[Project | None], projects: Sequence[Project]) -> Project:
    """The owner of the next text that has one, else of the one before."""
    neighbours = [*owners[number + 1 :], *reversed(owners[:number])]
    return next((owner for owner in neighbours if owner), projects[0])


def _owner_by_words(block: Block, projects: Sequence[Project], frequency: Mapping[str, int]) -> Project | None:
    if len(projects) == 1:
        return projects[0]
    scores = [_shared_words(block, project, projects, frequency=frequency) for project in projects]
    best = max(scores)
    return projects[scores.index(best)] if best > 0 and scores.count(best) == 1 else None


def _stems(block: Block) -> frozenset[str]:
    """Words by their first letters, so that "launch" and "launched" are one."""
    return frozenset(word[:STEM] for word in fold_name(" ".join(line.text for line in block)).split() if len(word) > 3)


def _shared_words(block: Block, project: Project, projects: Sequence[Project], *, frequency: Mapping[str, int]) -> float:
    """The rarer in the document, the more a word of the title tells; words of two titles tell nothing."""
    others = frozenset[str]().union(*(_stems(other.title) for other in projects if other is not project))
    return sum(1 / frequency[stem] for stem in (_stems(project.title) - others) & _stems(block))


def _entry(project: Project, page: int, profile: Profile, *, vocabulary: frozenset[str]) -> Entry:
    paragraphs = _paragraphs(project.blocks, vocabulary)
    lines = [line for block in [project.title, *project.blocks] for line in block]
    title = cleaned_line(unwrapped([line.text.strip() for line in project.title], vocabulary))
    mixed = project.is_stacked or any(block[0].number < project.title[0].number for block in project.blocks)
    notes = [Note("no-date")] if not project.date else []
    return Entry(
        kind=profile.records,
        name=title,
        title=title,
        text="\n\n".join(paragraphs),
        language=profile.language,
        dated=project.date,
        started=project.year,
        line=project.title[0].number,
        last_line=max(line.number for line in lines),
        page=page,
        notes=(*notes, *([Note("mixed-order")] if mixed else [])),
    )


def _paragraphs(blocks: Sequence[Block], vocabulary: frozenset[str]) -> list[str]:
    """One paragraph a block; a sentence that a column or page cut goes on in the next."""
    paragraphs: list[str] = []
    for block in blocks:
        if BULLET.match(block[0].text):
            items = "\n".join(_items(block, vocabulary))
            if paragraphs and paragraphs[-1].startswith("- "):
                paragraphs[-1] += "\n" + items
            else:
                paragraphs.append(items)
            continue
        text = cleaned_line(unwrapped([line.text.strip() for line in block], vocabulary))
        if paragraphs and text[:1].islower() and not paragraphs[-1].endswith(SENTENCE_ENDS[:1]):
            paragraphs[-1] = unwrapped([paragraphs[-1], text], vocabulary)
        else:
            paragraphs.append(text)
    return paragraphs


def _items(block: Block, vocabulary: frozenset[str]) -> Iterator[str]:
    item: list[str] = []
    for line in block:
        if item and BULLET.match(line.text):
            yield cleaned_line(unwrapped(item, vocabulary))
            item = []
        item.append(line.text.strip())
    yield cleaned_line(unwrapped(item, vocabulary))
