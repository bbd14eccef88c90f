import numpy as np
import pytest

from cities.search.engines import matrix
from cities.search.engines.matrix import Matrix, Rows, as_bits, opened, rows_of, save

RANDOM = np.random.default_rng(7)
NEUTRAL = np.array([[0.0, 1.0], [0.0, 1.0]], np.float32)


def unit(count: int, size: int = 384) -> np.ndarray:
    vectors = RANDOM.normal(size=(count, size)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def rows_with(vectors: np.ndarray, *, start: int = 0, languages: np.ndarray | None = None) -> Rows:
    numbers = np.arange(start, start + len(vectors), dtype=np.int64)
    return rows_of(
        passages=numbers,
        entries=numbers // 2,
        languages=np.zeros(len(vectors), np.int16) if languages is None else languages,
        leads=numbers % 2 == 0,
        vectors=vectors,
    )


def test_row_itself_is_the_nearest_and_its_nearness_is_kept_to_a_hundredth():
    vectors = unit(200)

    found = Matrix([rows_with(vectors)]).nearest(vectors[42], standing=NEUTRAL, allowed=None, most=5)

    assert (found.passages[0], found.entries[0], found.leads[0]) == (42, 21, True)
    expected = np.sort(vectors @ vectors[42])[::-1][:5]
    assert found.z.tolist() == pytest.approx(expected.tolist(), abs=0.01)


def test_bits_lead_to_the_nearest_of_many():
    vectors = unit(15_000)
    asked = vectors[7] + 0.5 * unit(1)[0]
    asked /= np.linalg.norm(asked)

    found = Matrix([rows_with(vectors)]).nearest(asked, standing=NEUTRAL, allowed=None, most=10)

    exact = set(np.argsort(-(vectors @ asked))[:10].tolist())
    assert found.passages[0] == 7
    assert len(exact & set(found.passages.tolist())) >= 8


def test_segments_are_asked_as_one():
    vectors = unit(40)

    whole = Matrix([rows_with(vectors)]).nearest(vectors[3], standing=NEUTRAL, allowed=None, most=6)
    parted = Matrix([rows_with(vectors[:25]), rows_with(vectors[25:], start=25)])
    found = parted.nearest(vectors[3], standing=NEUTRAL, allowed=None, most=6)

    assert found.passages.tolist() == whole.passages.tolist()
    assert len(parted) == 40


def test_only_allowed_entries_are_found_and_none_beyond_the_table():
    vectors = unit(20)
    allowed = np.zeros(5, np.bool_)
    allowed[4] = True

    found = Matrix([rows_with(vectors)]).nearest(vectors[0], standing=NEUTRAL, allowed=allowed, most=50)

    assert sorted(found.passages.tolist()) == [8, 9]


def test_standing_of_a_language_decides_between_equals():
    vectors = np.repeat(unit(1), 2, axis=0)
    rows = rows_with(vectors, languages=np.array([0, 1], np.int16))
    standing = np.array([[0.8, 0.1], [0.2, 0.1]], np.float32)

    found = Matrix([rows]).nearest(vectors[0], standing=standing, allowed=None, most=2)

    assert found.languages.tolist() == [1, 0]
    assert found.z.tolist() == pytest.approx([8.0, 2.0], abs=0.1)


@pytest.mark.parametrize("rows", [[], [rows_with(np.zeros((0, 0), np.float32))]])
def test_empty_matrix_finds_nothing(rows):
    assert Matrix(rows).nearest(unit(1)[0], standing=NEUTRAL, allowed=None, most=5).passages.tolist() == []


def test_vector_of_zeros_harms_nothing():
    found = Matrix([rows_with(np.zeros((1, 384), np.float32))]).nearest(unit(1)[0], standing=NEUTRAL, allowed=None, most=5)

    assert found.z.tolist() == [0.0]


@pytest.mark.parametrize(("size", "words"), [(4, 1), (64, 1), (65, 2), (384, 6), (512, 8)])
def test_bits_fill_whole_words(size, words):
    assert as_bits(unit(3, size)).shape == (3, words)


def test_files_are_read_as_they_were_written_and_shared(tmp_path):
    rows = rows_with(unit(10))

    save(rows, tmp_path / "some", last=77)
    read, last = opened(tmp_path / "some")

    assert last == 77
    assert all(np.array_equal(getattr(read, part), getattr(rows, part)) for part in matrix.PARTS)
    assert isinstance(read.values.base, np.memmap)


def test_files_are_not_written_over(tmp_path):
    save(rows_with(unit(1)), tmp_path / "some", last=1)

    with pytest.raises(FileExistsError):
        save(rows_with(unit(1)), tmp_path / "some", last=2)
