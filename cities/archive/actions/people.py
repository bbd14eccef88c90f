"""Erasing a person: rows about them go, records stay, and no text names them any more."""

import json
import re
import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import DateField, EmailField, Field, JSONField, Model, ProtectedError
from django.db.models.deletion import Collector
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey

from cities.archive.faults import ArchiveFault
from cities.archive.place import Place
from cities.archive.ports import rows_cleaned
from cities.archive.queries.people import addressed_rows, all_addresses, calls_a_record, mentions, pointing_rows, uploads_of
from cities.core.models import Record
from cities.search.actions import rebuild_index

# Log entries stay, without the name: that something was done, and when, is not about the person.
LOGS = frozenset({"wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry"})


@dataclass(frozen=True)
class Erasure:
    """What was removed, by kind of row. `ambiguous` are names not looked for in texts, for they are too short or those of records:
    somebody has to read."""

    deleted: dict[str, int] = field(default_factory=dict)
    cleaned: dict[str, int] = field(default_factory=dict)
    sessions: int = 0
    messages: int = 0
    ambiguous: tuple[str, ...] = ()


def erase_person(address: str, *, place: Place, today: date) -> Erasure:
    """Remove whoever has this e-mail address: accounts, roles, contacts, revisions about them, sessions, kept mail.

    Their name and address are taken out of every text, draft and log. Records they wrote stay. The address is remembered as a
    digest, so that a restored backup can be cleaned again (`erase_again`). Raise ArchiveFault when a record would go with them.
    """
    wanted = address.strip().casefold()
    if "@" not in wanted:
        raise ArchiveFault(f"“{address}” is not an e-mail address.")
    with transaction.atomic():
        erasure = _erase(wanted)
        # Before it holds: a process that ends now has noted too much, never too little.
        remember(wanted, place=place, today=today)
    # Only now: it takes minutes, in which others want to write. Done twice it does no harm.
    cache.clear()
    rebuild_index(from_scratch=True)
    erasure = replace(erasure, messages=_burn_mail(wanted))
    if place.database and place.database.is_file():
        sweep(place.database)
    return erasure


def erase_again(*, place: Place, today: date) -> int:
    """Erase everyone remembered as erased who is here all the same; returns how many there were."""
    salts, digests = _remembered(place.erased)
    found = {address.casefold() for address in all_addresses()}
    returned = [address for address in sorted(found) if any(_digest(salt, address) in digests for salt in salts)]
    for address in returned:
        erase_person(address, place=place, today=today)
    return len(returned)


def remember(address: str, *, place: Place, today: date) -> None:
    """Note that `address` was erased, without noting the address."""
    salts, digests = _remembered(place.erased)
    lines = [] if salts else [f"salt {secrets.token_hex(16)}"]
    known = salts or [lines[0].split()[1]]
    if not any(_digest(salt, address) in digests for salt in known):
        add_lines(place.erased, [*lines, f"{today.isoformat()} {_digest(known[0], address)}"])


def add_lines(target: Path, lines: Iterable[str]) -> None:
    """To a list of erasures, those it does not have."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    known = set(target.read_text(encoding="utf-8").splitlines())
    with target.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines if line not in known)


def _erase(address: str) -> Erasure:
    rows = list(addressed_rows(address))
    names = {name for row in rows for name in _names(row)} - {address}
    looked_for = {name for name in names if len(name.split()) > 1 and not calls_a_record(name)}
    sessions = _end_sessions([row.pk for row in rows if isinstance(row, get_user_model())])
    deleted, pointers, uploads = _delete(rows)
    cleaned = _clean(address, sorted(looked_for, key=len, reverse=True))
    for upload in uploads:
        transaction.on_commit(partial(upload.storage.delete, upload.name))
    return Erasure(dict(deleted + pointers), cleaned, sessions, ambiguous=tuple(sorted(names - looked_for)))


def _names(row: Model) -> set[str]:
    """What the row calls the person: its model says in which columns. What it is called itself may be an organisation's name."""
    name = " ".join(getattr(row, column) for column in getattr(row, "person_name_fields", ())).strip()
    return {name} if name and "@" not in name else set()


def _delete(rows: list[Model]) -> tuple[Counter[str], Counter[str], list[Any]]:
    """Delete rows with what belongs to them, and what points to any of it. Returns counts and the files they kept."""
    deleted: Counter[str] = Counter()
    pointers: Counter[str] = Counter()
    uploads: list[Any] = []
    for row in rows:
        collector = _collected(row)
        gone = [*(instance for instances in collector.data.values() for instance in instances)]
        gone += [instance for query in collector.fast_deletes for instance in query]
        uploads += uploads_of(gone)
        for model, keys in _by_model(gone).items():
            pointers += _forget_pointers(model, keys)
        deleted.update(collector.delete()[1])
    return +deleted, +pointers, uploads


def _collected(row: Model) -> Collector:
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=row)
    try:
        collector.collect([row])
    except ProtectedError as error:
        raise ArchiveFault(f"{type(row).__name__} {row.pk} cannot be deleted: {error.args[0]}") from error
    records = [model.__name__ for model in collector.data if issubclass(model, Record)]
    if records:
        raise ArchiveFault(f"Deleting {type(row).__name__} {row.pk} would delete records with it: {', '.join(records)}.")
    return collector


