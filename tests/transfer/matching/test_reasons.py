import pytest
from django.utils import translation

from cities.transfer.matching.reasons import ABOUT, FEWEST, MOST, Reason, _sentences, enough, told_reason


class Names:
    language = "fr"

    def concept(self, key):
        return {"themes:microcredit": "Microcrédit"}[key]

    def place(self, code):
        return code.upper()

    def record(self, identifier):
        return "KOFIP"


ABOUT_IT = Reason("same", {"concept": "themes:microcredit"})


def test_one_reason_is_not_enough():
    assert enough([ABOUT_IT]) == ()
    assert len(enough([ABOUT_IT, Reason("results")])) == FEWEST


def test_reasons_that_do_not_say_what_it_is_about_are_not_enough():
    assert enough([Reason("results"), Reason("size"), Reason("country")]) == ()


def test_at_most_four_are_told_two_of_them_about_the_subject():
    told = enough([ABOUT_IT, Reason("topic"), Reason("words"), Reason("results"), Reason("size"), Reason("country")])

    assert [reason.code for reason in told] == ["same", "topic", "results", "size"]
    assert len(told) == MOST


def test_reason_comes_back_from_what_is_stored():
    assert Reason.from_data(ABOUT_IT.as_data()) == ABOUT_IT


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (ABOUT_IT, "It is about what you named: Microcrédit."),
        (Reason("meaning", {"language": "ko"}), "What it tells is close to your sentence (written in coréen)."),
        (Reason("adopted", {"count": 1}), "It has been taken up elsewhere once."),
        (Reason("adopted", {"count": 3}), "It has been taken up elsewhere 3 times."),
        (Reason("room", {"count": 2}), "There is room for 2 at a time."),
        (Reason("actor", {"actor": "public"}), "The kind of actor is yours: public body."),
        (Reason("territory", {"kind": "city"}), "It was done in a territory like yours: city."),
        (Reason("law", {"law": "common"}), "The law there stands in the same tradition: common law."),
        (Reason("reachable", {"record": "1"}), "Somebody answers questions about it: KOFIP."),
        (Reason("region", {"place": "africa"}), "It is in your part of the world: AFRICA."),
        (Reason("running", {"year": 2010}), "It has been running since 2010."),
        (Reason("noted", {"words": "Ask them: 100 % worth it."}), "Ask them: 100 % worth it."),
    ],
)
def test_reasons_are_plain_sentences(reason, told):
    with translation.override("en"):
        assert told_reason(reason, Names()) == told


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_reason_is_told_in_the_reader_s_language(language):
    with translation.override("en"):
        english = _sentences(2)
    with translation.override(language):
        translated = _sentences(2)

    assert [code for code in english if english[code] == translated[code] and code != "noted"] == []
    assert set(ABOUT) <= set(english)
