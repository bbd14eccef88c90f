"""What entries lack."""

from collections.abc import Iterator, Sequence

from cities.gather.intake.parsing import Entry, Note

from .agreement import names_of
from .checks import Check
from .copies import Remarks

# field -> code of the note; e-mail addresses are optional, websites are expected
OF_MEMBERS = {
    "member_since": "no-since", "country": "no-place", "city": "no-city", "websites": "no-website",
    "emails": "no-email", "text": "no-text",
}  # fmt: skip
OF_PRACTICES = {"dated": "no-date", "text": "no-text"}


def check_gaps(entries: Sequence[Entry], remarks: Remarks) -> Iterator[Check]:
    fields = OF_PRACTICES if entries and entries[0].kind == "practice" else OF_MEMBERS
    for field, code in fields.items():
        lacking = [place for place, entry in enumerate(entries) if not getattr(entry, field)]
        if not lacking:
            continue
        # a city is not missing where not even a country is named
        named = [place for place in lacking if code != "no-city" or entries[place].country]
        for place in named:
            if not any(note.code == code for note in entries[place].notes):
                remarks[place].append(Note(code))
        group = [entries[place] for place in lacking]
        params = {"field": field, "names": names_of(group)}
        yield Check("missing", 0, len(lacking), params, tuple(entry.line for entry in group))
