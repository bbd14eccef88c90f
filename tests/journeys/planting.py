"""What journeys need to find on the site. Called in a process of the site's own.

Three public records whose every word tries to run, and taking them away again; room for one more who asks.
"""

from cities.commons.members.models import Organisation, Website
from cities.commons.practices.models import Practice, PracticeOrganisation
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.vocabulary.models import Concept
from cities.transfer.matching.models import Capacity
from tests.factories import OrganisationFactory, PracticeFactory, ResourceFactory
from tests.security.poisoning import CANARY, SHORT

CODE = "canary"
PATHS = ["practices/canary/", "members/canary/", "resources/canary/", "practices/", "members/?q=onerror", "search/?q=onerror", ""]


def plant() -> None:
    organisation = OrganisationFactory(
        code=CODE,
        since=2024,
        acronym=SHORT,
        websites=[Website(url='https://example.org/"onmouseover="window.__xss=1')],
        published=True,
        **words(Organisation),
    )
    role = Concept.objects.filter(scheme="roles").first()
    parts = [
        PracticeOrganisation(name=CANARY[:250], role=role, actor_kind="private"),
        PracticeOrganisation(organisation=organisation, role=role, actor_kind="public"),
    ]
    PracticeFactory(code=CODE, participations=parts, published=True, **words(Practice))
    files = [ResourceFile(language="en", title=CANARY[:300], url="https://example.org/?<script>window.__xss=1</script>")]
    ResourceFactory(code=CODE, files=files, year=2026, published=True, **words(Resource))


def take_away() -> None:
    for model in (Resource, Practice, Organisation):
        model.objects.filter(code=CODE).delete()


def make_room(code: str) -> None:
    """However often it was asked before: a journey that is tried again asks again."""
    Capacity.objects.update_or_create(organisation=Organisation.objects.get(code=code), defaults={"most": 100})


def words(model: type) -> dict[str, dict[str, dict[str, str]]]:
    return {"texts": {"en": dict.fromkeys(model.text_model.words, CANARY[:250])}}
