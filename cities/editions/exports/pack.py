"""The data behind an edition: tables as CSV, the snapshot as JSON, charts and maps as SVG, in one file."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cities.core.spreadsheets import Row, written_csv
from cities.editions.chapters import Book, Chart, Map
from cities.editions.chapters.ends import named_subject
from cities.editions.checking import differences
from cities.editions.content import Reader
from cities.editions.exports.keeping import Part, archive, kept
from cities.editions.exports.pdf import kept_path
from cities.editions.models import Snapshot
from cities.editions.queries import book
from cities.editions.tallies import totals
from cities.gather.surveys.charts import rendered

README = """\
{title}
{url}

snapshot.json   everything the edition is set from; its SHA-256 is {digest}
members.csv     one row a member; codes as in the API, names in the language of this pack
totals.csv      every total, counted from the snapshot
figures.csv     figures stated elsewhere that differ from the count, with the reason
survey.csv      what was counted of the survey; an empty number is one that is not shown
charts/*.svg    the charts and maps of the edition
"""


def data_pack(snapshot: Snapshot, language: str) -> bytes:
    """A zip file, made once; the same snapshot and language are the same bytes. Raise ValueError for a language editions are not set in."""

    def make() -> bytes:
        content = snapshot.read()
        reader = Reader(content, language, snapshot.digest)
        return archive(_files(reader, book(content, language, digest=snapshot.digest), snapshot))

    return kept(kept_path(snapshot, language, "data.zip"), make)


def _files(reader: Reader, set_book: Book, snapshot: Snapshot) -> Iterator[Part]:
    yield "README.txt", README.format(title=set_book.title, url=reader.edition["url"], digest=snapshot.digest).encode()
    yield "snapshot.json", snapshot.content.encode()
    if not reader.is_kit:
        yield from _tables(reader)
    for number, (name, svg) in enumerate(drawings(set_book), 1):
        yield f"charts/{number:02d}-{name}.svg", svg.encode()


def _tables(reader: Reader) -> Iterator[Part]:
    """A kit counts nobody, and has none."""
    yield "members.csv", written_csv(_members(reader))
    yield "totals.csv", written_csv(_totals(reader))
    yield "figures.csv", written_csv(_figures(reader))
    if reader.chapter("survey"):
        yield "survey.csv", written_csv(_survey(reader))


def drawings(set_book: Book) -> Iterator[tuple[str, str]]:
    """Charts and maps with a name each, in the order of the pages."""
    yield "cover-map", set_book.cover.drawn.svg
    for chapter in set_book.chapters:
        for block in chapter.blocks:
            if isinstance(block, Chart):
                yield block.name, rendered(block.spec)
            elif isinstance(block, Map):
                yield f"{chapter.code}-map", block.drawn.svg


def _members(reader: Reader) -> Iterable[Row]:
    yield ("id", "code", "name", "language", "acronym", "category", "region", "countries", "seat", "since", "websites", "themes")
    for member in reader.by_name(reader.members):
        name = reader.words(member["texts"], "name")
        joined = (" ".join(member[field]) for field in ("countries", "websites", "themes"))
        countries, websites, themes = joined
        yield (
            member["id"],
            member["code"],
            name.text,
            name.language,
            member["acronym"],
            member["category"],
            member["region"],
            countries,
            member["seat"],
            member["since"],
            websites,
            themes,
        )


def _totals(reader: Reader) -> Iterable[Row]:
    yield ("subject", "label", "count")
    for subject, count in totals(reader.content).items():
        yield (subject, named_subject(reader, subject), count)


def _figures(reader: Reader) -> Iterable[Row]:
    yield ("subject", "label", "stated", "counted", "is_sum_of_parts", "source", "locator", "explanation")
    for found in differences(reader.content):
        why = reader.words(found.explanations or {}, "explanation").text
        label = named_subject(reader, found.subject)
        yield (found.subject, label, _exact(found.stated), _exact(found.counted), int(found.is_of_parts), found.source, found.locator, why)


def _survey(reader: Reader) -> Iterable[Row]:
    found = reader.chapter("survey")
    yield ("item", "code", "label", "count", "answered", "asked", "took_part")
    for item in found["items"]:
        for code in item["codes"]:
            label = code["labels"].get(reader.language) or code["labels"]["en"]
            yield (item["code"], code["code"], label, code["count"], item["answered"], *found["coverage"].values())


def _exact(value: Decimal) -> Decimal:
    return value.normalize() if value % 1 else value.quantize(Decimal(1))
