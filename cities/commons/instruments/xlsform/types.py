"""XLSForm's types of questions and ours."""

import re
from dataclasses import dataclass

CARRIED = {
    "text": "text",
    "string": "text",
    "integer": "whole-number",
    "int": "whole-number",
    "decimal": "number",
    "date": "date",
    "note": "note",
    "calculate": "calculation",
    "file": "file",
    "image": "file",
    "photo": "file",
    "audio": "file",
    "video": "file",
    "acknowledge": "yes-no",
    "trigger": "yes-no",
    "range": "scale",
    "select_one": "one-of",
    "select_multiple": "several-of",
    "rank": "rank",
}
CHOOSING = frozenset({"select_one", "select_multiple", "rank"})
SPELLINGS = {
    "select one": "select_one",
    "select one from": "select_one",
    "select1": "select_one",
    "select_one": "select_one",
    "add select one prompt using": "select_one",
    "select multiple": "select_multiple",
    "select multiple from": "select_multiple",
    "select_multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple",
    "add select multiple prompt using": "select_multiple",
    "rank": "rank",
}
# What a device notes by itself, or about the device: there is none here.
OF_A_DEVICE = frozenset({
    "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit", "simserial", "subscriberid", "imei", "start-geopoint",
    "background-audio", "background-geopoint",
})  # fmt: skip
# What `cities::type` may make of each.
REFINED = {
    "text": {"text", "long-text", "territory", "concept", "organisation", "one-of", "several-of"},
    "integer": {"whole-number", "money"},
    "decimal": {"number", "money"},
    "select_one": {"one-of", "scale", "yes-no"},
    "range": {"scale"},
}
GROUP = re.compile(r"(begin|end)[ _]+(group|repeat|lgroup|looped group|loop)\b.*")
CHOICE = re.compile(
    rf"({'|'.join(sorted(map(re.escape, SPELLINGS), key=len, reverse=True))})\s+(\S+)((?:\s+|_)or[ _](?:specify[ _])?other)?"
)


@dataclass(frozen=True, slots=True)
class QuestionType:
    """`base` is XLSForm's name for it, `list` the choices it takes, `has_other` whether it also asks for words of one's own."""

    base: str
    list: str = ""
    has_other: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where a group or repeated group begins or ends."""

    begins: bool
    kind: str  # group, repeat or loop


def type_of(text: str) -> QuestionType | Bracket:
    words = " ".join(text.split())
    lowered = words.lower()
    if found := GROUP.fullmatch(lowered):
        kind = {"lgroup": "repeat", "looped group": "repeat"}.get(found[2], found[2])
        return Bracket(found[1] == "begin", kind)
    if found := CHOICE.match(words) or CHOICE.match(lowered):
        rest = words[found.end() :].strip()
        return QuestionType(words) if rest else QuestionType(SPELLINGS[found[1].lower()], found[2], bool(found[3]))
    return QuestionType(lowered)
