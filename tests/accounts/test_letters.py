"""What somebody may do without: whatever is read anywhere can be chosen on the account page."""

import re
from pathlib import Path

from cities.accounts import letters

SOURCES = Path(letters.__file__).parents[1]
IMPORTED = re.compile(r"from cities\.accounts\.letters import (.+)")
READ = re.compile(r"\b(?!not\b)(\w+) (?:not )?in \S*\bmuted\b")


def sources():
    return [path.read_text() for path in SOURCES.rglob("*.py") if "migrations" not in path.parts]


def test_every_kind_read_anywhere_can_be_chosen():
    imported = {name for source in sources() for line in IMPORTED.findall(source) for name in line.split(", ")} - {"OPTIONAL"}

    assert {getattr(letters, name) for name in imported} == {kind for kind, _label in letters.OPTIONAL}


def test_no_kind_is_written_out_where_it_is_read():
    read = [name for source in sources() for name in READ.findall(source)]

    assert read
    assert [name for name in read if name != "kind" and not hasattr(letters, name)] == []
