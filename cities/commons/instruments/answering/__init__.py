"""Answering a form: from what people type to coded answers, what is asked of them, what is wrong or missing, what is kept in the end."""

from cities.commons.instruments.answering.answers import (
    NO_ANSWER,
    NOT_APPLICABLE,
    NOTHING,
    UNANSWERED,
    Answers,
    Place,
    Said,
    Stored,
    repetitions_of,
    said_at,
)
from cities.commons.instruments.answering.asking import Asking, Spot, asking, spots, spots_of, value_in_expressions
from cities.commons.instruments.answering.checking import Fault, faults, faults_at, is_blank_repetition, is_required
from cities.commons.instruments.answering.fields import Typed, field_name, typed_from
from cities.commons.instruments.answering.freezing import freeze
from cities.commons.instruments.answering.numbers import Unreadable, read_day, read_number, write_day, write_number, write_plainly
from cities.commons.instruments.answering.reading import (
    CHOSEN,
    LOOKED_UP,
    REASON_SIGN,
    SILENT,
    YES_NO,
    Known,
    NotOffered,
    clean_text,
    read_answer,
)
from cities.commons.instruments.answering.showing import Filled, absence_words, filled, in_words, yes_or_no

__all__ = [
    "CHOSEN",
    "LOOKED_UP",
    "NOTHING",
    "NOT_APPLICABLE",
    "NO_ANSWER",
    "REASON_SIGN",
    "SILENT",
    "UNANSWERED",
    "YES_NO",
    "Answers",
    "Asking",
    "Fault",
    "Filled",
    "Known",
    "NotOffered",
    "Place",
    "Said",
    "Spot",
    "Stored",
    "Typed",
    "Unreadable",
    "absence_words",
    "asking",
    "clean_text",
    "faults",
    "faults_at",
    "field_name",
    "filled",
    "freeze",
    "in_words",
    "is_blank_repetition",
    "is_required",
    "read_answer",
    "read_day",
    "read_number",
    "repetitions_of",
    "said_at",
    "spots",
    "spots_of",
    "typed_from",
    "value_in_expressions",
    "write_day",
    "write_number",
    "write_plainly",
    "yes_or_no",
]
