import json

from lxml import etree

from cities.feeds.exports import SearchDescription, SuggestedSearch, description, suggestions

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_description_names_every_way_to_ask():
    shown = SearchDescription(
        name="A network with a very long name",
        description="Practices & more",
        language="fr",
        page="https://a.org/fr/search/?q=",
        suggestions="https://a.org/fr/search/suggestions?q=",
        feed="https://a.org/fr/feeds/search.atom?q=",
        itself="https://a.org/fr/search/description.xml",
        icon="https://a.org/favicon.svg",
    )

    tree = etree.fromstring(description(shown).encode())

    assert tree.xpath("o:ShortName/text()", namespaces=NAMES) == ["A network with a"]
    assert dict(zip(*(tree.xpath(f"o:Url/@{name}", namespaces=NAMES) for name in ("type", "template")), strict=True)) == {
        "text/html": "https://a.org/fr/search/?q={searchTerms}",
        "application/x-suggestions+json": "https://a.org/fr/search/suggestions?q={searchTerms}",
        "application/atom+xml": "https://a.org/fr/feeds/search.atom?q={searchTerms}",
        "application/opensearchdescription+xml": "https://a.org/fr/search/description.xml",
    }
    assert tree.xpath("o:Language/text()", namespaces=NAMES) == ["fr"]


def test_suggestions_are_columns_beside_the_words():
    found = [SuggestedSearch("마을", "ko", "Topic", "https://a.org/1"), SuggestedSearch("Madrid", "en", "Territory", "https://a.org/2")]

    assert json.loads(suggestions("ma", found)) == [
        "ma",
        ["마을", "Madrid"],
        ["Topic", "Territory"],
        ["https://a.org/1", "https://a.org/2"],
        {"languages": ["ko", "en"]},
    ]
