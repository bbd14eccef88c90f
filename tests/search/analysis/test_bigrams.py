import pytest

from cities.search.analysis.bigrams import PARTICLES, RUN, is_hangul, pairs, without_particle


@pytest.mark.parametrize(
    ("run", "found"), [("협동조합", ["협동", "동조", "조합"]), ("시장", ["시장"]), ("집", ["집"]), ("コーヒー", ["コー", "ーヒ", "ヒー"])]
)
def test_pairs_overlap(run, found):
    assert pairs(run) == found


def test_runs_end_where_the_script_changes():
    assert RUN.findall("SSE조례 東京のカフェ 2030") == ["조례", "東京", "のカフェ"]


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("협동조합을", "협동조합"),
        ("협동조합으로", "협동조합"),
        ("협동조합에서의", "협동조합"),
        ("시장은", "시장"),
        ("시장", "시장"),
        ("전주에서", "전주"),
        ("주민들의", "주민"),
        # Too little would be left: these endings belong to the word.
        ("아이", "아이"),
        ("회의", "회의"),
        ("나이", "나이"),
    ],
)
def test_particle_goes_and_a_noun_of_two_syllables_stays(word, noun):
    assert without_particle(word) == noun


def test_longer_particles_are_tried_first():
    assert [len(particle) for particle in PARTICLES] == sorted((len(particle) for particle in PARTICLES), reverse=True)


def test_only_korean_takes_particles():
    assert [is_hangul(run) for run in ("조합", "市場", "カフェ", "の")] == [True, False, False, False]
