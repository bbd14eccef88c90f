"""The sections an organisation's profile is edited in."""

from collections.abc import Iterable

from cities.commons.members.models import Organisation, Website
from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import Concept
from cities.core.comparing import Section, Values
from cities.translation.actions import picture_section, words_section

WORDS = ("name", "summary", "description")
TOPICS = ("themes", "sectors", "sdgs", "legal-forms", "support-measures")


def profile_words(language: str) -> Section[Organisation]:
    return words_section(language, WORDS)


def profile_facts() -> Section[Organisation]:
    return Section(_read_facts, _write_facts)


def profile_topics() -> Section[Organisation]:
    return Section(_read_topics, _write_topics)


def profile_picture(language: str) -> Section[Organisation]:
    return picture_section(language)


def _read_facts(organisation: Organisation) -> Values:
    return {
        "acronym": organisation.acronym,
        "founded": organisation.founded,
        "seat": str(organisation.seat_id or ""),
        "territories": tuple(sorted(str(territory.pk) for territory in organisation.territories.all())),
        "websites": tuple(website.url for website in organisation.websites.all()),
    }


def _write_facts(organisation: Organisation, values: Values) -> None:
    organisation.acronym = values["acronym"]
    organisation.founded = values["founded"]
    organisation.seat = Territory.objects.filter(pk=values["seat"]).first() if values["seat"] else None
    organisation.territories.set(list(Territory.objects.filter(pk__in=values["territories"])))
    _write_websites(organisation, values["websites"])


def _write_websites(organisation: Organisation, addresses: Iterable[str]) -> None:
    """Rows of addresses that stay keep their keys."""
    known = {website.url: website for website in organisation.websites.all()}
    organisation.websites.set([known.get(address) or Website(url=address) for address in addresses])


def _read_topics(organisation: Organisation) -> Values:
    return {scheme: concept_keys(organisation.concepts.all(), scheme) for scheme in TOPICS}


def _write_topics(organisation: Organisation, values: Values) -> None:
    kept = [concept for concept in organisation.concepts.all() if concept.scheme_id not in values]
    organisation.concepts.set([*kept, *chosen_concepts(values)])


def concept_keys(concepts: Iterable[Concept], scheme: str) -> tuple[str, ...]:
    """Those of one vocabulary, in an order that does not depend on who chose them."""
    return tuple(sorted(concept.key for concept in concepts if concept.scheme_id == scheme))


def chosen_concepts(values: Values) -> list[Concept]:
    """Values are keys by vocabulary; a key of another vocabulary is not taken."""
    keys = [key for scheme, chosen in values.items() for key in chosen if str(key).startswith(f"{scheme}:")]
    return list(Concept.objects.filter(key__in=keys))
