"""Words put where no reader may find them, each saying where it was put: `zqdraft…`, `zqperson…`. `zqopen…` may be found."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import TaskState

from cities.commons.members.models import Consent, Organisation, PersonRole, PrivateContact, Website
from cities.commons.practices.models import Practice, PracticeOrganisation, PracticeSource
from cities.commons.resources.models import Resource, ResourceFile
from cities.core.actions import publish_record, save_draft
from cities.gather.intake.models import Batch, Item
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import (
    ConceptFactory,
    IntroductionFactory,
    JottingFactory,
    MatchFactory,
    NeedFactory,
    OfferFactory,
    OrganisationFactory,
    PersonFactory,
    PracticeFactory,
    ResourceFactory,
    SourceFactory,
)
from tests.security.world import World

LANGUAGES = ("en", "fr", "es")
OPEN = "zqopen"
# What stands in the reason of a withdrawal may be read on the tombstone, and there alone.
REASON = "zqreason"
SECRETS = (
    "zqdraft",
    "zqrevision",
    "zqwithdrawn",
    "zqprivate",
    "zqperson",
    "zqtaken",
    "zqstaff",
    "zqstaged",
    "zqnote",
    "zqfile",
    "zqspace",
    "zqanswer",
    "zqmatch",
)


def plant(world: World) -> None:
    """Fill the world with words and tie what is public to what is not, as far as the database lets it."""
    for by_state in world.records.values():
        _fill(by_state["published"], OPEN, publish=True)
        _fill(by_state["draft"], "zqdraft", publish=False)
        _rewrite(by_state["withdrawn"], "zqwithdrawn")
    _tie(world, "draft")
    _tie(world, "withdrawn")
    for by_state in world.records.values():
        _fill(by_state["published"], "zqrevision", publish=False)
    _plant_people(world)
    _plant_space(world)
    _plant_files(world)
    _plant_import(world)
    _plant_notes(world)


def words_of(record: Any, mark: str) -> dict[str, str]:
    """Two words a field: one tells the field, the other is the same in all of them."""
    return {field: f"{mark}{field.replace('_', '')} {mark}everywhere" for field in record.text_model.words}


def _fill(record: Any, mark: str, *, publish: bool) -> None:
    for language in LANGUAGES:
        state = TextState.ORIGINAL if language == "en" else TextState.HUMAN
        write_text(record, language, state=state, words=words_of(record, mark))
    if isinstance(record, Organisation):
        record.acronym = f"{mark}acronym"
        record.websites.set([Website(url=f"https://{mark}.example/")])
    if isinstance(record, Practice):
        source = SourceFactory(code=f"{mark}-source", title=f"{mark}sourcetitle", publisher=f"{mark}publisher")
        role = ConceptFactory(scheme__code="roles", code="partner")
        record.sources.set([PracticeSource(source=source, locator=f"{mark}locator")])
        record.participations.set([PracticeOrganisation(name=f"{mark}participant", role=role, actor_kind="public")])
    if isinstance(record, Resource):
        record.files.set([ResourceFile(language="en", title=f"{mark}filetitle", url=f"https://{mark}.example/file")])
    if publish:
        publish_record(record, by=None)
    elif record.live:
        save_draft(record, by=None)
    else:
        record.save()
        save_draft(record, by=None)


def _rewrite(record: Any, mark: str) -> None:
    """The words of a record as they lie in the database; it stays withdrawn."""
    record.texts.all().update(**words_of(record, mark))
    record.withdrawal_reason = f"{REASON}{record._meta.model_name}"
    record.save(update_fields=["withdrawal_reason"])


def _tie(world: World, state: str) -> None:
    """Public records that name hidden ones, and hidden records that name public ones."""
    theme = ConceptFactory(scheme__code="themes", code="microcredit")
    role = ConceptFactory(scheme__code="roles", code="initiator")
    organisation, practice, resource = (world.records[model] for model in (Organisation, Practice, Resource))
    for shown, hidden in (("published", state), (state, "published")):
        practice[shown].related.add(practice[hidden])
        PracticeOrganisation.objects.create(practice=practice[shown], organisation=organisation[hidden], role=role, actor_kind="public")
        Practice.objects.filter(pk=practice[shown].pk).update(contact=organisation[hidden])
        resource[shown].publishers.add(organisation[hidden])
        resource[shown].practices.add(practice[hidden])
    for by_state in world.records.values():
        by_state[state].concepts.add(theme)
        by_state["published"].concepts.add(theme)
        for record in (by_state[state], by_state["published"]):
            record.save()


def _plant_people(world: World) -> None:
    organisation = world.records[Organisation]["published"]
    PrivateContact.objects.create(organisation=organisation, address="zqprivate@example.org", note="zqprivatenote")
    silent = PersonFactory(name="zqpersonname", address="zqperson@example.org", languages=["zqpersonlanguage"])
    PersonRole.objects.create(person=silent, organisation=organisation, role=PersonRole.Role.CONTACT, position="zqpersonposition")
    changed_mind = PersonFactory(name="zqtakenname", address="zqtaken@example.org")
    PersonRole.objects.create(
        person=changed_mind, organisation=organisation, role=PersonRole.Role.REPRESENTATIVE, position="zqtakenposition"
    )
    now = timezone.now()
    Consent.objects.create(person=changed_mind, field=Consent.Field.NAME, wording="1", given_at=now, withdrawn_at=now)
    for user in world.people.values():
        type(user).objects.filter(pk=user.pk).update(first_name="zqstafffirst", last_name="zqstafflast")
    for by_state in world.records.values():
        publish_record(type(by_state["published"]).objects.get(pk=by_state["published"].pk), by=world.people["editor"])
        _fill(type(by_state["published"]).objects.get(pk=by_state["published"].pk), "zqrevision", publish=False)


def _plant_space(world: World) -> None:
    """What stands in a space for its own people: somebody shown in part, needs for some, what is being typed."""
    organisation = world.records[Organisation]["published"]
    shown = PersonFactory(name=f"{OPEN}person", address="zqspace@example.org", languages=["zqspacelanguage"])
    PersonRole.objects.create(person=shown, organisation=organisation, role=PersonRole.Role.CONTACT, position="zqspaceposition")
    for field in (Consent.Field.NAME, Consent.Field.ORGANISATION):
        Consent.objects.create(person=shown, field=field, wording="1", given_at=timezone.now())
    gone = PersonFactory(name="zqspaceleft")
    PersonRole.objects.create(person=gone, organisation=organisation, role=PersonRole.Role.CONTACT, until="2020-01-01")
    for field in Consent.Field:
        Consent.objects.create(person=gone, field=field, wording="1", given_at=timezone.now())
    NeedFactory(organisation=organisation, visibility="public", sentence=f"{OPEN}need")
    NeedFactory(organisation=organisation, visibility="members", sentence="zqspaceneed")
    OfferFactory(organisation=organisation, visibility="secretariat", sentence="zqspaceoffer")
    NeedFactory(organisation=organisation, visibility="public", sentence="zqspacepast", until="2020-01-01")
    _plant_matches(organisation)
    JottingFactory(user=world.people["delegate"], form=f"my/{organisation.code}/profile/facts/", values={"acronym": ["zqspacetyped"]})


def _plant_matches(organisation: Organisation) -> None:
    """What was proposed for a private need, why it was declined, what was written to be introduced."""
    need = NeedFactory(organisation=organisation, sentence="zqmatchneed", visibility="secretariat")
    practice = Practice.objects.public().first()
    MatchFactory(need=need, subject=practice.pk, note="zqmatchnote", is_by_hand=True, reasons=[{"code": "noted", "words": "zqmatchreason"}])
    MatchFactory(need=need, declined=True, remark="zqmatchremark")
    IntroductionFactory(match__need=need, words="zqmatchwords", remark="zqmatchanswer")


def _plant_files(world: World) -> None:
    document = Document.objects.create(title="zqfiletitle", file=ContentFile(b"zqfilecontent", name="zqfile.txt"))
    ResourceFile.objects.create(resource=world.records[Resource]["draft"], language="en", document=document)


def _plant_import(world: World) -> None:
    batch = Batch.objects.create(document="zqstaged.csv", state=Batch.State.STAGED, format="csv", staged_by=world.people["editor"])
    entry = {"name": "zqstagedname", "text": "zqstagedtext", "websites": ["https://zqstaged.example/"]}
    Item.objects.create(
        batch=batch,
        position=1,
        action=Item.Action.NEW,
        name="zqstagedname",
        entry=entry,
        private_addresses=["zqstaged@example.org"],
        notes=["zqstagednote"],
        record_id=world.records[Organisation]["published"].pk,
        fingerprint="zqstaged",
        differences={"name": ["zqstagedbefore", "zqstagedafter"]},
    )


def _plant_notes(world: World) -> None:
    TaskState.objects.update(comment="zqnotecomment")
    world.collection.name = "zqnotecollection"
    world.collection.save()


def extra_open_practice() -> Practice:
    """One more public practice, so that lists hold something besides what is tied."""
    practice: Practice = PracticeFactory(code="another", texts={"en": {"title": "zqopenanother"}}, published=True)
    OrganisationFactory(code="another-member", since=2020, published=True)
    ResourceFactory(code="another-report", published=True)
    return practice
