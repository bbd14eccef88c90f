"""Handing somebody what is held about them."""

import csv
import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from cities.archive.queries.own import OwnRows, own_rows
from cities.core.cells import harmless


def export_own_data(user: Any) -> io.BytesIO:
    """A zip of one JSON file with everything and one CSV file a kind of row; secrets are left out. Read from its start."""
    found = list(own_rows(user))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", _explanation(found))
        file.writestr("data.json", _as_json(found))
        for rows in found:
            file.writestr(f"{rows.model}.csv", _as_csv(rows))
    archive.seek(0)
    return archive


def _explanation(found: list[OwnRows]) -> str:
    lines = [_("Everything this site holds about your account: data.json has it all, each CSV file one kind of row."), ""]
    return "\n".join([*lines, *(f"{rows.model}: {len(rows.rows)}" for rows in found), ""])


def _as_json(found: list[OwnRows]) -> str:
    told = {rows.model: [dict(zip(rows.columns, row, strict=True)) for row in rows.rows] for rows in found}
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _as_csv(rows: OwnRows) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    for row in rows.rows:
        writer.writerow([harmless(value) for value in row])
    return "\ufeff" + out.getvalue()
