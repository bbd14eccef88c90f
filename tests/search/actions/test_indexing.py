import numpy as np
import pytest
from django.db import connection

from cities.commons.practices.models import Practice
from cities.core.actions import publish_record, restore_record, save_draft, withdraw_record
from cities.search.actions import forget_record, forget_records, index_new_records, index_record, rebuild_index, store_vectors
from cities.search.actions.indexing import index_records
from cities.search.content import PRESUMED, is_indexed
from cities.search.engines import chosen_words
from cities.search.models import Entry, IndexedText, Passage, Vector
from cities.search.queries import Filter, Search, matching_ids, rank
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, SourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

WORDS = {"fr": {"title": "Le marché", "problem": "On mange mal."}, "en": {"title": "The market", "summary": "Food for all."}}


def rewritten(record, language, **words):
    write_text(record, language, words=words, state=TextState.HUMAN)
    return publish_record(record, by=None)


def with_vectors(record, *, encoder="some-1"):
    """Gives every passage of a record a vector of its own."""
    passages = Passage.objects.filter(text__entry__record_id=record.pk)
    store_vectors([(passage.pk, np.full(4, passage.pk, "<f2").tobytes()) for passage in passages], encoder=encoder)
    return {passage.words: np.full(4, passage.pk, "<f2").tobytes() for passage in passages}


def test_published_record_is_an_entry_with_a_text_in_each_of_its_languages():
    practice = PracticeFactory(texts=WORDS, published=True, started=2019)

    entry = Entry.objects.get()

    assert (entry.record_id, entry.kind, entry.original, entry.year) == (practice.pk, "practice", "fr", 2019)
    assert entry.facets["language"] == ["en", "fr"]
    assert list(entry.texts.order_by("language").values_list("language", "title", "folded_title", "state")) == [
        ("en", "The market", "the market", "human"),
        ("fr", "Le marché", "le marche", "original"),
    ]


def test_text_is_cut_into_passages_by_field():
    PracticeFactory(texts={"fr": {"title": "Le marché", "summary": "Pour tous.", "problem": "On mange mal."}}, published=True)

    assert list(Passage.objects.values_list("group", "words")) == [("title", "Le marché\nPour tous."), ("problem", "On mange mal.")]


def test_entry_can_be_narrowed_by_concepts_places_and_all_that_is_wider():
    food = ConceptFactory(code="food", scheme__code="themes")
    farming = ConceptFactory(code="farming", scheme__code="themes", broader=food)
    senegal = TerritoryFactory(code="sn", kind="country")
    dakar = TerritoryFactory(code="sn-dakar", parent=senegal)
    PracticeFactory(concepts=[farming], territories=[dakar], published=True)

    facets = Entry.objects.get().facets

    assert (facets["concept"], facets["concept_in"]) == (["themes:farming"], ["themes:farming", "themes:food"])
    assert facets["place"] == ["sn", "sn-dakar"]


@pytest.fixture
def vocabulary():
    """Themes tell what a record is about, kinds of organisations do not."""
    names = {
        "themes:commons": {"en": "Commons", "fr": "Communs"},
        "themes:food": {"en": "Food", "fr": "Alimentation"},
        "organisation-kinds:association": {"en": "Association", "fr": "Association"},
    }
    TerritoryFactory(code="sn", names={"fr": "Sénégal"})
    parts = {key: key.split(":") for key in names}
    return {key: ConceptFactory(code=code, scheme__code=scheme, labels=names[key]) for key, (scheme, code) in parts.items()}


def presumed(record):
    return Entry.objects.get(record_id=record.pk).facets.get(PRESUMED)


def test_what_nobody_has_catalogued_is_about_what_its_titles_and_summaries_name(vocabulary):
    told = {
        "fr": {"title": "Les communs au Sénégal", "problem": "Alimentation."},
        "en": {"title": "Dakar", "summary": "Run by an association."},
    }

    practice = PracticeFactory(texts=told, published=True)

    assert presumed(practice) == ["organisation-kinds:association", "themes:commons"]


def test_labels_are_looked_for_in_the_language_of_the_text(vocabulary):
    assert presumed(PracticeFactory(texts={"en": {"title": "Communs"}}, published=True)) == []


