import pytest

from cities.archive.bundles import Manifest, is_inside, new_bundle, open_bundle
from cities.archive.faults import ArchiveFault


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / "bundle.zip"
    with new_bundle(path) as writer:
        writer.add_lines("data/lines.txt", ["one", "zwei"])
        writer.close(Manifest("test", 1, rows={"lines": 2}))
    return path


def test_bundle_gives_back_what_was_put_in(bundle, tmp_path):
    with open_bundle(bundle, expected="test", version=1) as reader:
        reader.extract("data/lines.txt", tmp_path / "out" / "lines.txt")
        lines = list(reader.lines("data/lines.txt"))

    assert (lines, (tmp_path / "out" / "lines.txt").read_text(), reader.manifest.rows) == (["one\n", "zwei\n"], "one\nzwei\n", {"lines": 2})


def fail_in_the_middle(path):
    with new_bundle(path) as writer:
        writer.add_lines("a", ["one"])
        raise RuntimeError


def test_failure_in_the_middle_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError):
        fail_in_the_middle(tmp_path / "bundle.zip")

    assert list(tmp_path.iterdir()) == []


def test_full_disk_is_told_in_words(tmp_path):
    with pytest.raises(ArchiveFault, match="could not be written: No space left on device"), new_bundle(tmp_path / "bundle.zip"):
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("media/a.jpg", True),
        ("media/../a.jpg", False),
        ("/etc/passwd", False),
        ("..\\a", False),
        ("C:/a", False),
        ("", False),
        ("a\0b", False),
    ],
)
def test_only_plain_relative_names_are_inside(name, expected):
    assert is_inside(name) is expected
