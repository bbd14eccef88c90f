from datetime import timedelta

import pytest
from django.utils import timezone

from cities.commons.practices.models import Practice
from cities.search.actions import rebuild_index, rebuilding, send_unsent, store_vectors
from cities.search.content import record_id
from cities.search.engines import EngineFault, chosen_words
from cities.search.models import Entry, IndexedText, IndexState, Passage, Unsent, Vector
from cities.search.queries import matching_ids
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, TerritoryFactory
from tests.search.engines.opensearch.recorded import recorded_server, taken

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def _two_at_once(monkeypatch):
    monkeypatch.setattr(rebuilding, "AT_ONCE", 2)


def of_kinds(*kinds):
    return {kind: count for kind, count in rebuild_index().items() if kind in kinds}


def whole_index():
    """All that is in it, apart from numbers of rows."""
    texts = IndexedText.objects.values_list(
        "entry__record_id", "entry__kind", "entry__digest", "language", "title", "names", "summary", "state"
    )
    passages = Passage.objects.values_list("text__entry__record_id", "text__language", "group", "words", "digest")
    return sorted(texts), sorted(passages), sorted(chosen_words().vocabulary(most=10_000))


def killed_after(count):
    def progress(kind, done):
        if kind == "practice" and done >= count:
            raise Killed

    return progress


def test_rebuilt_index_equals_the_one_kept_all_along():
    food = ConceptFactory(code="food")
    PracticeFactory(texts={"fr": {"title": "Marché"}, "ko": {"title": "시장"}}, concepts=[food], published=True)
    ResourceFactory(published=True)
    OrganisationFactory(acronym="SEN", territories=[TerritoryFactory(code="sn")], published=True)
    rebuild_index()
    kept = whole_index()
    Entry.objects.all().delete()
    chosen_words().clear()

    counts = of_kinds("practice", "resource", "member")

    assert counts == {"practice": 1, "resource": 1, "member": 1}
    assert whole_index() == kept


def test_rebuilding_brings_in_topics_and_places():
    ConceptFactory(code="food", scheme__code="themes")
    ConceptFactory(code="partner", scheme__code="roles")
    TerritoryFactory(code="sn")
    TerritoryFactory(code="world")

    assert of_kinds("concept", "territory") == {"concept": 1, "territory": 1}
    assert sorted(Entry.objects.values_list("kind", flat=True)) == ["concept", "territory"]


def test_rebuilding_takes_out_what_is_not_public():
    PracticeFactory(texts={"en": {"title": "Hidden"}}, published=True)
    Practice.objects.update(live=False)

    assert rebuild_index()["practice"] == 0
    assert (Entry.objects.count(), set(chosen_words().frequencies({"hidden"}).known)) == (0, set())


def test_draft_never_enters():
    PracticeFactory(texts={"en": {"title": "Secret plan"}})

    assert rebuild_index()["practice"] == 0
    assert matching_ids("secret", kind="practice") == []


def test_record_published_meanwhile_stays(monkeypatch):
    PracticeFactory(published=True)
    late = []

    def publishing(record):
        if not late:
            late.append(PracticeFactory(published=True, texts={"en": {"title": "Latecomer"}}))
        return record_id(record)

    monkeypatch.setattr("cities.search.actions.rebuilding.record_id", publishing)
    rebuild_index()

    assert matching_ids("latecomer", kind="practice") == [late[0].pk]


def test_unchanged_records_are_not_written_again():
    PracticeFactory(published=True)
    before = list(Passage.objects.values_list("pk", flat=True))

    rebuild_index()

    assert list(Passage.objects.values_list("pk", flat=True)) == before


def test_from_scratch_writes_everything_again_and_keeps_vectors():
    PracticeFactory(texts={"en": {"title": "Word"}}, published=True)
    passage = Passage.objects.get()
    store_vectors([(passage.pk, b"1234")], encoder="some-1")
    chosen_words().clear()

    rebuild_index(from_scratch=True)

    assert Passage.objects.get().pk != passage.pk
    assert [bytes(vector.values) for vector in Vector.objects.all()] == [b"1234"]
    assert len(matching_ids("word", kind="practice")) == 1


