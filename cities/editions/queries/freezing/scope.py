"""What gathering the parts of a snapshot shares."""

from dataclasses import dataclass

from cities.editions.models import Edition
from cities.editions.queries.freezing.names import Named
from cities.editions.queries.freezing.pictures import Pictures


@dataclass(frozen=True)
class Scope:
    """The edition, what has to be named in the end, the pictures seen."""

    edition: Edition
    named: Named
    pictures: Pictures