def test_what_is_catalogued_is_about_what_was_said_of_it(vocabulary):
    practice = PracticeFactory(texts={"en": {"title": "Commons"}}, concepts=[vocabulary["themes:food"]], published=True)

    assert presumed(practice) is None


def test_kind_of_a_resource_does_not_say_what_it_is_about(vocabulary):
    resource = ResourceFactory(texts={"en": {"title": "Commons"}}, published=True)

    assert resource.kind.key.startswith("deliverable-types:")
    assert presumed(resource) == ["themes:commons"]


def test_kind_of_an_organisation_does_not_say_what_it_is_about(vocabulary):
    kind = vocabulary["organisation-kinds:association"]

    assert presumed(PracticeFactory(texts={"en": {"title": "Commons"}}, concepts=[kind], published=True)) == ["themes:commons"]


def test_presumed_concepts_rank_and_do_not_narrow(vocabulary, settings):
    settings.ENCODER_URL = "none://"
    practice = PracticeFactory(texts={"en": {"title": "Commons in Naples"}}, published=True)

    found = rank(Search("communs", reader="fr", filters=(Filter("kind", "kind", ("practice",)),)))
    narrowed = rank(Search("communs", reader="fr", filters=(Filter("theme", "concept_in", ("themes:commons",)),)))

    assert [(one.line.pk, one.line.concepts, one.subjects) for one in found.ranked] == [(practice.pk, (), ("themes:commons",))]
    assert (narrowed.total, found.counts("concept", chosen_as=())) == (0, {})


def test_new_label_is_heeded_when_the_index_is_renewed(vocabulary):
    practice = PracticeFactory(texts={"en": {"title": "Repair cafés"}}, published=True)
    text = vocabulary["themes:commons"].texts.get(language="en")
    text.alternatives = "Repair cafés"
    text.save()

    rebuild_index()

    assert presumed(practice) == ["themes:commons"]


def test_record_is_found_by_its_concepts_and_places_in_each_language():
    dakar = TerritoryFactory(code="kr-jeonju", names={"en": "Jeonju", "ko": "전주"})
    practice = PracticeFactory(texts={"ko": {"title": "시장"}, "en": {"title": "Market"}}, territories=[dakar], published=True)

    assert matching_ids("전주 시장", kind="practice") == matching_ids("jeonju market", kind="practice") == [practice.pk]


@pytest.mark.parametrize("factory", [PracticeFactory, ResourceFactory, OrganisationFactory])
def test_draft_is_not_in_the_index_even_when_asked(factory):
    index_record(factory())

    assert not Entry.objects.filter(kind__in=("practice", "resource", "member")).exists()


def test_draft_of_a_public_record_leaves_the_index_as_it_was():
    practice = PracticeFactory(texts={"en": {"title": "Public"}}, published=True)
    write_text(practice, "en", words={"title": "Secretive"}, state=TextState.ORIGINAL)
    save_draft(practice, by=None)
    index_record(practice)

    assert matching_ids("secretive", kind="practice") == []
    assert matching_ids("public", kind="practice") == [practice.pk]


def test_withdrawn_record_is_gone_at_once_and_back_when_restored():
    practice = PracticeFactory(texts={"en": {"title": "Zanzibar"}}, published=True)

    withdraw_record(practice, reason="Asked for.", by=None)
    gone = (matching_ids("zanzibar", kind="practice"), set(chosen_words().frequencies({"zanzibar"}).known), Passage.objects.count())
    restore_record(practice, by=None)

    assert gone == ([], set(), 0)
    assert matching_ids("zanzibar", kind="practice") == [practice.pk]


def test_words_that_were_replaced_are_found_no_more():
    practice = PracticeFactory(texts={"en": {"title": "Oldname"}}, published=True)

    rewritten(practice, "en", title="Newname")

    assert (matching_ids("oldname", kind="practice"), matching_ids("newname", kind="practice")) == ([], [practice.pk])
    assert Entry.objects.count() == 1


def test_record_that_did_not_change_is_not_written_again():
    practice = PracticeFactory(texts=WORDS, published=True)
    before = list(Passage.objects.values_list("pk", flat=True))

    assert index_records([practice]) == 0
    index_record(practice)

    assert list(Passage.objects.values_list("pk", flat=True)) == before


