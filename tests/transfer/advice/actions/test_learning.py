from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.transfer.advice.actions import begin_practice_from, begin_resource_from
from tests.factories import EngagementFactory, OutputFactory


def test_practice_is_a_draft_of_the_organisation(bench):
    engagement = EngagementFactory(parts={bench.dakar: "asking"})

    practice = begin_practice_from(engagement, organisation=bench.dakar, title="Prêter", language="fr", by=bench.awa)

    kept = Practice.objects.get()
    assert (kept.live, kept.brought_by, str(kept), kept.original_text.language) == (False, bench.dakar, "Prêter", "fr")
    assert (engagement.learnt.get().practice, practice.grew_out_of.engagement) == (practice, engagement)


def test_resource_is_a_draft_with_what_was_made(bench):
    engagement = EngagementFactory(parts={bench.dakar: "asking", bench.montreal: "advising"})
    OutputFactory(engagement=engagement, title="Guide", url="https://example.org/guide")
    OutputFactory(engagement=engagement, title="Notes", url="https://example.org/notes", is_told=False)

    resource = begin_resource_from(engagement, title="Prêter", kind="deliverable-types:report", language="fr", by=bench.awa)
    again = begin_resource_from(engagement, title="Prêter", kind="deliverable-types:report", language="fr", by=bench.awa)

    kept = Resource.objects.get(pk=resource.pk)
    assert (kept.live, kept.code, {publisher.code for publisher in kept.publishers.all()}) == (False, "preter", {"dakar", "montreal"})
    assert [file.url for file in kept.files.all()] == ["https://example.org/guide"]
    assert (resource.grew_out_of.engagement, again.code.startswith("preter-")) == (engagement, True)
