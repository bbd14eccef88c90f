"""Every field that holds words, filled with what runs where it is not escaped."""

import unicodedata
from typing import Any

from django.db import models
from django.utils import timezone
from lxml import html

from cities.commons.members.models import Consent, Membership, Organisation, OrganisationFigure, PersonRole, PrivateContact, Website
from cities.commons.places.models import Territory, TerritoryText
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.vocabulary.models import Concept, ConceptMapping, ConceptText, Scheme
from cities.core.models import Picture
from cities.gather.intake.models import Batch, Item
from cities.provenance.models import Source
from cities.search.actions import rebuild_index
from cities.translation.models import TextState
from tests.factories import ConceptFactory, PersonFactory
from tests.security.world import World

CANARY = (
    '"><img src=x onerror=window.__xss=1><script>window.__xss=1</script>zq{{7*7}}zq\u202e\u200b '
    "[a](javascript:window.__xss=1) ![b](http://evil.example/b.png) [c](data:text/html,x) <javascript:window.__xss=1> "
    "<a href=javascript:window.__xss=1>d</a> </script></style></textarea><svg onload=window.__xss=1> ' onfocus=window.__xss=1 autofocus x='"
)
SHORT = '"><svg onload=__xss=1>'
# Codes, tags and keys have their own narrow alphabets, held by the database and by forms.
NOT_WORDS = {
    "code",
    "key",
    "uri",
    "language",
    "digest",
    "fingerprint",
    "signature",
    "path",
    "country_code",
    "iso_code",
    "format",
    "file",
    "file_hash",
}
NOT_WORDS |= {"state", "translation_key", "password", "unit", "scheme", "wikidata_id"}


def poison(world: World) -> None:
    """Straight into the rows: whatever a form would have refused, an import or a restored copy may have brought."""
    _add_rows(world)
    for model in (
        *(Organisation, Practice, Resource, Website, OrganisationFigure, PrivateContact, Membership, PersonRole, Consent),
        *(PracticeFigure, PracticeOrganisation, PracticeSource, ResourceFile, Concept, ConceptText, Territory, TerritoryText),
        *(Source, Picture, Item, Batch),
        *(record.text_model for record in world.records),
    ):
        fields = poisoned_fields(model)
        # Either an organisation or a name.
        rows = model._default_manager.filter(organisation__isnull=True) if model is PracticeOrganisation else model._default_manager
        if fields:
            rows.update(**{field.name: canary_for(field) for field in fields})
    for person in world.people.values():
        type(person).objects.filter(pk=person.pk).update(first_name=CANARY[:150], last_name=CANARY[:150])
    Item.objects.update(
        entry={"kind": "member", "name": CANARY, "text": CANARY, "websites": ["javascript:window.__xss=1//http://evil.example/"]},
        notes=[],
        reasons=[],
    )
    rebuild_index()


def poisoned_fields(model: type[models.Model]) -> list[Any]:
    """By introspection, so that a new field is tried without anybody thinking of it."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not isinstance(field, (models.SlugField, models.FileField, models.URLField))
        and not field.choices
        and not field.primary_key
        and not field.unique
        and field.name not in NOT_WORDS
        and not field.name.endswith("_hash")
    ]


def canary_for(field: Any) -> str:
    return SHORT[: field.max_length] if field.max_length and field.max_length < 100 else CANARY[: field.max_length]


def runs(page: bytes, *, is_ours: bool) -> list[str]:
    """What in a page would run, load or lead into running. Back office pages (`is_ours=False`) have scripts of Wagtail's own."""
    root = html.fromstring(page)
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        found += [
            f"<{element.tag} {name}={value[:40]}>" for name, value in element.attrib.items() if _is_dangerous(element.tag, name, value)
        ]
        text = (element.text or "") if element.tag == "script" else ""
        is_data = element.get("type") in ("application/ld+json", "application/json")
        if text.strip() and not is_data and (is_ours or "__xss" in text):
            found.append(f"<script>{text[:60]}")
        if element.tag in ("iframe", "object", "embed", "base") and is_ours:
            found.append(f"<{element.tag}>")
    if b"zq49zq" in page:
        found.append("a template ran")
    return found


def _is_dangerous(tag: str, name: str, value: str) -> bool:
    plain = "".join(character for character in value if unicodedata.category(character) not in ("Cc", "Cf", "Zs")).lower()
    if name.startswith("on") or name == "srcdoc" or (name == "style" and "__xss" in value):
        return True
    if name in ("href", "src", "action", "formaction", "xlink:href", "poster", "data"):
        return plain.startswith(("javascript:", "vbscript:", "data:text", "x")) or (tag != "a" and "evil.example" in plain)
    return name == "autofocus" and tag != "input"


def _add_rows(world: World) -> None:
    """At least one row of each kind of child."""
    organisation, practice, resource = (world.records[model]["published"] for model in (Organisation, Practice, Resource))
    measure = ConceptFactory(scheme__code="measures", code="people")
    role = ConceptFactory(scheme__code="roles", code="partner")
    source = Source.objects.get()
    Website.objects.create(organisation=organisation, url="https://example.org/")
    PracticeOrganisation.objects.create(practice=practice, name="Somebody", role=role, actor_kind="public")
    PracticeOrganisation.objects.create(practice=practice, organisation=organisation, role=role, actor_kind="public")
    PracticeSource.objects.create(practice=practice, source=source, locator="p. 1")
    for model, record in ((OrganisationFigure, "organisation"), (PracticeFigure, "practice")):
        owner = organisation if record == "organisation" else practice
        model.objects.create(**{record: owner}, source=source, measure=measure, value=3, unit="people")
    ResourceFile.objects.create(resource=resource, language="en", title="A file", url="https://example.org/file")
    person = PersonFactory()
    PersonRole.objects.create(person=person, organisation=organisation, role=PersonRole.Role.CONTACT, position="Director")
    Consent.objects.create(person=person, field=Consent.Field.NAME, wording="1", given_at=timezone.now())
    for record in (organisation, practice, resource):
        record.territories.set([world.others[Territory]])
        record.concepts.set([world.others[Concept]])
        record.save()
    practice.contact = organisation
    practice.save()
    for code in ("fr", "es"):
        for by_state in world.records.values():
            text = by_state["published"].text_model
            text.objects.create(record=by_state["published"], language=code, state=TextState.MACHINE, **{text.words[0]: "…"})
    # An identifier of somebody else's, which need not be a web address.
    ConceptMapping.objects.create(concept=world.others[Concept], relation=ConceptMapping.Relation.EXACT, target="javascript:window.__xss=1")
    Scheme.objects.update(labels={"en": CANARY, "fr": CANARY, "es": CANARY}, definitions={"en": CANARY})
