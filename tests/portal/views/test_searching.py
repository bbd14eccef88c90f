import json

import pytest
from lxml import etree

from cities.core.actions import publish_record, withdraw_record
from cities.editions.actions import fill_kit, publish_edition
from cities.search.actions import rebuild_index
from cities.search.models import Entry
from cities.search.queries import asking
from cities.transfer.comparisons.actions import publish
from tests.factories import ComparisonFactory, EngagementFactory, OrganisationFactory, PracticeFactory
from tests.factories.editions import EditionFactory, KitFactory

pytestmark = pytest.mark.django_db

SEARCH, FEED, SUGGESTIONS = "/en/search/", "/en/feeds/search.atom", "/en/search/suggestions"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _fresh_speller():
    """Words to mend others by are read every few minutes: too seldom for tests."""
    asking._speller.cache_clear()


def found(client, query, path=SEARCH):
    return client.get(f"{path}?{query}").context["found"]


def titles(found):
    return [record.title.text for record in found.shown]


@pytest.fixture
def korean(network, places, concepts):
    """A practice nobody has translated, and one a machine has."""
    texts = {"ko": {"title": "의료 협동조합", "summary": "주민이 병원을 함께 운영한다."}}
    return PracticeFactory(
        code="korean", published=True, started=2012, texts=texts, territories=[places.montreal], concepts=[concepts.finance]
    )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("q=beehive", 6), ("q=beehive&kind=practice&theme=finance&from=2000", 7)])
def test_page_costs_the_same_however_much_is_found(client, network, concepts, django_assert_num_queries, query, queries, count):
    texts = {"en": {"title": "Beehive", "problem": "A beehive for everyone."}}
    PracticeFactory.create_batch(count, published=True, texts=texts, concepts=[concepts.microcredit], started=2010)
    client.get(f"{SEARCH}?{query}")

    with django_assert_num_queries(queries):
        client.get(f"{SEARCH}?{query}")


def test_search_finds_every_kind_of_record_in_any_language(client, network):
    assert {record.kind for record in found(client, "q=dakar").shown} >= {"member", "practice"}
    assert [record.url for record in found(client, "q=crédit").shown][:1] == ["/en/practices/fodem/"]


def test_answer_says_where_when_and_in_which_language(client, korean):
    record = next(record for record in found(client, "q=협동조합").shown if record.url == "/en/practices/korean/")

    assert (record.where, record.region, record.places, record.year) == ("Montréal, Canada", "north-america", ("ca-montreal",), 2012)
    assert (record.title.language, record.title.is_foreign, record.is_translated) == ("ko", True, False)
    page = client.get(f"{SEARCH}?q=협동조합").content.decode()
    assert '<a href="/en/practices/korean/" lang="ko" dir="ltr">의료 협동조합</a>' in page
    assert "in Korean only" in page


def test_answer_translated_by_a_machine_says_so(client, network):
    page = client.get(f"{SEARCH}?q=municipal+credit").content.decode()

    assert "machine translation from French" in page


def test_excerpt_marks_the_words_asked_for(client, network):
    PracticeFactory(published=True, texts={"en": {"title": "Bees", "summary": "Hives on <b>roofs</b> feed bees."}})

    page = client.get(f"{SEARCH}?q=roofs").content.decode()

    assert "<mark>roofs</mark>" in page
    assert "<b>roofs" not in page


def test_reasons_are_told_in_plain_words(client, network):
    record = found(client, "q=microcredit").shown[0]

    assert "Topic: Microcredit" in record.reasons


def test_topics_and_places_the_words_name_lead_to_their_pages(client, network):
    named = found(client, "q=microcredit+dakar").named

    assert {(one.kind, one.label, one.url) for one in named} == {
        ("concept", "Microcredit", "/en/topics/themes/microcredit/"),
        ("place", "Dakar, Senegal", "/en/territories/sn-dakar/"),
    }


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("kind=practice", {"fodem", "depot"}),
        ("kind=practice&territory=africa-middle-east", {"fodem"}),
        ("kind=practice&territory=sn&territory=ca", {"fodem", "depot"}),
        ("kind=practice&theme=finance", {"fodem"}),
        ("kind=practice&sector=commerce", {"fodem"}),
        ("kind=practice&actor=private", {"fodem"}),
        ("kind=practice&language=fr", {"fodem"}),
        ("kind=practice&to=2000", {"depot"}),
        ("kind=practice&from=2000&to=2010", {"fodem"}),
        ("q=guide&kind=practice", set()),
    ],
)
def test_search_is_narrowed_by_its_address(client, network, query, codes):
    answers = found(client, query)

    assert {record.url.rstrip("/").rpartition("/")[2] for record in answers.shown} == codes
    assert answers.total == len(codes)


