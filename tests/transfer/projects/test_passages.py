from cities.core.actions import publish_record, withdraw_record
from cities.search.models import Entry
from cities.transfer.projects.models import Adaptation, AdaptationText, Step, StepText, Transfer
from cities.transfer.projects.passages import content, indexed_transfers
from tests.factories import ConceptFactory, JournalEntryFactory, PracticeFactory, TransferFactory


def told(model, text, **facts):
    row = model(**{name: value for name, value in facts.items() if not isinstance(value, dict)})
    row.texts.set([text(language=language, state="original", **words) for language, words in facts.items() if isinstance(words, dict)])
    return row


def test_transfer_is_found_by_what_is_told_of_it(table):
    table.practice.concepts.add(ConceptFactory(code="commons", labels={"en": "Commons"}))
    table.practice.save()
    transfer = TransferFactory(
        published=True,
        practices=[table.practice],
        territories=[table.dakar],
        texts={"en": {"title": "Lanes", "lessons": "Ask first."}},
        adaptations=[told(Adaptation, AdaptationText, dimension="legal", en={"became": "A contract", "reason": "The law"})],
        steps=[told(Step, StepText, happened="2018-02", en={"sentence": "A visit"})],
    )

    found = content(Transfer.objects.get(pk=transfer.pk))

    (text,) = found.texts
    assert text.fields == {"lessons": "Ask first.", "adaptations": "A contract The law", "steps": "A visit"}
    assert set(text.also) >= {"Commons", "Dakar"}
    assert (found.year, found.facets["status"], found.facets["concept"]) == (2018, ("understand",), ("themes:commons",))


def test_only_what_is_public_enters_and_never_the_journal(table, django_assert_num_queries):
    shown = TransferFactory(published=True)
    JournalEntryFactory(transfer=shown, words="zqsecret")

    found = list(indexed_transfers())

    assert found == [shown]
    assert "zqsecret" not in str(content(found[0]))


def topics_of(record):
    return Entry.objects.get(record_id=record.pk).facets["concept"]


def test_transfer_follows_the_topics_of_its_practices(db):
    food = ConceptFactory(code="food")
    practice = PracticeFactory(published=True)
    transfer = TransferFactory(published=True, practices=[practice])

    practice.concepts.add(food)
    publish_record(practice, by=None)
    with_topic = topics_of(transfer)
    withdraw_record(practice, reason="Asked for.", by=None)

    assert (with_topic, topics_of(transfer)) == ([food.key], [])
