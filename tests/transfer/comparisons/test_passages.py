import pytest

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.core.actions import publish_record, withdraw_record
from cities.search.models import Entry
from cities.search.queries import Search, rank
from cities.transfer.comparisons.actions import (
    choose_subjects,
    fill_cells,
    leave_out,
    publish,
    share,
    stop_sharing,
    take_back,
    translate_cell,
    write_words,
)
from cities.transfer.comparisons.models import Comparison
from cities.transfer.comparisons.passages import content, indexed_comparisons
from cities.translation.actions import write_text
from tests.factories import ComparisonFactory, ConceptFactory, PracticeFactory, TerritoryFactory, TransferFactory


def found(words):
    return {one.line.pk for one in rank(Search(f'"{words}"', reader="en")).ranked}


@pytest.fixture
def shown(bench):
    """Published, with a cell of a person in English and French."""
    write_words(bench.comparison, "en", {"title": "Commons beside commons", "introduction": "Who decides, and how."}, by=None)
    write_words(bench.comparison, "fr", {"title": "Des communs côte à côte", "introduction": "Qui décide, et comment."}, by=None)
    fill_cells(bench.subjects[0], [Change("remark", Said("Neighbours vote."))], by=None, language="en")
    translate_cell(bench.subjects[0], "remark", language="fr", words="Le voisinage vote.", by=None)
    publish(bench.comparison, by=None)
    return bench


def test_a_comparison_is_found_by_its_words_cells_and_what_is_compared(shown):
    told = content(Comparison.objects.get(pk=shown.comparison.pk))

    english, french = sorted(told.texts, key=lambda text: text.language)
    assert (english.title, english.summary, english.fields) == (
        "Commons beside commons",
        "Who decides, and how.",
        {"cells": "Neighbours vote."},
    )
    assert french.fields == {"cells": "Le voisinage vote."}
    assert set(english.also) == {"Lanes", "Gardens"}
    # Since, of the lanes, from the record; the remark: two of twelve cells are known.
    assert (told.original, told.year, told.worth) == ("en", shown.comparison.published_at.year, 0.17)


def test_its_topics_are_those_of_at_least_half_and_its_places_all(shown):
    shared, alone = ConceptFactory(code="shared"), ConceptFactory(code="alone")
    dakar, seoul = TerritoryFactory(code="sn-dakar"), TerritoryFactory(code="kr-seoul")
    shown.lanes.concepts.set([shared, alone])
    shown.lanes.territories.set([dakar])
    shown.gardens.concepts.set([shared])
    shown.gardens.territories.set([seoul])
    for practice in (shown.lanes, shown.gardens):
        practice.save()

    facets = content(Comparison.objects.get(pk=shown.comparison.pk)).facets

    assert facets["concept"] == ("themes:shared",)
    assert set(facets["place"]) == {"sn-dakar", "kr-seoul"}


def test_transfers_and_territories_are_compared_too(bench):
    topic, place = ConceptFactory(code="commons"), TerritoryFactory(code="sn-dakar", names={"en": "Dakar"})
    bench.lanes.concepts.add(topic)
    bench.lanes.save()
    transfer = TransferFactory(published=True, practices=[bench.lanes], territories=[place])
    of_transfers = ComparisonFactory(version=bench.version, kind="transfer", published=True, subjects=[transfer])
    of_places = ComparisonFactory(version=bench.version, kind="territory", published=True, subjects=[place])

    facets = [content(Comparison.objects.get(pk=one.pk)).facets for one in (of_transfers, of_places)]

    assert [(told["concept"], told["place"]) for told in facets] == [(("themes:commons",), ("sn-dakar",)), ((), ("sn-dakar",))]


def test_only_published_ones_are_listed_and_nothing_of_left_out_or_withdrawn_records(shown):
    ComparisonFactory(version=shown.version, subjects=[shown.lanes])
    leave_out(shown.subjects[1], by=None)

    (listed,) = indexed_comparisons()

    assert listed == shown.comparison
    assert content(listed).texts[0].also == ("Lanes",)


def test_words_cells_and_subjects_of_a_public_one_are_found_as_they_change(shown):
    key = shown.comparison.pk
    third = PracticeFactory(code="zqthird", published=True)

    assert key in found("commons beside commons")
    write_words(shown.comparison, "en", {"title": "Zqrenamed", "introduction": ""}, by=None)
    assert (found("zqrenamed"), found("commons beside commons")) == ({key}, set())
    fill_cells(shown.subjects[1], [Change("remark", Said("Zqremark"))], by=None, language="en")
    assert found("zqremark") == {key}
    choose_subjects(shown.comparison, [third.pk], by=None)
    assert found("zqthird") == {key, third.pk}
    leave_out(shown.comparison.subjects.get(practice=third), by=None)
    assert found("zqthird") == {third.pk}


def test_a_comparison_taken_back_is_found_by_nobody_at_once(shown):
    take_back(shown.comparison, by=None)

    assert found("commons beside commons") == set()


def test_neither_drafts_nor_shared_ones_are_found(bench):
    write_words(bench.comparison, "en", {"title": "Zqdraft", "introduction": ""}, by=None)
    assert found("zqdraft") == set()
    share(bench.comparison, by=None)
    fill_cells(bench.subjects[0], [Change("remark", Said("Zqcell"))], by=None, language="en")
    assert found("zqdraft") | found("zqcell") == set()
    stop_sharing(bench.comparison, by=None)

    publish(bench.comparison, by=None)

    assert found("zqdraft") & found("zqcell") == {bench.comparison.pk}


def test_a_withdrawn_practice_takes_its_words_along_and_a_renamed_one_changes_them(shown):
    write_text(shown.lanes, "en", state="original", words={"title": "Zqlanes"})
    publish_record(shown.lanes, by=None)
    assert found("zqlanes") == {shown.lanes.pk, shown.comparison.pk}

    withdraw_record(shown.lanes, reason="gone", by=None)

    assert found("zqlanes") | found("neighbours vote") == set()


def test_a_comparison_of_transfers_follows_the_topics_of_their_practices(bench):
    food = ConceptFactory(code="food")
    transfer = TransferFactory(published=True, practices=[bench.lanes])
    comparison = ComparisonFactory(version=bench.version, kind="transfer", published=True, subjects=[transfer])

    bench.lanes.concepts.add(food)
    publish_record(bench.lanes, by=None)
    with_topic = Entry.objects.get(record_id=comparison.pk).facets["concept"]
    withdraw_record(bench.lanes, reason="Asked for.", by=None)

    assert (with_topic, Entry.objects.get(record_id=comparison.pk).facets["concept"]) == ([food.key], [])
