"""What gathering the parts of a snapshot shares."""

from dataclasses import dataclass, field

from cities.editions.models import Edition
from cities.editions.queries.freezing.files import Files
from cities.editions.queries.freezing.names import Named
from cities.editions.queries.freezing.pictures import Pictures


@dataclass(frozen=True)
class Scope:
    """The edition, what has to be named in the end, the pictures seen and the files passed on."""

    edition: Edition
    named: Named
    pictures: Pictures
    files: Files = field(default_factory=Files)
