"""Editions and what they are held to."""

from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from cities.editions.actions import keep_snapshot
from cities.editions.models import (
    ChosenCase,
    ChosenResource,
    ChosenTransfer,
    DownloadCount,
    Edition,
    FrozenFile,
    FrozenPicture,
    Snapshot,
    StatedFigure,
)
from cities.editions.queries import default_sections, freeze
from tests.factories.instruments import WordedFactory
from tests.factories.records import PracticeFactory, ResourceFactory
from tests.factories.transfers import TransferFactory


class EditionFactory(WordedFactory):
    """In preparation. `words={"en": {"title": …}}`: the first is the original."""

    class Meta:
        model = Edition

    code = factory.Sequence(lambda n: f"yearbook-{n}")
    kind = Edition.Kind.YEARBOOK
    year = 2021
    languages = factory.LazyFunction(lambda: ["en", "fr"])
    sections = factory.LazyAttribute(lambda edition: default_sections(edition.kind))


class ChosenCaseFactory(DjangoModelFactory[ChosenCase]):
    class Meta:
        model = ChosenCase

    edition = factory.SubFactory(EditionFactory)
    practice = factory.SubFactory(PracticeFactory, published=True)


class StatedFigureFactory(WordedFactory):
    """`words={"en": {"explanation": …}}` explains it."""

    class Meta:
        model = StatedFigure

    edition = factory.SubFactory(EditionFactory)
    subject = "members"
    value = 75


class SnapshotFactory(DjangoModelFactory[Snapshot]):
    """Of an edition as it is now."""

    class Meta:
        model = Snapshot

    edition = factory.SubFactory(EditionFactory)

    @classmethod
    def _create(cls, model_class: type[Snapshot], *args: Any, **kwargs: Any) -> Snapshot:
        return keep_snapshot(kwargs["edition"], freeze(kwargs["edition"]), by=None)


class FrozenPictureFactory(DjangoModelFactory[FrozenPicture]):
    class Meta:
        model = FrozenPicture

    digest = factory.Sequence(lambda n: f"{n:064x}")
    file = factory.LazyAttribute(lambda picture: ContentFile(b"\xff\xd8\xff", name=f"{picture.digest[:8]}.jpg"))


class KitFactory(EditionFactory):
    """`words` as for any edition; fill it with `fill_kit`."""

    code = factory.Sequence(lambda n: f"kit-{n}")
    kind = Edition.Kind.KIT
    series = factory.LazyAttribute(lambda kit: kit.code)


class ChosenTransferFactory(DjangoModelFactory[ChosenTransfer]):
    class Meta:
        model = ChosenTransfer

    edition = factory.SubFactory(KitFactory)
    transfer = factory.SubFactory(TransferFactory, published=True)


class ChosenResourceFactory(DjangoModelFactory[ChosenResource]):
    class Meta:
        model = ChosenResource

    edition = factory.SubFactory(KitFactory)
    resource = factory.SubFactory(ResourceFactory, published=True)


class FrozenFileFactory(DjangoModelFactory[FrozenFile]):
    class Meta:
        model = FrozenFile

    digest = factory.Sequence(lambda n: f"{n:064x}")
    file = factory.LazyAttribute(lambda held: ContentFile(b"%PDF-1.4", name=held.digest[:8]))


class DownloadCountFactory(DjangoModelFactory[DownloadCount]):
    class Meta:
        model = DownloadCount

    edition = factory.SubFactory(KitFactory)
    day = "2026-11-22"
    kind = "pdf"
    language = "en"
    count = 1
