"""Questions of a form as items. Every place is kept, so that whatever is wrong can be shown in its cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from cities.commons.instruments.definition import ItemDefinition, OptionDefinition, Wording
from cities.commons.instruments.xlsform.choices import MEDIA, Lists, other_option, steps, worded
from cities.commons.instruments.xlsform.forms import OURS, Form, FormRow
from cities.commons.instruments.xlsform.problems import Problem
from cities.commons.instruments.xlsform.structure import NO, Group, Node, Question
from cities.commons.instruments.xlsform.types import CARRIED, CHOOSING, OF_A_DEVICE, REFINED, QuestionType

YES = frozenset({"yes", "true", "true()", "1"})
# What changes what may be answered; looks are left to us.
NOT_CARRIED = ("choice_filter", "default", "trigger", *MEDIA)
LEFT_OUT = ("guidance_hint", "required_message", "parameters")


@dataclass
class Items:
    form: Form
    lists: Lists
    language: str
    notes: list[Problem] = field(default_factory=list)
    rows: dict[str, FormRow] = field(default_factory=dict)

    @property
    def nothing(self) -> Wording:
        return Wording({}, self.language)

    def refuse(self, row: FormRow, name: str, reason: str) -> None:
        self.form.problems.append(Problem("survey", row.number, row.column(name), reason))

    def note(self, row: FormRow, name: str, reason: str) -> None:
        self.notes.append(Problem("survey", row.number, row.column(name), reason))

    def of(self, nodes: Iterable[Node], condition: str = "") -> Iterator[ItemDefinition]:
        """The items of these questions; groups among them are dissolved, their condition goes on to what they hold."""
        for node in nodes:
            if isinstance(node, Question):
                yield from self.of_question(node, condition)
            elif node.kind == "repeat":
                yield self.repeated(node, condition)
            elif node.is_table:
                yield self.matrix(node, condition)
            else:
                yield from self.dissolved(node, condition)

    def dissolved(self, group: Group, condition: str) -> Iterator[ItemDefinition]:
        inner = both(condition, group.row.get("relevant"))
        self.look_over(group.row)
        self.note(group.row, "type", _("A group within a group: its title becomes a text to read, its condition goes to its questions."))
        if group.row.wording("label", self.language):
            yield replace(self.plain(group.row, "note", inner), required="", constraint="", calculation="")
        yield from self.of(group.children, inner)

    def of_question(self, question: Question, condition: str) -> Iterator[ItemDefinition]:
        row, kind = question.row, question.type
        if kind.base in OF_A_DEVICE:
            self.note(row, "type", _("“%(type)s” is noted by a device and left out.") % {"type": kind.base})
            return
        ours = self.type_for(row, kind)
        if not ours:
            self.refuse(row, "type", _("Questions of the type “%(type)s” are not carried.") % {"type": row.get("type")})
            return
        self.look_over(row)
        item = self.plain(row, ours, both(condition, row.get("relevant")))
        if kind.base == "range":
            item = self.ranged(row, item)
        if kind.base in CHOOSING and ours != "yes-no":
            item = self.choosing(row, kind, item)
        yield item
        if kind.has_other:
            yield self.other(row, item)

    def type_for(self, row: FormRow, kind: QuestionType) -> str:
        said = row.get(f"{OURS}type")
        if said and said in REFINED.get(kind.base, ()):
            return said
        if said and said != CARRIED.get(kind.base):
            self.refuse(row, f"{OURS}type", _("“%(type)s” is not a type this question can have.") % {"type": said})
        if kind.base == "text" and "multiline" in row.get("appearance"):
            return "long-text"
        if kind.base == "select_one" and "likert" in row.get("appearance"):
            return "scale"
        if kind.base in ("acknowledge", "trigger"):
            self.note(row, "type", _("“Acknowledge” becomes yes or no; the answer is “yes”, not “OK”."))
        return CARRIED.get(kind.base, "")

    def look_over(self, row: FormRow) -> None:
        if any("${" in word for word in row.words.values()):
            self.refuse(row, "label", _("Words that repeat an answer (${…}) are not carried."))
        for name in NOT_CARRIED:
            if row.get(name):
                self.refuse(row, name, _("“%(column)s” is not carried.") % {"column": name})
        for name in LEFT_OUT:
            if row.get(name) and not (name == "parameters" and row.get("type").lower() == "range"):
                self.note(row, name, _("“%(column)s” is left out.") % {"column": name})

    def plain(self, row: FormRow, type_: str, condition: str) -> ItemDefinition:
        self.rows.setdefault(row.get("name"), row)
        return ItemDefinition(
            pk=0,
            code=row.get("name"),
            type=type_,
            label=row.wording("label", self.language),
            hint=row.wording("hint", self.language),
            constraint_message=row.wording("constraint_message", self.language),
            scheme=row.get(f"{OURS}scheme"),
            unit=row.get(f"{OURS}unit"),
            required=required(row.get("required")),
            condition=condition,
            constraint=row.get("constraint"),
            calculation=row.get("calculation") if type_ == "calculation" else self.no_calculation(row),
            allows_not_applicable=is_ticked(row, "not_applicable"),
            is_personal=is_ticked(row, "personal"),
            is_prefilled=is_ticked(row, "prefilled"),
        )

    def no_calculation(self, row: FormRow) -> str:
        if row.get("calculation"):
            self.refuse(row, "calculation", _("A question people answer is not computed; use “calculate”."))
        return ""

    def choosing(self, row: FormRow, kind: QuestionType, item: ItemDefinition) -> ItemDefinition:
        options, code = self.lists.get(kind.list), kind.list
        if options is None:
            self.refuse(row, "type", _("There is no list “%(list)s” on the sheet “choices”.") % {"list": kind.list})
            return item
        if kind.has_other and all(option.code != "other" for option in options):
            options, code = (*options, other_option(self.form.languages, self.language)), f"{kind.list}_or_other"
        return replace(item, options=options, options_code=code)

    def ranged(self, row: FormRow, item: ItemDefinition) -> ItemDefinition:
        given = dict(part.split("=", 1) for part in row.get("parameters").replace(";", " ").split() if "=" in part)
        try:
            levels = steps(given.get("start", ""), given.get("end", ""), given.get("step", ""))
        except ValueError:
            levels = ()
        if not levels:
            self.refuse(row, "parameters", _("A range has a start, an end and a step, and at most 101 levels."))
        options = tuple(OptionDefinition(level, Wording({self.language: level}, self.language)) for level in levels)
        return replace(item, options=options, options_code=f"{item.code}_levels")

    def other(self, row: FormRow, item: ItemDefinition) -> ItemDefinition:
        chosen = f"selected(${{{item.code}}}, 'other')"
        label = worded(lambda: _("Other: which?"), self.form.languages, self.language)
        made = replace(self.plain(row, "text", both(item.condition, chosen)), code=f"{item.code}_other", label=label, hint=self.nothing)
        self.rows.setdefault(made.code, row)
        return replace(made, required="", constraint="", constraint_message=self.nothing)

    def repeated(self, group: Group, condition: str) -> ItemDefinition:
        if any(isinstance(child, Group) and child.kind == "repeat" for child in _within(group)):
            self.refuse(group.row, "type", _("Repeated groups do not hold repeated groups."))
        self.look_over(group.row)
        item = self.plain(group.row, "repeat", both(condition, group.row.get("relevant")))
        return replace(item, items=tuple(self.of(group.children)))

    def matrix(self, group: Group, condition: str) -> ItemDefinition:
        """A table: one list of choices, asked of each of its rows."""
        asked = [child for child in group.children if isinstance(child, Question) and child.row.get("appearance") != "label"]
        lists = {child.type.list for child in asked}
        if len(asked) != len(group.children) and any(isinstance(child, Group) for child in group.children):
            self.refuse(group.row, "appearance", _("A table holds no groups."))
        if len(lists) != 1 or any(child.type.base != "select_one" or child.type.has_other for child in asked):
            self.refuse(group.row, "appearance", _("In a table, every question is a select_one from the same list."))
            return self.plain(group.row, "matrix", condition)
        self.look_over(group.row)
        for child in asked:
            self.look_over_matrix_row(child.row, asked[0].row)
        item = self.plain(group.row, "matrix", both(condition, group.row.get("relevant")))
        rows = tuple(OptionDefinition(_row_code(child.row), child.row.wording("label", self.language)) for child in asked)
        rows_code = group.row.get(f"{OURS}rows") or f"{item.code}_rows"
        item = replace(item, rows=rows, rows_code=rows_code, required=required(asked[0].row.get("required")))
        return self.choosing(asked[0].row, asked[0].type, item)

    def look_over_matrix_row(self, row: FormRow, first: FormRow) -> None:
        self.look_over(row)
        for name in ("relevant", "constraint", "hint"):
            if row.get(name):
                self.refuse(row, name, _("A row of a table has no “%(column)s” of its own.") % {"column": name})
        if required(row.get("required")) != required(first.get("required")):
            self.refuse(row, "required", _("Either all rows of a table must be answered or none."))


def _row_code(row: FormRow) -> str:
    return row.get(f"{OURS}code") or row.get("name")


def _within(group: Group) -> Iterator[Node]:
    for child in group.children:
        yield child
        if isinstance(child, Group):
            yield from _within(child)


def required(text: str) -> str:
    lowered = text.lower()
    return "true()" if lowered in YES else "" if lowered in NO else text


def is_ticked(row: FormRow, name: str) -> bool:
    return row.get(f"{OURS}{name}").lower() in YES


def both(one: str, other: str) -> str:
    """A condition that holds when both do."""
    return f"({one}) and ({other})" if one and other else one or other
