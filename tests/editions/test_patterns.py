import pytest

from cities.editions.patterns import is_reader


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1", True),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", False),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", False),
        ("ia_archiver", False),
        ("curl/8.5.0", False),
        ("python-requests/2.32", False),
        ("WhatsApp/2 linkpreview", False),
        ("", False),
        ("  ", False),
    ],
)
def test_machines_that_say_so_are_no_readers(agent, expected):
    assert is_reader(agent) is expected
