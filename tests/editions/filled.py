"""A kit with something of everything, among what must never be in one."""

from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from cities.commons.instruments.actions import create_instrument, fill_draft, publish_version
from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import Instrument
from cities.commons.resources.models import ResourceFile
from cities.editions.actions import fill_kit
from cities.transfer.projects.models import Adaptation, AdaptationText, Pilot, PilotText, TransferFigure
from tests.factories import (
    ConceptFactory,
    JournalEntryFactory,
    OrganisationFactory,
    PictureFactory,
    PracticeFactory,
    ResourceFactory,
    SourceFactory,
    TerritoryFactory,
    TransferFactory,
)
from tests.factories.editions import KitFactory

# Planted where no reader may find it.
SECRET = "PLANTED"
GUIDE = b"%PDF-1.4 a guide anyone may copy"
PRIVATE = b"%PDF-1.4 PLANTED nobody said this may be passed on"
WORDS = {
    "en": {"title": "Begin a garden", "introduction": "Gardens **grow**.", "how_to_use": "- Read\n- Talk"},
    "fr": {"title": "Commencer un jardin", "introduction": "Les jardins poussent."},
}


def document(content: bytes, name: str) -> Document:
    return Document.objects.create(title=name, file=ContentFile(content, name=name))


def told(model: Any, text: Any, facts: dict[str, Any], **words: str) -> Any:
    row = model(**facts)
    row.texts.set([text(language="en", state="original", **words)])
    return row


def filled(code: str = "garden", *, words: dict[str, dict[str, str]] | None = None, title: str = "Roof gardens") -> SimpleNamespace:
    """A draft with a practice, a transfer both sides published, a resource that is passed on and one that is not."""
    made = parts(title)
    kit = KitFactory(code=code, words=words or WORDS, questions=asked(f"{code}-questions"))
    licensed = [(made.guide, "cc-by"), (made.kept_back, "")]
    fill_kit(kit, practices=[made.practice], transfers=[made.transfer], resources=licensed, by=None)
    return SimpleNamespace(kit=kit, **vars(made))


def asked(code: str) -> Instrument:
    """An instrument with a question of each shape, published."""
    yes, no = (OptionDefinition(name, Wording({"en": name.title(), "fr": name.upper()}, "en")) for name in ("yes", "no"))
    items = [
        item("age", "text", "How old?"),
        item("why", "long-text", "Why?", hint=Wording({"en": "In a line."}, "en")),
        item("who", "several-of", "Who?", options=(yes, no), options_code="who"),
        item("sure", "matrix", "How sure?", options=(yes, no), options_code="sure", rows=(yes, no), rows_code="rows"),
        item("rank", "rank", "Which first?", options=(yes, no), options_code="rank"),
        item("read", "note", "Now the last one."),
        item("agree", "yes-no", "Agreed?"),
    ]
    title = Wording({"en": "Before you begin", "fr": "Avant de commencer"}, "en")
    section = SectionDefinition(
        0, "first", Wording({"en": "First things"}, "en"), Wording({"en": "Take an hour."}, "en"), items=tuple(items)
    )
    definition = Definition(
        0, code, 1, "session", "en", ("en", "fr"), title, Wording({"en": "For a group."}, "en"), Wording({}), (section,)
    )
    draft = create_instrument(code, title="Before you begin", language="en", languages=("en", "fr"), purpose="session", by=None)
    return publish_version(fill_draft(draft, definition, by=None), by=None).instrument


def item(code: str, kind: str, label: str, **facts: Any) -> ItemDefinition:
    nothing = Wording({})
    return ItemDefinition(0, code, kind, Wording({"en": label}, "en"), facts.pop("hint", nothing), nothing, **facts)


def parts(title: str = "Roof gardens") -> SimpleNamespace:
    world = TerritoryFactory(code="world", kind="world")
    senegal = TerritoryFactory(code="sn", kind="country", parent=world, iso_code="SN", names={"en": "Senegal", "fr": "Sénégal"})
    peru = TerritoryFactory(code="pe", kind="country", parent=world, iso_code="PE", names={"en": "Peru", "fr": "Pérou"})
    report = SourceFactory(code="report", title="A report", url="https://example.org/report")
    texts = {"en": {"title": title, "summary": "On top.", "obstacles": "Wind."}, "fr": {"title": "Jardins sur les toits"}}
    practice = PracticeFactory(
        code="roof-gardens",
        texts={**texts, "en": {**texts["en"], "image_alt": "A roof"}},
        territories=[senegal],
        image=PictureFactory(),
        published=True,
    )
    transfer = TransferFactory(
        code="gardens-travel",
        published=True,
        practices=[practice],
        origin=OrganisationFactory(code="town-of-dakar", published=True),
        destination_name="Town of Lima",
        origins=[senegal],
        territories=[peru],
        phase="adapt",
        texts={"en": {"title": "Gardens travel", "summary": "From roof to roof.", "context": "Green.", "lessons": "Ask **first**."}},
        stays=[("understand", "2011", "2012-12"), ("adapt", "2013-22", "")],
        adaptations=[
            told(Adaptation, AdaptationText, {"dimension": "legal", "source": report}, became="A contract", was="A habit", reason="The law")
        ],
        pilots=[told(Pilot, PilotText, {"began": "2013-22", "weeks": 6, "people": 14}, name="Rímac", result="It held.")],
        figures=[
            TransferFigure(
                aspect="uptake",
                measure=ConceptFactory(code="gardens", scheme__code="measures", labels={"en": "gardens"}),
                value=21,
                unit="units",
                year=2015,
                source=report,
            )
        ],
    )
    JournalEntryFactory(transfer=transfer, words=f"{SECRET} in the journal")
    guide = ResourceFactory(
        code="guide",
        texts={"en": {"title": "A guide"}},
        files=[ResourceFile(language="en", title="The guide", document=document(GUIDE, "guide.pdf"), pages=12)],
        published=True,
    )
    kept_back = ResourceFactory(
        code="kept-back", files=[ResourceFile(language="fr", document=document(PRIVATE, "private.pdf"))], published=True
    )
    return SimpleNamespace(practice=practice, transfer=transfer, guide=guide, kept_back=kept_back)