def test_facets_count_what_each_choice_would_leave(client, network):
    facets = {facet.name: facet for facet in found(client, "kind=practice").facets}

    assert [(option.value, option.count, option.is_chosen) for option in facets["kind"].options] == [
        ("practice", 2, True),
        ("member", 2, False),
        ("resource", 1, False),
    ]
    africa, america = facets["territory"].options
    assert (africa.value, africa.count, [(country.value, country.count) for country in africa.deeper]) == (
        "africa-middle-east",
        1,
        [("sn", 1)],
    )
    assert (america.value, america.count) == ("north-america", 1)
    finance = facets["theme"].options[0]
    assert (finance.value, finance.count, [(option.value, option.count) for option in finance.deeper]) == (
        "finance",
        1,
        [("microcredit", 1)],
    )
    assert [(option.value, option.count) for option in facets["actor"].options] == [("public", 1), ("private", 1)]


def test_filters_in_force_are_chips_that_can_be_taken_away(client, network):
    page = client.get(f"{SEARCH}?q=credit&kind=practice&from=2000").content.decode()

    assert 'href="?q=credit&amp;from=2000">Practices' in page
    assert 'href="?q=credit&amp;kind=practice">from 2000' in page
    assert 'href="/en/search/?q=credit">Remove all' in page


def test_years_offered_are_those_of_the_answers(client, network):
    assert found(client, "kind=practice").years == (1998, 2010)


def test_answers_can_be_sorted_by_year(client, network):
    assert [record.year for record in found(client, "kind=practice&sort=newest").shown] == [2010, 1998]
    assert [record.year for record in found(client, "kind=practice&sort=oldest").shown] == [1998, 2010]


def test_map_shows_every_answer_and_narrows_to_a_place(client, network, monkeypatch):
    monkeypatch.setattr("cities.portal.queries.searching.HITS_A_PAGE", 1)

    plate = found(client, "kind=practice&view=map").map

    assert [(point.place.code, point.count, point.url) for point in plate.points] == [
        ("sn-dakar", 1, "?kind=practice&territory=sn-dakar&view=map"),
        ("ca-montreal", 1, "?kind=practice&territory=ca-montreal&view=map"),
    ]


def test_language_of_the_words_is_guessed_shown_and_changed(client, network):
    guessed, told = found(client, "q=crédit+pour+les+femmes"), found(client, "q=crédit+pour+les+femmes&as=es")

    assert (guessed.language, told.language) == ("fr", "es")
    assert '<option value="">French (guessed)</option>' in client.get(f"{SEARCH}?q=crédit+pour+les+femmes").content.decode()


def test_misspelt_word_is_mended_and_can_be_insisted_on(client, network):
    answers = found(client, "q=municipel")

    assert (answers.mended, answers.instead.query, answers.exactly.query) == ("municipal", "?q=municipal", "?q=%22municipel%22")
    assert found(client, "q=%22municipel%22").total == 0


def test_mended_query_keeps_what_narrows_it(client, network):
    answers = found(client, "q=municipel+-bank+in:dakar")

    assert (answers.instead.words, answers.exactly.words) == ("municipal -bank in:dakar", '"municipel" -bank in:dakar')


def test_place_nobody_knows_is_told(client, network):
    page = client.get(f"{SEARCH}?q=credit+in:barcelonna").content.decode()

    assert "We know no place called “barcelonna”." in page
    assert "within the filters you chose" in page


def test_nothing_within_filters_offers_to_take_one_away(client, network):
    answers = found(client, "q=guide&kind=practice&from=2000")

    assert [(broader.label, broader.count, broader.address) for broader in answers.broader] == [
        ("Kind of record: Practices", 1, "?q=guide&from=2000")
    ]
    page = client.get(f"{SEARCH}?q=guide&kind=practice&from=2000").content.decode()
    assert "/en/about/#contact" in page
    assert 'href="/en/feeds/search.atom?q=guide&amp;kind=practice&amp;from=2000"' in page


