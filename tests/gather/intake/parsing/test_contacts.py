import pytest

from cities.gather.intake.parsing.contacts import clean_website, email_addresses, is_contact_line, misplaced_web, websites


@pytest.mark.parametrize(
    ("printed", "addresses"),
    [
        ("www.Almond.ORG/Path/", ["https://www.almond.org/Path"]),
        ("http://almond.org", ["http://almond.org"]),
        ("www.a.org/www.b.org", ["https://www.a.org", "https://www.b.org"]),
        ("https://a.org/x?ref=page&utm_source=mail&id=7", ["https://a.org/x?id=7"]),
        ("a.org:8080/x", ["https://a.org:8080/x"]),
        ("(a.org).", ["https://a.org"]),
        ("javascript:alert(1)", []),
        ("ftp://a.org", []),
        ("post@a.org", []),
        ("nowhere", []),
        ("http://[::1", []),
        ("http://a.org:99999", []),
        ("a." + "b" * 600 + ".org", []),
        ("", []),
    ],
)
def test_clean_website(printed, addresses):
    assert list(clean_website(printed)) == addresses


def test_websites_of_a_line_come_once_as_shown():
    line = "[W](http://www.almond.example) www.almond.example, brook.example/x [E](mailto:post@almond.example) post@almond.example"

    assert websites(line) == ("https://www.almond.example", "https://brook.example/x")


def test_email_addresses_come_once_in_lower_case():
    assert email_addresses("A@B.org / a@b.org, [c](mailto:c.d+e@f-g.museum)") == ("a@b.org", "c.d+e@f-g.museum")


@pytest.mark.parametrize(
    ("text", "is_contact"),
    [
        ("W www.a.org **E** b@a.org", True),
        ("[W a.org](http://a.org) [E b@a.org](mailto:b@a.org), c@d.org", True),
        ("b@a.org / c@d.org", True),
        ("Tel +33 1 23 45 67, www.a.org", False),
        ("W www.a.org +33 1 23 45 67", True),
        ("See www.a.org for more", False),
        ("W", False),
        ("Almond Street", False),
    ],
)
def test_contact_lines_hold_nothing_but_addresses(text, is_contact):
    assert is_contact_line(text, ["W", "E"]) is is_contact


def test_misplaced_web_is_a_site_after_a_mail_mark():
    assert misplaced_web("[E jwcuc.coop/en](http://jwcuc.coop/en)", ["E"]) == "jwcuc.coop/en"
    assert misplaced_web("W a.org E b@a.org", ["E"]) == ""
    assert misplaced_web("E a.org", []) == ""


def test_long_lines_cost_little():
    hostile = "a." * 200_000 + "@" + "b-" * 100_000

    assert websites(hostile) is not None
    assert email_addresses(hostile) is not None
