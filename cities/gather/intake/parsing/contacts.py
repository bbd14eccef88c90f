"""Web and e-mail addresses as documents print them."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from cities.gather.intake.scoring import website_key

EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}")
ADDRESS = re.compile(r"(?:https?://)?(?:[\w\-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:[/?#][^\s<>\"')\]]*)?", re.IGNORECASE)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
PHONE = re.compile(r"\+?[\d\s().\-\[\]]{6,25}")
TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|_ga)$")
LONGEST_ADDRESS = 500


def email_addresses(text: str) -> tuple[str, ...]:
    """All e-mail addresses in a text, in lower case, each once."""
    return tuple(dict.fromkeys(address.lower() for address in EMAIL.findall(text)))


def websites(text: str) -> tuple[str, ...]:
    """All web addresses in a text, cleaned, each once; e-mail addresses and what is no address are left out."""
    # what a link shows comes before where it leads: people wrote the first
    shown = LINK.sub(r" \1 ", text) + " " + " ".join(target for _shown, target in LINK.findall(text))
    bare = EMAIL.sub(" ", shown.replace("mailto:", " "))
    found: dict[str, str] = {}
    for printed in ADDRESS.findall(bare):
        for address in clean_website(printed):
            found.setdefault(website_key(address), address)
    return tuple(found.values())


def clean_website(printed: str) -> tuple[str, ...]:
    """Bring a printed address to absolute form: scheme (https where none is printed), host in lower case, no tracking.

    Two addresses run together ("www.a.org/www.b.org") come as two. What is no http address gives nothing.
    """
    parts = re.split(r"(?<![/:])/(?=(?:https?://)?www\.)", printed.strip().strip(".,;:|<>()[]*"))
    return tuple(address for part in parts if (address := _absolute(part)))


def _absolute(printed: str) -> str:
    if not printed or len(printed) > LONGEST_ADDRESS or EMAIL.fullmatch(printed):
        return ""
    try:
        parts = urlsplit(printed if re.match(r"[a-z][a-z0-9+.\-]*:", printed, re.I) and "://" in printed else f"https://{printed}")
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"(?:[\w\-]+\.)+[^\W\d_]{2,24}", host):
        return ""
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not TRACKING.match(key)]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}{query}"


def is_contact_line(text: str, marks: Iterable[str]) -> bool:
    """Whether a line holds nothing but addresses, telephone numbers and the marks before them ("W", "E")."""
    bare = LINK.sub(r" \1 \2 ", text).replace("*", " ").replace("mailto:", " ")
    if not EMAIL.search(bare) and not ADDRESS.search(bare):
        return False
    bare = ADDRESS.sub(" ", EMAIL.sub(" ", bare))
    known = {mark.casefold() for mark in marks}
    words = re.split(r"[\s,;:/|]+", PHONE.sub(" ", bare))
    return all(word.casefold() in known for word in words if word)


def misplaced_web(text: str, mail_marks: Iterable[str]) -> str:
    """The web address that follows an e-mail mark directly, if any: "E jwcuc.coop/en"."""
    marks = "|".join(re.escape(mark) for mark in mail_marks)
    found = re.search(rf"(?:^|[\s\[])(?:{marks})\s*[:.]?\s+({ADDRESS.pattern})(?!\S*@)", text, re.IGNORECASE) if marks else None
    return found.group(1).rstrip("])") if found and not EMAIL.match(found.group(1)) else ""
