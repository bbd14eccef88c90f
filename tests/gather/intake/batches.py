"""Tables of members, staged as an import would."""

from cities.gather.intake.actions import NO_WISHES, Wishes, stage_document
from cities.gather.intake.columns import entries_of, guess_columns
from cities.gather.intake.models import Batch
from cities.gather.intake.parsing import Entry
from cities.gather.intake.reading import read_document

HEADER = "Name,Acronym,Member since,City,Country,Website,E-mail,Description\n"
ALMOND = "Almond Street Library,ASL,2019,Lyon,France,www.almond.example,post@almond.example,It lends tools to its neighbours.\n"
BROOK = "Brook Network,BN,2020,Cusco,Peru,www.brook.example,,It keeps brooks clean.\n"


def staged(rows: str, *, header: str = HEADER, name: str = "members.csv", wishes: Wishes = NO_WISHES) -> Batch:
    return stage_document((header + rows).encode(), filename=name, wishes=wishes, by=None)


def entry_of_row(row: str, *, header: str = HEADER, kind: str = "member") -> Entry:
    [table] = read_document((header + row).encode(), "a.csv").tables
    [entry] = entries_of(table, guess_columns(table, kind), language="en")
    return entry
