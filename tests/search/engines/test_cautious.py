import pytest

from cities.search.engines import EngineFault, Frequencies
from cities.search.engines.cautious import CautiousVectors, CautiousWords


class Away:
    """A server that does not answer, whatever it is asked."""

    def __getattr__(self, name):
        def fail(*args, **kwargs):
            raise EngineFault(name)

        return fail


def test_readers_get_what_can_be_found_without_the_server():
    words = CautiousWords(Away())

    found = (
        words.search([], frequencies=Frequencies()),
        words.having_all([]),
        words.having([]),
        words.beginning([]),
        words.vocabulary(most=3),
    )

    assert found == ([], set(), set(), [], [])
    assert words.frequencies({"coop"}).known == {"coop"}
    assert (len(CautiousVectors(Away()).near(None)), CautiousVectors(Away()).lead(1)) == (0, None)


@pytest.mark.parametrize(
    "write",
    [
        lambda words: words.write([]),
        lambda words: words.forget([1]),
        lambda words: words.clear(),
        lambda words: words.settle(),
        lambda words: words.count(),
    ],
)
def test_what_is_written_is_not_lost_silently(write):
    with pytest.raises(EngineFault):
        write(CautiousWords(Away()))


@pytest.mark.parametrize(
    "write", [lambda vectors: vectors.note([1]), lambda vectors: vectors.forget([1]), lambda vectors: vectors.settle()]
)
def test_vectors_are_not_lost_silently(write):
    with pytest.raises(EngineFault):
        write(CautiousVectors(Away()))
