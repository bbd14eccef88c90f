"""What can be wrong with a file, said so that a person knows what to do next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cities.core import archives

MESSAGES: dict[str, Promise] = {
    **archives.MESSAGES,
    "missing": _("There is no file at %(path)s."),
    "empty": _("The file is empty. Choose the file again, or ask its author for a complete copy."),
    "too-large": _("The file has %(size)s MB; at most %(allowed)s MB are accepted. Split it, or save it without pictures."),
    "wrong-extension": _("The name ends in “.%(extension)s”, but the content is %(found)s. Give the file its right name and try again."),
    "unknown-format": _("This kind of file is not understood. Accepted: txt, md, html, docx, odt, pdf, csv, xlsx, json, geojson."),
    "old-format": _("This is a file of an older office program. Open it there, save it as docx, odt or xlsx, and try again."),
    "wrong-encoding": _("The characters of this text could not be read. Save it as “UTF-8” and try again."),
    "not-text": _("The file is called a text, but its content is not text."),
    "too-many-columns": _(
        "The sheet has %(columns)s columns or more; at most %(allowed)s are accepted. Remove the empty or unneeded ones."
    ),
    "too-many-rows": _("The file has more than %(allowed)s rows. Split it and import the parts one after the other."),
    "too-many-pages": _("The document has %(pages)s pages; at most %(allowed)s are accepted. Split it."),
    "cell-too-long": _("Row %(row)s has a cell with more than %(allowed)s characters. The table seems damaged."),
    "no-text": _("The document holds no text, only pictures of pages perhaps. Run a text recognition over it first."),
    "no-rows": _("The table has a header and no rows, or no header at all."),
    "not-records": _("The file holds no list of records: expected a list of objects, or a GeoJSON feature collection."),
    "no-profile": _("No reading profile fits this document. Choose one by name, or bring the records as a table."),
    "unknown-profile": _("There is no reading profile named “%(profile)s”. Known: %(known)s."),
}


class UnreadableDocument(Exception):
    """A file that cannot be taken in. `code` is stable; `str()` is a plain sentence in the active language."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return str(MESSAGES[self.code]) % self.params
