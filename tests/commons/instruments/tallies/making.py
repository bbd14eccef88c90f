"""Definitions and documents made by hand."""

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording

NO_WORDS = Wording({})


def item(code, kind, *, options=(), rows=(), items=(), **facts):
    return ItemDefinition(
        pk=0,
        code=code,
        type=kind,
        label=Wording({"en": code}, "en"),
        hint=NO_WORDS,
        constraint_message=NO_WORDS,
        options=tuple(OptionDefinition(each, Wording({"en": each.title()}, "en")) for each in options),
        rows=tuple(OptionDefinition(each, Wording({"en": each.title()}, "en")) for each in rows),
        items=tuple(items),
        **facts,
    )


def definition(*items):
    section = SectionDefinition(0, "all", NO_WORDS, NO_WORDS, items=tuple(items))
    return Definition(0, "survey", 1, "survey", "en", ("en",), Wording({"en": "Survey"}, "en"), NO_WORDS, NO_WORDS, (section,))


def answer(value=None, *, absence="", publication="", language="en"):
    return {"value": value, "absence": absence, "publication": publication, "language": language}


def document(groups=None, **items):
    """A bare value is an answer; None is “no answer”."""
    return {"items": {code: _answer(value) for code, value in items.items()}, "groups": groups or {}}


def _answer(value):
    if isinstance(value, dict) and "absence" in value:
        return value
    return answer(absence="no-answer") if value is None else answer(value)
