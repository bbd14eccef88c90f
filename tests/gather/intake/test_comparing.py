from cities.gather.intake.comparing import Current, Difference, differences, fields_to_take
from cities.gather.intake.parsing import Entry, Note

CURRENT = Current(
    words={"fr": {"name": "Bibliothèque", "text": "Elle prête.", "summary": ""}, "en": {"name": "Library", "text": "It lends."}},
    original="fr",
    acronym="ASL",
    member_since=2019,
    category="organisation",
    countries=frozenset({"FR"}),
    cities=frozenset({"Lyon", "리옹"}),
    websites=frozenset({"https://www.almond.example"}),
    addresses=frozenset({"a@almond.example"}),
    facts={"founded": ""},
)


def entry(**facts: object) -> Entry:
    return Entry(**{"kind": "member", "name": "Library", "language": "en", **facts})  # type: ignore[arg-type]  # facts are those of an entry


def test_what_the_document_leaves_out_is_no_difference():
    assert differences(entry(), CURRENT) == {}


def test_spelling_is_no_difference():
    same = entry(
        name="LIBRARY",
        acronym="asl",
        city="lyon",
        country="FR",
        websites=("http://almond.example/",),
        text="It  lends.",
        emails=("a@almond.example",),
    )

    assert differences(same, CURRENT) == {}


def test_every_fact_can_differ():
    other = entry(
        name="House",
        acronym="H",
        member_since=2020,
        category="sse-network",
        city="Cusco",
        country="PE",
        websites=("https://house.example",),
        emails=("b@house.example",),
        text="It repairs.",
        summary="Short.",
        facts={"founded": "1998", "name.es": "Casa", "themes": "food"},
    )

    assert differences(other, CURRENT) == {
        "acronym": ("ASL", "H"),
        "member_since": (2019, 2020),
        "category": ("organisation", "sse-network"),
        "founded": ("", "1998"),
        "country": ("FR", "PE"),
        "city": ("Lyon, 리옹", "Cusco"),
        "name": ("Library", "House"),
        "summary": ("", "Short."),
        "text": ("It lends.", "It repairs."),
        "name.es": ("", "Casa"),
        "websites": (["https://www.almond.example"], ["https://house.example"]),
        "emails": (1, 1),
    }


def test_a_guess_contradicts_nothing():
    guess = entry(category="sse-network", guessed=frozenset({"category"}))

    assert differences(guess, CURRENT) == {}
    assert differences(guess, Current(words={"en": {"name": "Library"}})) == {"category": ("", "sse-network")}


def test_words_without_a_language_are_compared_with_the_original():
    assert differences(entry(name="Bibliothèque", language="", text="Elle prête."), CURRENT) == {}


def test_words_of_practices_are_compared_too():
    current = Current(words={"en": {"name": "Gardens", "problem": "No room."}}, original="en", started=2016)

    found = differences(
        Entry(kind="practice", name="Gardens", language="en", started=2017, facts={"problem": "Little room.", "results": "100"}), current
    )

    assert found == {"started": (2016, 2017), "problem": ("No room.", "Little room."), "results": ("", "100")}


def taken(found: dict[str, Difference], *, written: dict[str, object] | None = None, **facts: object) -> list[str]:
    return fields_to_take(found, entry(**facts), CURRENT, written=written or {})


def test_the_document_fills_gaps_and_renews_what_an_import_wrote():
    found: dict[str, Difference] = {
        "acronym": ("", "H"),
        "member_since": (2019, 2020),
        "text": ("It lends.", "It repairs."),
        "websites": (["https://a.example"], ["https://b.example"]),
        "name": ("Library", "House"),
    }

    assert taken(found) == ["acronym", "websites"]
    assert taken(found, written={"member_since": 2019, "text": "It  lends.", "name": "Something else"}) == [
        "acronym",
        "member_since",
        "text",
        "websites",
    ]


def test_words_are_lacking_where_no_language_has_them():
    found: dict[str, Difference] = {"text": ("", "It lends."), "summary": ("", "Short."), "text.es": ("", "Presta.")}

    assert taken(found, language="es") == ["summary"]
    assert taken(found, language="fr") == ["text", "summary"]
    assert taken(found, language="") == ["text", "summary"]


def test_what_two_entries_share_is_not_taken_by_itself():
    found: dict[str, Difference] = {"websites": ([], ["https://a.example"]), "emails": (0, 1), "acronym": ("", "A")}

    assert taken(found, notes=(Note("same-website"), Note("same-email"))) == ["acronym"]


def test_an_acronym_for_a_name_is_no_difference():
    assert differences(entry(name="ASL"), CURRENT) == {}