def test_only_some_kinds_can_be_rebuilt():
    PracticeFactory(published=True)
    ResourceFactory(published=True)
    Entry.objects.all().delete()

    assert rebuild_index(only=["resource"]) == {"resource": 1}
    assert list(Entry.objects.values_list("kind", flat=True)) == ["resource"]


@pytest.mark.usefixtures("_two_at_once")
def test_progress_is_told_by_kind():
    for _ in range(3):
        PracticeFactory(published=True)
    told = []

    rebuild_index(progress=lambda kind, done: told.append((kind, done)), only=["practice"])

    assert told == [("practice", 2), ("practice", 3)]


@pytest.mark.usefixtures("_two_at_once")
def test_rebuild_that_is_killed_goes_on_where_it_was():
    for number in range(5):
        PracticeFactory(texts={"en": {"title": f"Shared word{number}"}}, published=True)
    kept = whole_index()
    Entry.objects.update(digest="old")

    with pytest.raises(Killed):
        rebuild_index(only=["practice"], progress=killed_after(2))
    written = Entry.objects.exclude(digest="old").count()
    found = len(matching_ids("shared", kind="practice"))
    told = []
    rebuild_index(only=["practice"], progress=lambda kind, done: told.append(done))

    assert (written, found) == (2, 5)
    assert told == [2, 3]
    assert whole_index() == kept
    assert IndexState.objects.count() == 0


@pytest.mark.usefixtures("_two_at_once")
def test_old_words_answer_until_a_records_turn_comes():
    for number in range(4):
        PracticeFactory(texts={"en": {"title": f"Old{number}", "summary": ""}}, published=True)
    for practice in Practice.objects.all():
        practice.texts.update(title=practice.texts.get().title.replace("Old", "New"))
    found = []

    def progress(kind, done):
        known = chosen_words().frequencies({f"{age}{number}" for age in ("old", "new") for number in range(4)}).known
        found.append((sum(word.startswith("old") for word in known), sum(word.startswith("new") for word in known)))

    rebuild_index(only=["practice"], progress=progress)

    assert found == [(2, 2), (0, 4)]


@pytest.mark.usefixtures("_two_at_once")
def test_rebuild_that_was_killed_long_ago_begins_anew():
    for _ in range(3):
        PracticeFactory(published=True)
    with pytest.raises(Killed):
        rebuild_index(only=["practice"], progress=killed_after(2))
    IndexState.objects.update(started_at=timezone.now() - rebuilding.RESUMED_WITHIN - timedelta(minutes=1))
    told = []

    rebuild_index(only=["practice"], progress=lambda kind, done: told.append(done))

    assert told == [2, 3]


def test_engine_that_lacks_texts_is_filled_from_the_start():
    PracticeFactory(texts={"en": {"title": "Shared"}}, published=True)
    chosen_words().clear()

    rebuild_index()

    assert len(matching_ids("shared", kind="practice")) == 1


def test_nothing_unsent_needs_no_server(settings):
    settings.SEARCH_URL = "http://127.0.0.1:1/commons"

    assert send_unsent() is True


def test_what_a_server_missed_stays_while_it_is_away(settings, caplog):
    settings.SEARCH_URL = "http://127.0.0.1:1/commons"
    Unsent.objects.create(index="texts", item=1)

    assert send_unsent() is False
    assert Unsent.objects.count() == 1
    assert "has not been told of all changes" in caplog.text


def test_what_a_server_missed_is_sent_when_it_is_back(settings):
    Unsent.objects.create(index="texts", item=1)

    with recorded_server() as server:
        settings.SEARCH_URL = server.url
        server.answer("POST /commons-texts/_bulk", taken)
        is_told = send_unsent()

    assert (is_told, Unsent.objects.count()) == (True, 0)


def test_publishing_goes_on_while_the_server_is_away(settings, django_capture_on_commit_callbacks):
    settings.SEARCH_URL = "http://127.0.0.1:1/commons"

    with django_capture_on_commit_callbacks(execute=True):
        practice = PracticeFactory(texts={"en": {"title": "Shared"}}, published=True)

    assert [str(one) for one in Unsent.objects.all()] == [f"texts {Entry.objects.get(record_id=practice.pk).texts.get().pk}"]


def test_rebuild_that_cannot_reach_the_server_says_so(settings):
    settings.SEARCH_URL = "http://127.0.0.1:1/commons"

    with pytest.raises(EngineFault):
        rebuild_index()
