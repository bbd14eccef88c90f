"""Export and load: the same records at the same addresses, on another host or another database."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from cities.archive.bundles import BundleReader, BundleWriter, Manifest, new_bundle, open_bundle
from cities.archive.faults import ArchiveFault
from cities.archive.place import Place
from cities.archive.queries.files import remade_files
from cities.archive.queries.instances import (
    NAMED,
    carried_models,
    columns,
    derived_models,
    is_empty,
    link_model,
    one_moment,
    own_links,
    rows_of,
)
from cities.archive.rows import as_json, from_json, value_of
from cities.search.actions import rebuild_index

FORMAT, VERSION = "cities-export", 1
DATA, MEDIA, ABOUT = "data/", "media/", "README.txt"
README = """A whole instance of CITIES, to be read by people and programs and taken in by `cities load`.

manifest.json      what is in here: rows by kind, size and SHA-256 of every file, version of the software
data/*.jsonl       one file a kind of row, one row a line (JSON, UTF-8), named application.kind
media/             uploaded pictures and documents, by the names the rows give them

A row has its columns by name. What points to another row holds that row's id; lists of ids are relations to several.
Texts are rows of their own (…Text), one a language, with `record` for what they belong to and `state` for how they were made.
Content types and permissions are named (["members", "organisation"]), for their numbers differ from instance to instance.

Not in here: passwords, sessions and keys, the search index and smaller versions of pictures, which are made again.
It does hold e-mail addresses of staff and of contacts: keep it as carefully as the instance itself.
"""


@dataclass(frozen=True)
class Exported:
    path: Path
    size: int
    rows: dict[str, int]
    files: int
    # Records with changes that were never published and stay behind with the history.
    unpublished: int


@dataclass(frozen=True)
class Loaded:
    made_at: str
    software: str
    rows: dict[str, int]
    files: int
    indexed: dict[str, int]


def export_instance(target: Path, *, place: Place, with_history: bool = True) -> Exported:
    """Write the whole instance to one documented file. Without history, revisions, drafts and the log stay behind."""
    models = carried_models(with_history=with_history)
    unpublished = 0 if with_history else sum(_unpublished(model) for model in models)
    with new_bundle(target) as bundle:
        with one_moment():
            rows = {model._meta.label: bundle.add_lines(_file(model), _lines(model, set(models))) for model in models}
            remade = remade_files()
        files = _add_media(bundle, place.media, remade)
        bundle.add_lines(ABOUT, [README])
        fields = {model._meta.label: [field.name for field in (*columns(model), *own_links(model))] for model in models}
        bundle.close(Manifest(FORMAT, VERSION, rows=rows, details={"fields": fields, "with_history": with_history}))
    return Exported(target, target.stat().st_size, rows, files, unpublished)


def load_instance(source: Path, *, place: Place) -> Loaded:
    """Take in an export where migrations have run and nothing else has happened: records keep their ids and addresses.

    Nobody has a password afterwards. Raise ArchiveFault when something is here already or the export is damaged; then nothing has changed.
    """
    if not is_empty():
        raise ArchiveFault("There are records or accounts here already; load into a new instance.")
    if place.media.is_dir() and any(place.media.iterdir()):
        raise ArchiveFault(f"There are uploads already: {place.media}. Move them away, or set CITIES_DATA_DIR to an empty folder.")
    with open_bundle(source, expected=FORMAT, version=VERSION) as bundle:
        models = _models(bundle)
        place.media.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".loading-", dir=place.media.parent) as folder:
            names = bundle.names(MEDIA)
            for name in names:
                bundle.extract(name, Path(folder) / name)
            _store(bundle, models)
            _move(Path(folder) / MEDIA, place.media)
    cache.clear()
    return Loaded(bundle.manifest.made_at, bundle.manifest.software, bundle.manifest.rows, len(names), rebuild_index())


def _lines(model: type[Model], carried: set[type[Model]]) -> Iterator[str]:
    keeps_drafts = any(model._meta.label == "wagtailcore.Revision" for model in carried)
    for row in rows_of(model, carried=carried):
        # Changes nobody published live in revisions; without them there are none.
        if "has_unpublished_changes" in row and not keeps_drafts:
            row["has_unpublished_changes"] = False
        yield as_json(row)


def _unpublished(model: type[Model]) -> int:
    if not {"has_unpublished_changes", "live"} <= {field.name for field in columns(model)}:
        return 0
    return int(model._base_manager.filter(has_unpublished_changes=True, live=True).count())


def _add_media(bundle: BundleWriter, media: Path, remade: set[str]) -> int:
    count = 0
    for path in sorted(media.rglob("*")):
        name = path.relative_to(media).as_posix()
        if path.is_file() and not path.is_symlink() and name not in remade:
            bundle.add_file(f"{MEDIA}{name}", path)
            count += 1
    return count


def _models(bundle: BundleReader) -> list[type[Model]]:
    """The models of the export, which this instance must know with all their columns."""
    known = {model._meta.label: model for model in carried_models(with_history=True)}
    for label, names in bundle.manifest.details["fields"].items():
        if label not in known:
            raise ArchiveFault(
                f"The export has {label}, which this CITIES does not know. Install version {bundle.manifest.software} or newer."
            )
        strange = set(names) - {field.name for field in (*columns(known[label]), *own_links(known[label]))}
        if strange:
            raise ArchiveFault(f"The export has {', '.join(sorted(strange))} for {label}, which this CITIES does not know.")
    return [known[label] for label in bundle.manifest.rows]


def _store(bundle: BundleReader, models: list[type[Model]]) -> None:
    """All rows or none. References are checked when all are there."""
    try:
        with transaction.atomic():
            _clear([*models, *derived_models()])
            for model in models:
                _store_model(bundle, model)
            _reset_counters(models)
            connection.check_constraints()
    except IntegrityError as error:
        raise ArchiveFault(f"The export does not fit together: {error}.") from error


def _clear(models: list[type[Model]]) -> None:
    """What migrations put there is in the export as well, with the numbers its rows point to."""
    tables = [link_model(field)._meta.db_table for model in models for field in own_links(model)]
    tables += [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names from our models


def _store_model(bundle: BundleReader, model: type[Model]) -> None:
    count = 0
    fields, links = columns(model), own_links(model)
    rows_of_links: dict[str, list[Model]] = {field.name: [] for field in links}
    for line in bundle.lines(_file(model)):
        row = from_json(line)
        # As loaddata does: the row as it stands, without the rules for new ones.
        instance = model(**{field.attname: _value(model, field, row[field.name]) for field in fields if field.name in row})
        instance.save_base(raw=True, force_insert=True)
        for field in links:
            rows_of_links[field.name] += _links(field, instance.pk, row.get(field.name, ()))
        count += 1
    for field in links:
        link_model(field)._base_manager.bulk_create(rows_of_links[field.name], batch_size=500)
    if count != bundle.manifest.rows[model._meta.label]:
        raise ArchiveFault(f"The export has {count} rows of {model._meta.label}; its manifest tells of another number.")


def _value(model: type[Model], field: "Field[Any, Any]", given: Any) -> Any:
    if field.name == "password" and issubclass(model, get_user_model()):
        return make_password(None)
    if isinstance(field, ForeignKey) and field.related_model in NAMED and given is not None:
        return _named(field.related_model, given)
    return value_of(field, given)


def _links(field: "ManyToManyField[Any, Any]", owner: Any, targets: list[Any]) -> list[Model]:
    through, target = link_model(field), field.related_model
    keys = [_named(target, key) if target in NAMED else value_of(target._meta.pk, key) for key in targets]
    return [through(**{field.m2m_column_name(): owner, field.m2m_reverse_name(): key}) for key in keys]


def _named(model: type[Model], name: list[str]) -> Any:
    try:
        return model._default_manager.get_by_natural_key(*name).pk  # type: ignore[attr-defined]  # both managers have it
    except ObjectDoesNotExist as error:
        raise ArchiveFault(f"The export speaks of {' '.join(name)}, which this CITIES does not know.") from error


def _reset_counters(models: list[type[Model]]) -> None:
    """The next row gets the next number."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _move(folder: Path, media: Path) -> None:
    if folder.is_dir():
        media.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            shutil.move(path, media / path.name)


def _file(model: type[Model]) -> str:
    return f"{DATA}{model._meta.label_lower}.jsonl"
