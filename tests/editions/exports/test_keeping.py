import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from cities.editions.exports.keeping import archive, kept


def test_a_file_is_made_once(tmp_path):
    path = tmp_path / "deep" / "file.zip"

    assert [kept(path, lambda: b"one"), kept(path, lambda: b"two")] == [b"one", b"one"]
    assert [each.name for each in path.parent.iterdir()] == ["file.zip"]


def test_those_who_make_the_same_file_at_once_do_not_hinder_each_other(tmp_path):
    data = b"x" * 2_000_000
    made = []
    for number in range(10):
        together = Barrier(8)

        def make(together=together):
            together.wait()
            return data

        with ThreadPoolExecutor(8) as readers:
            made += readers.map(lambda _: kept(tmp_path / f"{number}.pdf", make), range(8))  # noqa: B023 -- used up at once

    assert set(made) == {data}
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {data}
    assert len(list(tmp_path.iterdir())) == 10


def test_an_archive_is_the_same_every_time_and_does_not_press_what_is_pressed():
    parts = [("mimetype", b"application/epub+zip"), ("a.jpg", b"x" * 99), ("b.html", b"y" * 99)]

    data = archive(parts)

    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert archive(parts) == data
    assert [(entry.filename, entry.compress_type) for entry in entries] == [("mimetype", 0), ("a.jpg", 0), ("b.html", 8)]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert data[30:58] == b"mimetypeapplication/epub+zip"
