"""Records as works that can be cited and described."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.editions.models import Edition
from cities.editions.queries import front, published_editions
from cities.transfer.projects.models import Transfer

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Work:
    """What every citation format and description needs to know, in one language. `url` is the permanent address."""

    id: UUID
    kind: str
    code: str
    title: str
    abstract: str
    language: str
    authors: tuple[str, ...]
    publisher: str
    year: int
    changed_on: date | None
    url: str
    languages: tuple[str, ...]
    # Of a kit; each of its versions is cited for itself.
    version: str = ""

    @property
    def key(self) -> str:
        """Short key for reference managers, the same in every format."""
        return f"{self.publisher.lower().replace(' ', '-')}-{self.code}"


def work_of_practice(practice: Practice, *, language: str) -> Work:
    """A dossier is written by the network's editors: the network is its author, whoever carries the practice."""
    return _work(practice, language=language, authors=(settings.WAGTAIL_SITE_NAME,), year=None)


def work_of_resource(resource: Resource, *, language: str, publishers: tuple[str, ...] = ()) -> Work:
    """A resource is the work of those who published it."""
    return _work(resource, language=language, authors=publishers or (settings.WAGTAIL_SITE_NAME,), year=resource.year)


def work_of_edition(edition: Edition, *, language: str) -> Work:
    """A published edition, as it was frozen: published by the network, on a day of its own."""
    read = front(edition)
    title = read.title(language)
    published = edition.published_at or edition.created_at
    return Work(
        id=edition.pk,
        kind="kit" if edition.is_kit else "edition",
        code=edition.code,
        title=title.text,
        abstract=read.subtitle(language).text,
        language=title.language,
        authors=(settings.WAGTAIL_SITE_NAME,),
        publisher=settings.WAGTAIL_SITE_NAME,
        year=published.year,
        changed_on=published.date(),
        url=f"{settings.SITE_URL}{edition.permanent_path}",
        languages=read.languages,
        version=str(edition.version) if edition.is_kit else "",
    )


def work_of_transfer(transfer: Transfer, *, language: str) -> Work:
    """What is told of a transfer is written by its two sides with the network."""
    return _work(transfer, language=language, authors=(settings.WAGTAIL_SITE_NAME,), year=None)


def newest_transfers() -> list[Transfer]:
    """Those anyone may see, what was agreed last first: two queries."""
    return list(Transfer.objects.public().order_by("-last_published_at", "pk").prefetch_related("texts")[:MOST_ENTRIES])


def cited_work(identifier: UUID, *, language: str) -> Work | None:
    """The public practice, transfer, resource or edition with this identifier, as its readers of `language` would cite it."""
    practice = Practice.objects.public().filter(pk=identifier).prefetch_related("texts").first()
    if practice:
        return work_of_practice(practice, language=language)
    transfer = Transfer.objects.public().filter(pk=identifier).prefetch_related("texts").first()
    if transfer:
        return work_of_transfer(transfer, language=language)
    resource = Resource.objects.public().filter(pk=identifier).prefetch_related("texts", "publishers__texts").first()
    if resource:
        return work_of_resource(resource, language=language, publishers=publisher_names(resource, language))
    edition = published_editions().filter(pk=identifier).first()
    return work_of_edition(edition, language=language) if edition else None


def publisher_names(resource: Resource, language: str) -> tuple[str, ...]:
    """Names of the public organisations that published it."""
    publishers: list[Organisation] = [organisation for organisation in resource.publishers.all() if organisation.is_public]
    return tuple(text.name for organisation in publishers if (text := organisation.best_text(language)))


def _work(record: Practice | Resource | Transfer, *, language: str, authors: tuple[str, ...], year: int | None) -> Work:
    text = record.best_text(language)
    changed: datetime | None = record.last_published_at or record.updated_at
    first: datetime | None = record.first_published_at or changed
    return Work(
        id=record.pk,
        kind=record.kind_code,
        code=record.code,
        title=text.title if text else record.code,
        abstract=text.summary if text else "",
        language=text.language if text else language,
        authors=authors,
        publisher=settings.WAGTAIL_SITE_NAME,
        year=year or (first.year if first else date.today().year),  # noqa: DTZ011 -- only a draft has no date of its own
        changed_on=changed.date() if changed else None,
        url=f"{settings.SITE_URL}{record.get_absolute_url()}",
        languages=tuple(sorted(text.language for text in record.texts.all())),
    )
