"""An edition as files: the PDF, its charts, the pack of data behind it; a kit also as an EPUB and as a folder without a server."""

from cities.editions.exports.forgetting import forget_files, forget_old_files
from cities.editions.exports.kits import epub_of, file_sizes, folder_of, preview_epub, preview_folder, set_all
from cities.editions.exports.pack import data_pack
from cities.editions.exports.pdf import pdf_of, preview_pdf

__all__ = [
    "data_pack",
    "epub_of",
    "file_sizes",
    "folder_of",
    "forget_files",
    "forget_old_files",
    "pdf_of",
    "preview_epub",
    "preview_folder",
    "preview_pdf",
    "set_all",
]