def _by_model(rows: Iterable[Model]) -> dict[type[Model], list[Any]]:
    found: dict[type[Model], list[Any]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row.pk)
    return found


def _forget_pointers(model: type[Model], keys: list[Any]) -> Counter[str]:
    """Revisions about them go; log entries keep their time and act, and lose the rest."""
    removed: Counter[str] = Counter()
    for rows in pointing_rows(model, keys):
        if rows.model._meta.label in LOGS:
            rows.update(label=_("former member"), data={})
        else:
            removed.update(rows.delete()[1])
    return removed


def _end_sessions(user_ids: list[Any]) -> int:
    wanted = {str(identifier) for identifier in user_ids}
    ended = [session for session in Session.objects.iterator() if session.get_decoded().get(SESSION_KEY) in wanted]
    for session in ended:
        session.delete()
    return len(ended)


def _clean(address: str, names: list[str]) -> dict[str, int]:
    """Take the address and the names out of every text. Returns rows changed, by kind."""
    pattern = _pattern(address, names)
    cleaned: dict[type[Model], set[Any]] = {}
    for column, rows in mentions([address, *names]):
        for row in rows:
            before = getattr(row, column.attname)
            if isinstance(column, EmailField):
                after = "" if before.casefold() == address else before
            else:
                after = _without(before, pattern, column, language=getattr(row, "language", ""))
            if after != before:
                _write(row, column, after)
                cleaned.setdefault(type(row), set()).add(row.pk)
    for model, keys in cleaned.items():
        rows_cleaned(model, keys)
    return {model._meta.label: len(keys) for model, keys in cleaned.items()}


def _pattern(address: str, names: list[str]) -> re.Pattern[str]:
    """Whole addresses and whole names: “susana@example.org” has “ana@example.org” in it and is somebody else's."""
    spelt = {spelling for name in names for spelling in (name, json.dumps(name)[1:-1])}
    whole = [rf"{_begins('w.+-')}{re.escape(address)}(?![\w-]|\.\w)"]
    whole += [rf"{_begins('w')}{re.escape(name)}(?!\w)" for name in sorted(spelt, key=len, reverse=True)]
    return re.compile("|".join(whole), re.IGNORECASE)


def _begins(letters: str) -> str:
    """None of these before it. In JSON kept inside of a text a line begins with the letter n, after a backslash."""
    return rf"(?:(?<![\{letters}])|(?<=\\[nrt])|(?<=\\u[0-9a-f]{{4}}))"


def _without(value: Any, pattern: re.Pattern[str], column: "Field[Any, Any]", *, language: str) -> Any:
    with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        mark = _("former member")
    cleaned = _replaced(value, pattern, mark)
    return cleaned if isinstance(column, JSONField) or column.max_length is None else cleaned[: column.max_length]


def _replaced(value: Any, pattern: re.Pattern[str], mark: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(mark, value)
    if isinstance(value, list):
        return [_replaced(item, pattern, mark) for item in value]
    if isinstance(value, dict):
        return {pattern.sub(mark, key): _replaced(item, pattern, mark) for key, item in value.items()}
    return value


def _write(row: Model, column: "Field[Any, Any]", value: Any) -> None:
    """Straight to the row: nobody publishes or logs this. What shows it counts as changed, so that caches and harvesters ask again."""
    type(row)._base_manager.filter(pk=row.pk).update(**{column.attname: value, **_touched(type(row))})
    for parent in row._meta.local_concrete_fields:
        if isinstance(parent, ParentalKey) and (touched := _touched(parent.related_model)):
            parent.related_model._base_manager.filter(pk=getattr(row, parent.attname)).update(**touched)


def _touched(model: type[Model]) -> dict[str, Any]:
    return {stamp.name: timezone.now() for stamp in model._meta.local_concrete_fields if isinstance(stamp, DateField) and stamp.auto_now}


def _burn_mail(address: str) -> int:
    """Messages kept as files because none are sent."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or "")
    if not getattr(settings, "EMAIL_FILE_PATH", None) or not folder.is_dir():
        return 0
    letters = [path for path in folder.iterdir() if path.is_file() and address.encode() in path.read_bytes().lower()]
    for letter in letters:
        letter.unlink()
    return len(letters)


def sweep(database: Path, *, patience: float = 20) -> bool:
    """SQLite keeps deleted words in its file until they are written over: write the file anew. False when somebody reads just now;
    then old pages wait for the next time, for nobody but who opens the file itself."""
    with closing(sqlite3.connect(database, timeout=patience, isolation_level=None)) as file:
        try:
            file.execute("VACUUM")
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.OperationalError:
            return False
    return True


def _digest(salt: str, address: str) -> str:
    return sha256(f"{salt} {address.strip().casefold()}".encode()).hexdigest()


def _remembered(path: Path) -> tuple[list[str], set[str]]:
    """Salts and digests: two lists that met in a restore have a salt each."""
    if not path.is_file():
        return [], set()
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [words[1] for words in lines if words[0] == "salt"], {words[1] for words in lines if words[0] != "salt"}
