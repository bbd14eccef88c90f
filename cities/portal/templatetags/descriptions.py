"""What pages say of themselves to machines, in their head."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.feeds import exports
from cities.feeds.queries import Work
from cities.portal.prose import data_block
from cities.portal.queries.atlas import TerritoryPage, TopicPage
from cities.portal.queries.dossiers import Dossier
from cities.portal.queries.records import MemberPage, ResourcePage
from cities.portal.queries.transfers.dossier import TransferPage

register = template.Library()


@register.simple_tag
def website_data() -> SafeString:
    language = get_language() or "en"
    return _data(
        exports.website(
            name=settings.WAGTAIL_SITE_NAME,
            url=f"{settings.SITE_URL}{reverse('portal:home')}",
            language=language,
            search=f"{settings.SITE_URL}{reverse('portal:search')}?q=",
            description=_("A commons where cities and social-economy organisations share what works."),
        )
    )


@register.simple_tag
def work_data(work: Work, shown: Dossier | ResourcePage | TransferPage) -> SafeString:
    """JSON-LD and Highwire tags of a practice or resource."""
    labels = [node.label for nodes in shown.concepts.values() for node in nodes]
    data = exports.work(work, keywords=labels, places=[place.name for place in shown.located])
    tags = format_html_join("\n", '<meta name="{}" content="{}">', exports.highwire(work))
    keywords = format_html_join("", '\n<meta name="citation_keywords" content="{}">', ((label,) for label in labels))
    return format_html("{}\n{}{}", _data(data), tags, keywords)


@register.simple_tag
def member_data(member: MemberPage) -> SafeString:
    words = member.words
    return _data(
        exports.organisation(
            url=f"{settings.SITE_URL}{member.organisation.get_absolute_url()}",
            name=str(words.get("name") or member.organisation.code),
            acronym=member.organisation.acronym,
            description=str(words.get("summary") or ""),
            websites=member.websites,
            is_public=member.organisation.actor_kind == "public",
            places=[place.name for place in member.located],
        )
    )


@register.simple_tag
def territory_data(territory: TerritoryPage) -> SafeString:
    place = territory.place
    return _data(
        exports.place(
            url=f"{settings.SITE_URL}/id/{place.id}",
            name=place.name,
            latitude=place.latitude,
            longitude=place.longitude,
            within=territory.parents[-1].name if territory.parents else "",
        )
    )


@register.simple_tag(takes_context=True)
def topic_data(context: template.Context, topic: TopicPage) -> SafeString:
    request: HttpRequest = context["request"]
    return _data(
        exports.defined_term(
            url=f"{settings.SITE_URL}{request.path}",
            name=topic.node.label,
            description=topic.node.definition,
            scheme=topic.node.scheme,
            alternatives=topic.alternatives,
        )
    )


@register.filter
def cited(work: Work) -> str:
    return exports.citation(work)


@register.filter
def citation_formats(work: Work) -> list[tuple[str, str]]:
    """Name and address of each download."""
    names = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
    return [(names[ending], reverse("feeds:cite", args=[work.id, ending])) for ending in exports.FORMATS]


def _data(description: dict[str, object]) -> SafeString:
    return data_block(exports.script(description))
