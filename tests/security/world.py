"""A small network in every state a reader or an editor can meet: what the tests of who may see what walk through."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Workflow, WorkflowContentType
from wagtail.snippets.models import get_snippet_models

from cities.accounts.models import User
from cities.commons.instruments.models import AnswerSheet, Section
from cities.commons.members.models import (
    Application,
    Confirmation,
    Conversation,
    Delegate,
    Invitation,
    Organisation,
    PersonRole,
    Stewardship,
)
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.vocabulary.models import Concept, Scheme
from cities.core.actions import save_draft, withdraw_record
from cities.core.models import Picture, Record
from cities.desk.actions import prepare_desk
from cities.editions.models import Edition
from cities.gather.intake.models import Item
from cities.gather.surveys.models import Campaign
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert, Output, Proposal
from cities.transfer.comparisons.models import Comparison
from cities.transfer.matching.models import Introduction, Match
from cities.transfer.needs.models import Need
from cities.transfer.projects.models import Transfer, TransferFile
from tests.factories import (
    AdviceRequestFactory,
    ApplicationFileFactory,
    CampaignFactory,
    ComparisonFactory,
    ConceptFactory,
    ConfirmationFactory,
    DelegateFactory,
    ExpertFactory,
    IntroductionFactory,
    InvitationFactory,
    ItemFactory,
    MatchFactory,
    MessageFactory,
    NeedFactory,
    OrganisationFactory,
    OutputFactory,
    ParticipationFactory,
    PersonFactory,
    PersonRoleFactory,
    PracticeFactory,
    ProposalFactory,
    ResourceFactory,
    SourceFactory,
    StewardshipFactory,
    TerritoryFactory,
    TransferFactory,
    TransferFileFactory,
    UserFactory,
)
from tests.factories.editions import EditionFactory
from tests.factories.instruments import AnswerFactory, AnswerFileFactory, AnswerSheetFactory, SectionFactory
from tests.factories.instruments import ItemFactory as InstrumentItemFactory

STATES = ("published", "draft", "withdrawn")
# The column of the table, and the group whose rights it has; a reader has an account and no rights here.
ROLES = {
    "anonymous": None,
    # Acts for an organisation of no account here.
    "reader": "",
    # Acts for the published organisation, as its representative.
    "delegate": "",
    # Looks after a region none of the records is in.
    "steward": "Regional stewards",
    "translator": "Translators",
    "editor": "Editors",
    "administrator": "Administrators",
}
REASON = "Asked for by its authors"
# Of the letter that asks whether a profile is still right.
KEY = "zq-key-in-a-letter"


@dataclass(frozen=True)
class World:
    records: dict[type[Record], dict[str, Any]]
    # What has no states, by model.
    others: dict[type, Any]
    people: dict[str, User]
    workflow: Workflow
    picture: Picture
    document: Document
    collection: Collection
    item: Item
    application: Application
    conversation: Conversation
    delegate: Delegate
    invitation: Invitation
    # Of a questionnaire that is being drafted.
    section: Section
    # Closed, with results anyone may read.
    campaign: Campaign
    # Of the published organisation, with a file; begun and not sent.
    sheet: AnswerSheet

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role in self.people:
            client.force_login(self.people[role])
        return client

    def record(self, model: type[Any], state: str) -> Any:
        return self.records[model][state] if model in self.records else self.others[model]


def make_world() -> World:
    """Three records of each kind in each state, the drafts under review, with what stands around them."""
    prepare_desk()
    people = _people()
    records: dict[type[Record], dict[str, Any]] = {
        Organisation: _in_every_state(OrganisationFactory, since=2019),
        Practice: _in_every_state(PracticeFactory),
        Resource: _in_every_state(ResourceFactory),
    }
    territory = TerritoryFactory(code="world", kind=Territory.Kind.WORLD)
    organisation = records[Organisation]["published"]
    concept = ConceptFactory(scheme__code="themes", code="microcredit", labels={"en": "Microcredit", "fr": "Microcrédit"})
    workflow = WorkflowContentType.objects.order_by("pk")[0].workflow
    for by_state in records.values():
        workflow.start(by_state["draft"], people["translator"])
    document = _document(records[Resource]["published"])
    space = _space(records, people)
    return World(
        records=records,
        others={
            Territory: territory,
            Concept: concept,
            Scheme: concept.scheme,
            type(source := SourceFactory(code="yearbook")): source,
            type(person := PersonFactory(name="Nobody's Business")): person,
            User: UserFactory(),
            Edition: EditionFactory(code="yearbook", words={"en": {"title": "Yearbook"}}),
            Stewardship: StewardshipFactory(region=territory),
            Group: Group.objects.get(name="Translators"),
            **space,
        },
        people=people,
        workflow=workflow,
        picture=_picture(records[Practice]["published"]),
        document=document,
        collection=Collection.get_first_root_node().add_child(name="Pictures"),
        item=ItemFactory(action=Item.Action.REJECTED),
        application=ApplicationFileFactory().application,
        conversation=MessageFactory(conversation__organisation=organisation, conversation__confirmed=True).conversation,
        delegate=space[Delegate],
        invitation=InvitationFactory(organisation=organisation),
        section=InstrumentItemFactory(section__version__instrument__code="member-survey").section,
        campaign=CampaignFactory(published=True),
        sheet=_sheet(organisation),
    )


def _sheet(organisation: Organisation) -> AnswerSheet:
    """Its words are in no one's reach but those of who acts for the organisation and of the secretariat."""
    section = SectionFactory(version__published=True, code="about")
    sheet: AnswerSheet = AnswerSheetFactory(version=section.version, organisation=organisation)
    said = {"text": "zqanswertext", "long-text": {"typed": "zqanswertyped"}}
    for kind, value in said.items():
        item = InstrumentItemFactory(section=section, code=kind.replace("-", "_"), type=kind)
        AnswerFactory(sheet=sheet, item=item, value=value)
    file = AnswerFileFactory(sheet=sheet, name="zqanswerfile.txt", file=ContentFile(b"zqanswercontent", name="report.txt"))
    AnswerFactory(sheet=sheet, item=InstrumentItemFactory(section=section, code="report", type="file"), value=[str(file.pk)])
    return sheet


