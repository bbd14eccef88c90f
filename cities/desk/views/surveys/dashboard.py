"""How a campaign stands: who has answered, who is missing, what is being said."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.desk.forms.surveys import ExtendForm
from cities.gather.surveys.models import Stage
from cities.gather.surveys.queries import Coverage, missing_rows, newest_answers, progress

from .base import SurveyScreen

MOST_MISSING = 200


@dataclass(frozen=True)
class Step:
    """One step on the way from being asked to having answered."""

    label: str
    count: int
    of: int


def steps(coverage: Coverage) -> list[Step]:
    counted = (
        (_("Respondents"), coverage.everybody),
        (_("Asked"), coverage.asked),
        (_("Opened"), coverage.opened),
        (_("Started"), coverage.started),
        (_("Submitted"), coverage.submitted),
    )
    return [Step(label, count, coverage.everybody) for label, count in counted]


class DashboardView(SurveyScreen):
    template_name = "desk/surveys/dashboard.html"
    page_title = gettext_lazy("Overview")
    screen = "dashboard"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = progress(self.campaign, names=self.names, is_sample=self.is_sample)
        missing = missing_rows(self.campaign, names=self.names)
        stage = self.request.GET.get("stage", "")
        shown = [row for row in missing if not stage or row.stage == stage]
        counted = {each: sum(1 for row in missing if row.stage == each) for each in Stage.values}
        return {
            **super().get_context_data(**kwargs),
            "progress": found,
            "steps": steps(found.together),
            "missing": shown[:MOST_MISSING],
            "missing_more": max(0, len(shown) - MOST_MISSING),
            "stages": [(each, Stage(each).label, count) for each, count in counted.items() if count],
            "stage": stage,
            "newest": newest_answers(self.campaign, names=self.names, is_sample=self.is_sample),
            "has_samples": self.campaign.respondents.filter(is_sample=True).exists(),
            "extend": ExtendForm(initial={"until": self.campaign.closes_on}),
            "days_left": (self.campaign.closes_on - timezone.localdate()).days,
        }
