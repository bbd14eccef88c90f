"""What the codes of an export mean, in the languages asked for."""

from collections.abc import Iterator, Sequence

from cities.commons.instruments.definition import Definition, ItemDefinition, Wording
from cities.core.spreadsheets import Row
from cities.gather.surveys.models import CodingTheme

ABSENCES = {
    "no-answer": "asked, not answered",
    "not-applicable": "does not apply to the respondent",
}


def codebook_tables(definition: Definition, *, languages: Sequence[str], themes: Sequence[CodingTheme] = ()) -> dict[str, list[Row]]:
    """`items` and `options`: a row a code, a column of labels a language. A label nobody has written in a language is left empty."""
    labels = [f"label:{language}" for language in languages]
    items: list[Row] = [["item", "type", "section", "group", "unit", "vocabulary", "condition", *labels]]
    options: list[Row] = [["item", "code", *labels]]
    for section in definition.sections:
        for item in section.items:
            for each, group in ((item, ""), *((inner, item.code) for inner in item.items)):
                items.append(
                    [each.code, each.type, section.code, group, each.unit, each.scheme, each.condition, *_said(each.label, languages)]
                )
                options.extend(_options(each, languages))
    options.extend(["*", code, *(meaning if language == "en" else "" for language in languages)] for code, meaning in ABSENCES.items())
    return {"items": items, "options": options, **({"themes": _themes(themes, languages)} if themes else {})}


def _options(item: ItemDefinition, languages: Sequence[str]) -> Iterator[Row]:
    for row in item.rows:
        yield [f"{item.code}/{row.code}", "", *_said(row.label, languages)]
    for option in item.options:
        yield [item.code, option.code, *_said(option.label, languages)]


def _themes(themes: Sequence[CodingTheme], languages: Sequence[str]) -> list[Row]:
    rows: list[Row] = [["item", "theme", *(f"label:{language}" for language in languages)]]
    for theme in themes:
        said = {text.language: text.label for text in theme.texts.all()}
        rows.append([theme.item_code, theme.code, *(said.get(language, "") for language in languages)])
    return rows


def _said(label: Wording, languages: Sequence[str]) -> list[str]:
    return [label.words.get(language, "") for language in languages]
