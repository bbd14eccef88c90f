"""A bundle: a zip file with a manifest that has the size and digest of every other file in it."""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import IO, Any

from cities.archive.faults import ArchiveFault

MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
# What is compressed already only costs time when packed again.
PACKED = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".pdf", ".zip", ".docx", ".xlsx", ".odt", ".mp4"})


def software_version() -> str:
    try:
        return metadata.version("cities")
    except metadata.PackageNotFoundError:  # run from a checkout that was not installed
        return "unknown"


@dataclass(frozen=True)
class Entry:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself. `rows` counts by table or model; `details` is for the kind of bundle."""

    format: str
    version: int
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    software: str = field(default_factory=software_version)
    rows: dict[str, int] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Entry] = field(default_factory=dict)


class BundleWriter:
    """Adds files one by one; the digests are taken on the way."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.files: dict[str, Entry] = {}

    def add_file(self, name: str, path: Path) -> None:
        kind = zipfile.ZIP_STORED if path.suffix.lower() in PACKED else zipfile.ZIP_DEFLATED
        info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
        info.compress_type = kind
        with path.open("rb") as source, self.archive.open(info, "w", force_zip64=True) as target:
            self.files[name] = _copy(source, target)

    def add_lines(self, name: str, lines: Iterable[str]) -> int:
        """Returns how many there were."""
        digest, size, count = sha256(), 0, 0
        with self.archive.open(name, "w", force_zip64=True) as target:
            for line in lines:
                written = f"{line}\n".encode()
                target.write(written)
                digest.update(written)
                size += len(written)
                count += 1
        self.files[name] = Entry(size, digest.hexdigest())
        return count

    def close(self, manifest: Manifest) -> None:
        text = json.dumps({**asdict(manifest), "files": {name: asdict(entry) for name, entry in self.files.items()}}, indent=1)
        self.archive.writestr(MANIFEST, text)


@contextmanager
def new_bundle(target: Path) -> Iterator[BundleWriter]:
    """Write beside `target` and put it there when all went well; what exists is never overwritten, what failed leaves nothing behind."""
    if target.exists():
        raise ArchiveFault(f"{target} exists already; give another name.")
    if not target.parent.is_dir():
        raise ArchiveFault(f"There is no folder {target.parent}.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        # It holds addresses and password digests: nobody else may read it, not even for a moment.
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            yield BundleWriter(archive)
        unfinished.replace(target)
    except OSError as error:
        raise ArchiveFault(f"{target} could not be written: {error.strerror or error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


class BundleReader:
    """Reads a bundle and believes nothing its manifest does not confirm."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive = archive
        self.manifest = manifest

    def names(self, folder: str) -> list[str]:
        return sorted(name for name in self.manifest.files if name.startswith(folder))

    def extract(self, name: str, target: Path) -> None:
        entry = self.manifest.files[name]
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.archive.open(name) as source, target.open("wb") as file:
            found = _copy(source, file, most=entry.size)
        if found != entry:
            raise ArchiveFault(f"{name} is damaged: it is not what was packed.")

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a file; a digest that does not fit is told after the last one, so take back what was done with them."""
        digest = sha256()
        with self.archive.open(name) as source:
            for line in source:
                digest.update(line)
                yield line.decode()
        if digest.hexdigest() != self.manifest.files[name].sha256:
            raise ArchiveFault(f"{name} is damaged: it is not what was packed.")


@contextmanager
def open_bundle(path: Path, *, expected: str, version: int) -> Iterator[BundleReader]:
    """Open a bundle of the format `expected`, not newer than `version`, whose list of files is that of its manifest."""
    if not path.is_file():
        raise ArchiveFault(f"There is no file {path}.")
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            _check(archive, manifest, expected=expected, version=version)
            yield BundleReader(archive, manifest)
    except (zipfile.BadZipFile, EOFError, UnicodeDecodeError) as error:
        raise ArchiveFault(f"{path} is damaged or was not made by CITIES: {error}.") from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        given = json.loads(archive.read(MANIFEST))
        return Manifest(**{**given, "files": {name: Entry(**entry) for name, entry in given["files"].items()}})
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ArchiveFault("The file has no manifest that CITIES can read.") from error


def _check(archive: zipfile.ZipFile, manifest: Manifest, *, expected: str, version: int) -> None:
    if manifest.format != expected:
        raise ArchiveFault(f"This is a file of the format {manifest.format}, not {expected}.")
    if manifest.version > version:
        raise ArchiveFault(f"It was made by a newer CITIES ({manifest.software}). Install that one first.")
    packed = set(archive.namelist()) - {MANIFEST}
    strange = sorted(packed ^ set(manifest.files))
    if strange:
        raise ArchiveFault(f"The file and its manifest do not agree about {', '.join(strange[:5])}.")
    outside = [name for name in packed if not is_inside(name)]
    if outside:
        raise ArchiveFault(f"{outside[0]} would be written outside the folder.")


def is_inside(name: str) -> bool:
    """A plain relative path, wherever it is unpacked."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name and ":" not in name


def _copy(source: IO[bytes], target: IO[bytes], *, most: int | None = None) -> Entry:
    digest, size = sha256(), 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if most is not None and size > most:
            raise ArchiveFault("A file in the archive is larger than its manifest says.")
        digest.update(chunk)
        target.write(chunk)
    return Entry(size, digest.hexdigest())