def snippet_namespaces() -> dict[str, type[Any]]:
    """The namespace of each back office section, and the model it is about."""
    return {model.snippet_viewset.url_namespace: model for model in get_snippet_models()}


def _people() -> dict[str, User]:
    people = {}
    for role, group in ROLES.items():
        if group is None:
            continue
        people[role] = UserFactory(email=f"{role}@example.org", administrator=role == "administrator")
        people[role].groups.set(Group.objects.filter(name=group))
    return people


def _space(records: dict[type[Record], dict[str, Any]], people: dict[str, User]) -> dict[type[Any], Any]:
    """What stands in the space of the published organisation: its own practice, somebody of its people, a need, a question by letter."""
    organisation = records[Organisation]["published"]
    delegate = DelegateFactory(organisation=organisation, user=people["delegate"], representative=True)
    next_door = OrganisationFactory(code="organisation-next-door", published=True, since=2019)
    DelegateFactory(organisation=next_door, user=people["reader"], representative=True)
    Practice.objects.filter(pk__in=[practice.pk for practice in records[Practice].values()]).update(brought_by=organisation)
    role = PersonRoleFactory(organisation=organisation)
    need = NeedFactory(organisation=organisation)
    transfer = TransferFactory(
        code="transfer-published", destination=organisation, origin=next_door, practices=[records[Practice]["published"]], published=True
    )
    practices = [records[Practice]["published"], PracticeFactory(code="practice-beside", published=True)]
    expert = ExpertFactory(offer__organisation=organisation, agreed=True)
    engagement = ParticipationFactory(engagement__code="engagement-draft", organisation=organisation).engagement
    match = MatchFactory(need=need, subject=records[Practice]["published"].pk, answerer=next_door)
    return {
        Delegate: delegate,
        PersonRole: role,
        Need: need,
        Match: match,
        Comparison: ComparisonFactory(code="comparison-draft", organisation=organisation, subjects=practices),
        AdviceRequest: AdviceRequestFactory(need__organisation=organisation),
        Expert: expert,
        Proposal: ProposalFactory(expert=expert),
        Engagement: engagement,
        Output: OutputFactory(engagement=engagement),
        Transfer: transfer,
        TransferFile: TransferFileFactory(transfer=transfer),
        Introduction: IntroductionFactory(match=match, organisation=next_door),
        Confirmation: ConfirmationFactory(organisation=organisation, key=KEY),
    }


def _in_every_state(factory: Any, **facts: Any) -> dict[str, Any]:
    kind = factory._meta.model._meta.model_name
    published = factory(code=f"{kind}-published", published=True, **facts)
    draft = factory(code=f"{kind}-draft", **facts)
    save_draft(draft, by=None)
    withdrawn = factory(code=f"{kind}-withdrawn", published=True, **facts)
    withdraw_record(withdrawn, reason=REASON, by=None)
    return {"published": published, "draft": draft, "withdrawn": withdrawn}


def _picture(practice: Practice) -> Picture:
    picture: Picture = Picture.objects.create(title="A garden", file=get_test_image_file(filename="garden.png"))
    practice.image = picture
    practice.save(update_fields=["image"])
    return picture


def _document(resource: Resource) -> Document:
    document: Document = Document.objects.create(title="A report", file=ContentFile(b"%PDF-1.4 words", name="report.pdf"))
    ResourceFile.objects.create(resource=resource, language="en", document=document)
    return document
