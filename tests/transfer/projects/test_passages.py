from cities.transfer.projects.models import Adaptation, AdaptationText, Step, StepText, Transfer
from cities.transfer.projects.passages import content, indexed_transfers
from tests.factories import ConceptFactory, JournalEntryFactory, TransferFactory


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
