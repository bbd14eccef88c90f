"""The questions of an instrument as a form to print and fill in by hand."""

from collections.abc import Iterator, Mapping, Sequence

from cities.editions.chapters.blocks import Block, Heading, Note, Prose, Question
from cities.editions.chapters.plain import editorial
from cities.editions.content import Reader, Row, Words
from cities.translation.languages import base_language, best_language

SIGNS = {"one-of": "circle", "scale": "circle", "yes-no": "circle", "several-of": "box", "rank": "line", "matrix": "circle"}
LONG, SHORT = 4, 1


def questions(reader: Reader) -> list[Block]:
    form = reader.chapter("questions")
    if not form:
        return []
    said = _Sayer(reader, form["original"])
    blocks: list[Block] = [*editorial(reader, "questions"), Note(said.words(form["title"]).text, "lead")]
    if introduction := said.words(form["introduction"]):
        blocks.append(Prose(introduction))
    counter = iter(range(1, 1000))
    for section in form["sections"]:
        if title := said.words(section["title"]):
            blocks.append(Heading(title.text))
        if words := said.words(section["introduction"]):
            blocks.append(Prose(words))
        blocks += _questions(said, section["items"], counter)
    return blocks


class _Sayer:
    """Words of a form, in the language of the kit or the nearest there is."""

    def __init__(self, reader: Reader, original: str) -> None:
        self.reader = reader
        self.original = original

    def words(self, texts: Mapping[str, str]) -> Words:
        chosen = best_language(texts, self.reader.language, original=self.original)
        if chosen is None:
            return Words("", self.reader.language)
        return Words(texts[chosen], chosen, is_foreign=base_language(chosen) != base_language(self.reader.language))

    def several(self, rows: Sequence[Mapping[str, str]]) -> tuple[Words, ...]:
        return tuple(self.words(row) for row in rows)


def _questions(said: _Sayer, items: Sequence[Row], counter: Iterator[int]) -> Iterator[Block]:
    """Numbered through; what a repeated group asks is printed once."""
    for item in items:
        label = said.words(item["label"])
        if item["type"] == "note":
            yield Prose(label)
        elif item["type"] == "repeat":
            yield Heading(label.text, 3)
            yield from _questions(said, item["items"], counter)
        else:
            yield _question(said, item, label=label, number=str(next(counter)))


def _question(said: _Sayer, item: Row, *, label: Words, number: str) -> Question:
    options = said.several(item["options"])
    if item["type"] == "yes-no" and not options:
        say = said.reader.say
        options = tuple(Words(say.say(name), said.reader.language) for name in ("yes", "no"))
    return Question(
        number=number,
        label=label,
        hint=said.words(item["hint"]),
        sign=SIGNS.get(item["type"], "") if options else "",
        options=options,
        rows=said.several(item["rows"]),
        lines=0 if options else LONG if item["type"] == "long-text" else SHORT,
        unit=item["unit"],
    )
