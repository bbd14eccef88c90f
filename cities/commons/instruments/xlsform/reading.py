"""A workbook becomes a definition, or every reason why not is told with its cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.commons.instruments.checking import Fault, faults_in
from cities.commons.instruments.definition import Definition, ItemDefinition, SectionDefinition, Wording
from cities.commons.instruments.xlsform.choices import Places, choice_lists
from cities.commons.instruments.xlsform.forms import OURS, Form, FormRow, form_of
from cities.commons.instruments.xlsform.items import Items
from cities.commons.instruments.xlsform.problems import Problem, RefusedForm
from cities.commons.instruments.xlsform.structure import Group, Node, Question, nested
from cities.commons.instruments.xlsform.validation import complaint_of_pyxform
from cities.core.spreadsheets import SheetLimits, read_workbook

LIMITS = SheetLimits(rows=3_000)
COLUMNS = {"condition": "relevant", "code": "name", "title": "label", "options": "type", "rows": "name"}
SHEETS_NOT_CARRIED = ("external_choices", "entities", "osm")


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What a form says, and what of it was left out or is carried otherwise."""

    definition: Definition
    notes: tuple[Problem, ...]


def read_form(content: bytes, *, language: str) -> ReadForm:
    """Read an XLSForm workbook (xlsx). Columns that name no language are in `language`, unless the form's settings say another.

    Raises UnsafeArchive for what is no workbook and RefusedForm, with every problem, for what cannot be carried.
    """
    workbook = read_workbook(content, LIMITS)
    form = form_of(workbook, language=language)
    original = _original(form, language)
    lists, choice_places = choice_lists(form, original)
    items = Items(form, lists, original)
    definition = _definition(form, items, nested(form.rows["survey"], form.problems))
    form.problems.extend(_left_sheets(workbook))
    if not form.problems:
        form.problems.extend(
            _placed(fault, definition, items.rows, choices=choice_places) for fault in faults_in(definition) if not fault.is_unfinished
        )
    if not form.problems:
        form.problems.extend(complaint_of_pyxform(workbook))
    if not form.problems and not any(True for _item in definition.items):
        form.problems.append(Problem("survey", 0, 0, _("The form asks nothing.")))
    if form.problems:
        raise RefusedForm(form.problems)
    return ReadForm(definition, tuple(items.notes))


def _original(form: Form, language: str) -> str:
    """The language the form was written in: the one its settings name, else the one asked for, else its first."""
    return next((tag for tag in (form.default_language, language) if tag in form.languages), form.languages[0])


def _definition(form: Form, items: Items, nodes: Sequence[Node]) -> Definition:
    ours = {row.get("what"): row for row in form.rows["cities"]}
    nothing = FormRow(0, {}, {})
    named = ours.get("title", nothing).wording("words", items.language)
    title = named or Wording({items.language: form.settings.get("form_title")} if form.settings.get("form_title") else {}, items.language)
    number = form.settings.get("version")
    return Definition(
        version=0,
        instrument=form.settings.get("form_id"),
        number=int(number) if number.isdecimal() and len(number) < 5 else 0,
        purpose=ours.get("purpose", nothing).get("value"),
        language=items.language,
        languages=tuple(ours.get("languages", nothing).get("value").split() or form.languages),
        title=title,
        introduction=ours.get("introduction", nothing).wording("words", items.language),
        closing=ours.get("closing", nothing).wording("words", items.language),
        sections=tuple(_sections(items, nodes)),
    )


def _sections(items: Items, nodes: Sequence[Node]) -> Iterator[SectionDefinition]:
    """Groups at the top are sections; what stands between them makes sections of its own."""
    taken = {node.row.get("name") for node in nodes if isinstance(node, Group)}
    loose: list[Node] = []
    for node in nodes:
        if isinstance(node, Question) or node.kind == "repeat" or node.is_table:
            loose.append(node)
            continue
        yield from _loose_section(items, loose, taken)
        loose = []
        yield _section(items, node)
    yield from _loose_section(items, loose, taken)


def _loose_section(items: Items, nodes: Sequence[Node], taken: set[str]) -> Iterator[SectionDefinition]:
    found = tuple(items.of(nodes))
    if not found:
        return
    code, number = "questions", 1
    while code in taken:
        number += 1
        code = f"questions_{number}"
    taken.add(code)
    yield SectionDefinition(0, code, items.nothing, items.nothing, items=found)


def _section(items: Items, group: Group) -> SectionDefinition:
    row = group.row
    code = row.get(f"{OURS}code") or row.get("name")
    items.rows.setdefault(code, row)
    items.look_over(row)
    return SectionDefinition(
        pk=0,
        code=code,
        title=row.wording("label", items.language),
        introduction=row.wording("hint", items.language),
        condition=row.get("relevant"),
        items=tuple(items.of(group.children)),
    )


def _left_sheets(workbook: Iterable[str]) -> Iterator[Problem]:
    for name in workbook:
        if name.strip().lower() in SHEETS_NOT_CARRIED:
            yield Problem(name, 0, 0, _("The sheet “%(name)s” is not carried.") % {"name": name})


def _placed(fault: Fault, definition: Definition, rows: Mapping[str, FormRow], *, choices: Places) -> Problem:
    """A fault of the definition in the cell it comes from."""
    item: ItemDefinition | None = definition.item(fault.code)
    if fault.option and item is not None and (item.options_code, fault.option) in choices:
        row, column = choices[item.options_code, fault.option]
        return Problem("choices", row, column, fault.reason)
    found = rows.get(fault.code)
    if found is None:
        return Problem("settings" if fault.field == "title" else "survey", 0, 0, fault.reason)
    return Problem("survey", found.number, found.column(COLUMNS.get(fault.field, fault.field)), fault.reason)
