"""One way of typesetting in a process of its own: `python -m bench.editions.side typst|weasyprint MEMBERS`; prints JSON."""

import json
import os
import sys
import tempfile
from time import perf_counter

from bench.memory import peak_mebibytes


def measure(way: str, members: int) -> dict[str, float | str]:
    """Wall seconds from the snapshot to the file, everything included; peak memory of the process that sets."""
    from bench.editions.making import made_up
    from cities.editions.queries import book

    content = made_up(members)
    began = perf_counter()
    set_book = book(content, "en")
    if way == "typst":
        from cities.editions.exports.pdf import typeset

        data = typeset(set_book, {})
        peak = _press_peak()
    else:
        import weasyprint

        from bench.editions.plain import page

        data = weasyprint.HTML(string=page(set_book)).write_pdf(pdf_variant="pdf/ua-1") or b""
        peak = peak_mebibytes()
    seconds = perf_counter() - began
    return {
        "way": way,
        "members": members,
        "seconds": seconds,
        "peak": peak,
        "own": peak_mebibytes(),
        "pages": _pages(data),
        "bytes": len(data),
    }


def _press_peak() -> float:
    import resource

    highest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return highest / 1024 / (1024 if sys.platform == "darwin" else 1)


def _pages(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "cities.config.settings"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CITIES_DATA_DIR"] = folder
        import django

        django.setup()
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