def test_nothing_at_all_offers_topics_near_the_words(client, network):
    network.practice.concepts.clear()
    withdraw_record(network.practice, reason="Wrong.", by=None)
    withdraw_record(network.resource, reason="Wrong.", by=None)
    withdraw_record(network.dakar, reason="Wrong.", by=None)

    rebuild_index()

    answers = found(client, "q=microloans")

    assert (answers.total, [one.label for one in answers.nearby]) == (0, ["Microcredit"])


def test_page_of_answers_can_be_turned(client, network, monkeypatch):
    monkeypatch.setattr("cities.portal.queries.searching.HITS_A_PAGE", 1)
    PracticeFactory.create_batch(2, published=True, texts={"en": {"title": "Beehive"}})

    first, second, beyond = (found(client, f"q=beehive{page}") for page in ("", "&page=2", "&page=99"))

    assert (first.previous, first.next, first.pages) == (None, 2, 2)
    assert (second.previous, second.next) == (1, None)
    assert (beyond.number, beyond.shown) == (2, second.shown)
    assert "page=99" not in client.get(f"{SEARCH}?q=beehive&page=99").content.decode().partition("<main")[2]


def test_search_for_nothing_asks_nothing(client, network, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(SEARCH)

    assert "Ask in your own language" in response.content.decode()


def test_address_that_says_more_than_it_needs_leads_to_the_short_one(client, network):
    response = client.get(f"{SEARCH}?q=credit&kind=&sort=best&from=&to=&as=")

    assert (response.status_code, response["Location"]) == (302, "/en/search/?q=credit")


def test_filters_that_mean_nothing_are_named_and_left_out(client, network):
    response = client.get(f"{SEARCH}?q=credit&theme=magic&sort=worst")

    assert response.context["found"].total > 0
    assert "These filters mean nothing here and were left out: magic, worst." in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"""',
        "-",
        "*",
        "NEAR(",
        "lang:",
        "in:nowhere",
        "lang:xx a",
        "%",
        "_",
        "\0",
        "\ud800",
        "'; drop table",
        "(" * 300,
        "a" * 5000,
        "<script>",
    ],
)
def test_hostile_words_harm_nothing(client, network, query):
    for path in (SEARCH, FEED, SUGGESTIONS):
        response = client.get(path, {"q": query.encode("utf-8", "surrogatepass")}, follow=True)

        assert response.status_code == 200
        assert b"<script>" not in response.content.replace(b"<script src=", b"")


def test_record_no_longer_public_is_shown_by_nothing_even_if_the_index_holds_it(client, network):
    network.practice.__class__.objects.filter(pk=network.practice.pk).update(live=False)

    assert Entry.objects.filter(record_id=network.practice.pk).exists()
    assert "/en/practices/fodem/" not in [record.url for record in found(client, "q=credit").shown]
    assert b"fodem" not in client.get(f"{FEED}?q=credit").content


def test_every_page_tells_browsers_how_to_search_and_this_one_how_to_follow(client, network):
    assert 'type="application/opensearchdescription+xml" href="/en/search/description.xml"' in client.get("/en/").content.decode()
    assert 'type="application/atom+xml" href="/en/feeds/search.atom?q=credit"' in client.get(f"{SEARCH}?q=credit").content.decode()


def test_feed_of_a_search_tells_the_newest_first(client, network):
    PracticeFactory(code="newer", published=True, texts={"en": {"title": "Municipal credit again", "summary": "Again."}})
    publish_record(network.practice, by=None)

    response = client.get(f"{FEED}?q=municipal+credit&kind=practice")

    tree = etree.fromstring(response.content)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert tree.xpath("a:title/text()", namespaces=ATOM) == ["CITIES: “municipal credit”, Practices"]
    assert tree.xpath("a:link[@rel='self']/@href", namespaces=ATOM)[0].endswith("/en/feeds/search.atom?q=municipal+credit&kind=practice")
    links = tree.xpath("a:entry/a:link/@href", namespaces=ATOM)
    assert [link.rstrip("/").rpartition("/")[2] for link in links] == ["newer", "fodem"]
    assert tree.xpath("a:entry/a:id/text()", namespaces=ATOM)[1] == f"urn:uuid:{network.practice.pk}"


def test_feed_of_a_search_for_nothing_is_everything_new(client, network):
    tree = etree.fromstring(client.get(FEED).content)

    assert tree.xpath("a:title/text()", namespaces=ATOM) == ["CITIES: everything new"]
    assert len(tree.xpath("a:entry", namespaces=ATOM)) == 5


def test_suggestions_lead_to_topics_places_and_records(client, network):
    response = client.get(f"{SUGGESTIONS}?q=mic")
    words, labels, kinds, addresses, _more = json.loads(response.content)

    assert response["Content-Type"] == "application/x-suggestions+json; charset=utf-8"
    assert (words, labels, kinds) == ("mic", ["Microcredit"], ["Topic"])
    assert addresses[0].endswith("/en/topics/themes/microcredit/")
    assert json.loads(client.get(f"{SUGGESTIONS}?q=City").content)[1:3] == [["City of Dakar"], ["Organisation"]]


def test_suggestions_for_one_letter_are_none(client, network):
    assert json.loads(client.get(f"{SUGGESTIONS}?q=m").content)[1] == []


def test_description_speaks_the_language_of_its_address(client, db):
    response = client.get("/fr/search/description.xml")

    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert b"/fr/search/?q={searchTerms}" in response.content


@pytest.fixture
def others(network, settings, tmp_path):
    """A comparison, an engagement, a yearbook and a kit, all public and all called after beehives."""
    settings.DATA_DIR = tmp_path
    compared = [network.practice, PracticeFactory(code="roofs", published=True)]
    publish(ComparisonFactory(code="beehives-compared", titles={"en": "Beehives compared"}, subjects=compared), by=None)
    words = {"en": {"title": "Beehives advised", "summary": "Keeping beehives."}}
    member = OrganisationFactory(code="keepers", published=True)
    EngagementFactory(code="beehives-advised", texts=words, parts={member: "asking"}, published=True)
    publish_edition(EditionFactory(code="beehives-2021", words={"en": {"title": "Beehives of 2021"}}), by=None)
    kit = KitFactory(code="beehives-kit", words={"en": {"title": "Beehives to take along", "introduction": "Read first."}})
    fill_kit(kit, practices=[network.practice], transfers=[], resources=[], by=None)
    publish_edition(kit, by=None)


def test_comparisons_advice_editions_and_kits_are_found_with_their_pages(client, others):
    answers = found(client, "q=beehives")

    assert {(record.kind, record.url, record.title.text) for record in answers.shown} >= {
        ("comparison", "/en/comparisons/beehives-compared/", "Beehives compared"),
        ("engagement", "/en/advice/beehives-advised/", "Beehives advised"),
        ("edition", "/en/editions/beehives-2021/", "Beehives of 2021"),
        ("edition", "/en/kits/beehives-kit/", "Beehives to take along"),
    }
    kinds = next(facet for facet in answers.facets if facet.name == "kind")
    assert {
        option.value: (option.label, option.count) for option in kinds.options if option.value in ("comparison", "engagement", "edition")
    } == {
        "engagement": ("Advice", 1),
        "comparison": ("Comparisons", 1),
        "edition": ("Editions and kits", 2),
    }
    assert all(client.get(record.url).status_code == 200 for record in answers.shown)


@pytest.mark.parametrize(
    ("kind", "count", "label"),
    [("comparison", 1, "Comparison"), ("engagement", 1, "Advice"), ("edition", 1, "Edition"), ("edition", 1, "Kit")],
)
def test_each_kind_is_asked_for_and_named_on_its_card(client, others, kind, count, label):
    page = client.get(f"{SEARCH}?q=beehives&kind={kind}")

    assert {record.kind for record in page.context["found"].shown} == {kind}
    assert page.content.decode().count(f'<p class="row__where">{label}') == count


def test_what_was_published_last_comes_first_in_the_feed_whatever_its_kind(client, others):
    feed = etree.fromstring(client.get(f"{FEED}?q=beehives").content)

    assert feed.xpath("//a:entry/a:title/text()", namespaces=ATOM)[:2] == ["Beehives to take along", "Beehives of 2021"]
    assert all(feed.xpath("//a:entry/a:published/text()", namespaces=ATOM))


def test_kits_and_comparisons_are_suggested_with_the_page_they_lead_to(client, others):
    _words, labels, about, urls, _more = json.loads(client.get(f"{SUGGESTIONS}?q=beehives").content)

    told = {label: (kind, url.partition("/en/")[2]) for label, kind, url in zip(labels, about, urls, strict=True)}
    assert told["Beehives compared"] == ("Comparison", "comparisons/beehives-compared/")
    assert told["Beehives to take along"] == ("Kit", "kits/beehives-kit/")