def test_only_records_that_changed_are_written():
    same, changed = (PracticeFactory(texts={"en": {"title": title}}, published=True) for title in ("Same", "Before"))
    entry = Entry.objects.get(record_id=same.pk)
    changed.texts.update(title="After")

    assert index_records(list(Practice.objects.order_by("code"))) == 1

    assert Entry.objects.get(record_id=same.pk).pk == entry.pk
    assert matching_ids("after", kind="practice") == [changed.pk]


def test_another_name_of_a_concept_is_a_change():
    concept = ConceptFactory(code="food", labels={"en": "Food"})
    practice = PracticeFactory(concepts=[concept], published=True)
    concept.texts.update(label="Nourishment")

    assert index_records(list(Practice.objects.all())) == 1
    assert matching_ids("nourishment", kind="practice") == [practice.pk]


def test_vectors_are_kept_for_words_that_did_not_change():
    practice = PracticeFactory(texts=WORDS, published=True)
    known = with_vectors(practice)

    rewritten(practice, "en", title="Another market")

    told = {vector.passage.words: bytes(vector.values) for vector in Vector.objects.select_related("passage")}
    assert told == {words: vector for words, vector in known.items() if words != "The market\nFood for all."}
    assert Passage.objects.filter(vectors=None).count() == 1


def test_vectors_of_every_encoder_are_kept():
    practice = PracticeFactory(texts={"en": {"title": "Same", "problem": "Other"}}, published=True)
    for encoder in ("some-1", "other-2"):
        with_vectors(practice, encoder=encoder)

    rewritten(practice, "en", problem="Changed")

    assert sorted(Vector.objects.values_list("encoder", "passage__group")) == [("other-2", "title"), ("some-1", "title")]


def test_same_words_in_another_language_are_not_the_same_meaning():
    practice = PracticeFactory(texts={"en": {"title": "Transport", "summary": ""}}, published=True)
    with_vectors(practice)

    rewritten(practice, "fr", title="Transport")

    assert list(Vector.objects.values_list("passage__text__language", flat=True)) == ["en"]


def test_forgotten_records_leave_nothing_behind():
    first, second, third = (PracticeFactory(texts={"en": {"title": f"Word{number}"}}, published=True) for number in range(3))
    for practice in (first, second, third):
        with_vectors(practice)

    forget_record(first.pk)
    forget_records([second.pk])

    assert list(Entry.objects.values_list("record_id", flat=True)) == [third.pk]
    assert [model.objects.count() for model in (IndexedText, Passage, Vector)] == [1, 1, 1]
    assert set(chosen_words().frequencies({"word0", "word1", "word2"}).known) == {"word2"}


def test_forgetting_what_was_never_there_is_no_fault(django_assert_num_queries):
    with django_assert_num_queries(1):
        forget_records([PracticeFactory.build().pk])


@pytest.mark.parametrize("count", [1, 3])
def test_many_new_records_cost_the_same_queries_as_one(count, django_assert_num_queries):
    for _ in range(count):
        PracticeFactory(published=True)
    forget_records(Practice.objects.values_list("pk", flat=True))
    practices = list(Practice.objects.all())

    # Read in seven, asked for names of concepts in one, written in four; PostgreSQL counts tokens before and after, and whether it is
    # time to sum.
    with django_assert_num_queries({"sqlite": 12, "postgresql": 15}[connection.vendor]):
        index_new_records(practices)

    assert Entry.objects.count() == count


def test_index_of_new_records_is_the_index_of_each():
    practices = [PracticeFactory(texts=WORDS, published=True) for _ in range(3)]
    kept = sorted(Entry.objects.values_list("record_id", "digest"))
    forget_records([practice.pk for practice in practices])

    index_new_records(Practice.objects.all())

    assert sorted(Entry.objects.values_list("record_id", "digest")) == kept
    assert len(matching_ids("market food", kind="practice")) == 3


def test_only_kinds_that_said_how_are_indexed():
    assert (is_indexed(PracticeFactory()), is_indexed(ConceptFactory()), is_indexed(SourceFactory())) == (True, True, False)


def test_acronym_is_a_name_in_every_language():
    OrganisationFactory(acronym="RÉNAPESS", texts={"fr": {"name": "Réseau"}, "en": {"name": "Network"}}, published=True)

    assert list(IndexedText.objects.values_list("names", flat=True)) == ["renapess", "renapess"]
