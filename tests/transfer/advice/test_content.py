from cities.transfer.advice.content import engagement_digest
from cities.transfer.advice.models import Engagement
from tests.factories import EngagementFactory, OutputFactory, ParticipationFactory, PlannedStepFactory


def digest(engagement):
    return engagement_digest(Engagement.objects.get(pk=engagement.pk))


def test_same_content_is_the_same_whatever_is_worked(bench):
    engagement = EngagementFactory(parts={bench.dakar: "asking"})
    before = digest(engagement)

    PlannedStepFactory(engagement=engagement)
    OutputFactory(engagement=engagement, is_told=False)

    assert digest(engagement) == before


def test_a_word_an_output_or_an_organisation_makes_another(bench):
    engagement = EngagementFactory(parts={bench.dakar: "asking"})
    found = [digest(engagement)]

    engagement.texts.update(title="Another")
    found.append(digest(engagement))
    OutputFactory(engagement=engagement)
    found.append(digest(engagement))
    ParticipationFactory(engagement=engagement, organisation=bench.montreal)
    found.append(digest(engagement))

    assert len(set(found)) == 4
