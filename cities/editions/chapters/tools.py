"""Resources a kit holds: what each is, the files that came along, where the others are."""

from cities.editions.chapters.blocks import Block, Held, Tool
from cities.editions.chapters.plain import editorial, marks
from cities.editions.content import Reader, Row, Words
from cities.translation.languages import base_language

# Names of licences are the same in every language.
LICENCES = {
    "cc0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "cc-by": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc-by-nc": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "cc-by-nc-sa": ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    "cc-by-nd": ("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    "cc-by-nc-nd": ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
}


def resources(reader: Reader) -> list[Block]:
    told = [_tool(reader, row) for row in reader.chapter("resources") or []]
    return [*editorial(reader, "resources"), *told] if told else []


def _tool(reader: Reader, row: Row) -> Tool:
    title, summary = reader.words(row["texts"], "title"), reader.words(row["texts"], "summary")
    is_passed_on = any(file["held"] for file in row["files"])
    return Tool(
        anchor=f"r-{row['code']}",
        title=title,
        where=" · ".join([reader.concept(row["kind"]), *([str(row["year"])] if row["year"] else [])]),
        summary=summary,
        files=tuple(_file(reader, file, row, title=title) for file in row["files"]),
        licence=_licence(reader, row["licence"]) if is_passed_on else "",
        citation=_citation(reader, row, title),
        marks=marks(reader, title, summary),
        home=reader.home_of(row),
    )


def _file(reader: Reader, file: Row, row: Row, *, title: Words) -> Held:
    say, held = reader.say, file["held"]
    is_foreign = base_language(file["language"]) != base_language(reader.language)
    named = Words(file["title"], file["language"], is_foreign) if file["title"] else title
    note = [say.named_language(file["language"]), *([say.count("n-pages", file["pages"])] if file["pages"] else [])]
    url = file["url"] or (reader.home_of(row) if file["is_here"] else "")
    if held:
        note += [held["name"].rpartition(".")[2].upper(), say.size(held["bytes"])]
    elif not url:
        note.append(say.say("no-copy-known"))
    return Held(named, ", ".join(note), name=held["name"] if held else "", digest=held["digest"] if held else "", url=url)


def _licence(reader: Reader, code: str) -> str:
    if code in LICENCES:
        name, url = LICENCES[code]
        return reader.say.say("licensed", licence=f"{name}, {url}")
    return reader.say.say(f"licence-{code}")


def _citation(reader: Reader, row: Row, title: Words) -> str:
    """In the order of ISO 690: who, when, what; where it is stands with its files."""
    names = [reader.words(texts, "name").text for texts in row["publishers"]]
    who = "; ".join(name for name in names if name)
    when = f" ({row['year']})" if row["year"] else ""
    return f"{who}{when}. {title.text}." if who else f"{title.text}{when}."
