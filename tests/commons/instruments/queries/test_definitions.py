import pytest

from cities.commons.instruments.queries import definition_of
from tests.factories.instruments import InstrumentVersionFactory, ItemFactory, OptionListFactory, SectionFactory

pytestmark = pytest.mark.django_db


def version_with_questions(count, **fields):
    version = InstrumentVersionFactory(**fields)
    section = SectionFactory(version=version, code="about", words={"en": {"title": "About you"}, "fr": {"title": "Vous"}})
    options = OptionListFactory(version=version, code="answers", codes=("none", "some"))
    for number in range(count):
        ItemFactory(section=section, code=f"question_{number}", type="one-of", options=options, position=number)
    return version


@pytest.mark.parametrize("count", [1, 3])
def test_definition_costs_the_same_however_many_questions(count, django_assert_num_queries):
    version = version_with_questions(count)

    with django_assert_num_queries(8):
        definition = definition_of(version)

    assert [item.code for item in definition.items] == [f"question_{number}" for number in range(count)]


def test_definition_of_a_published_version_is_read_once(django_assert_num_queries):
    version = version_with_questions(1, published=True)
    first = definition_of(version)

    with django_assert_num_queries(0):
        again = definition_of(version)

    assert again is first


def test_definition_shows_words_a_reader_understands():
    definition = definition_of(version_with_questions(1))
    section = definition.section("about")

    assert section.title.shown_in("fr") == "Vous"
    assert section.title.shown_in("ko") == "About you"
    assert section.title.language_for("ko") == "en"


def test_definition_holds_groups_inside_their_item():
    section = SectionFactory()
    group = ItemFactory(section=section, code="measures", type="repeat")
    ItemFactory(section=section, code="measure", group=group)

    definition = definition_of(section.version)

    assert [item.code for item in definition.sections[0].items] == ["measures"]
    assert [item.code for item in definition.item("measures").items] == ["measure"]
    assert [item.code for item in definition.items] == ["measures", "measure"]
