"""An edition as files: the PDF, its charts, the pack of data behind it."""

from cities.editions.exports.pack import data_pack
from cities.editions.exports.pdf import kept_pdf, pdf_of, preview_pdf, set_all

__all__ = ["data_pack", "kept_pdf", "pdf_of", "preview_pdf", "set_all"]
