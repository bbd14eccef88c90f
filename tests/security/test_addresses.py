"""Who may reach what: every named address, as every role, for records in every state, beside a table somebody has read.

The table is `addresses.csv`. A new address or a changed answer fails here until the table says so:
`pytest tests/security/test_addresses.py --write-addresses` writes what the site answers now; read the difference before keeping it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.security.addresses import every_pattern, label, named_addresses
from tests.security.arguments import path_of
from tests.security.world import ROLES, STATES, World

TABLE = Path(__file__).parent / "addresses.csv"
KEYS = ("address", "method", "state")
HOW = f"Read the difference, then: pytest {TABLE.parent.name}/test_addresses.py --write-addresses".replace("security/", "tests/security/")
# Wagtail's page of its own “not found”, and its answer to any other address under /admin/.
MAY_HAVE_NO_NAME = {"/admin/test404/", "/admin/^.*/$"}
# Forms that answer themselves when they come empty; the others read only, whatever the method.
ANSWERS_ANYONE = {
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    # Says that accounts come by invitation.
    "account_signup",
    "portal:join",
    # What came with a wrong key is told so.
    "portal:still_right",
    "portal:write",
    "wagtailadmin_sprite",
    "wagtaildocs_serve",
}
# A page made to fail, to see what that looks like; and a link chooser, for texts we do not have, that expects a field to be there.
FAILS_IN_WAGTAIL = {"wagtailadmin_error_test", "wagtailadmin_choose_page_external_link"}

Key = tuple[str, str, str]


def test_every_address_has_a_name():
    assert {address.route for address in every_pattern() if not address.name or address.name.endswith(":")} == MAY_HAVE_NO_NAME


@pytest.mark.parametrize("role", ROLES)
def test_addresses_answer_each_role_as_the_table_says(role, world, request):
    answered = dict(answers(world, role))

    if request.config.getoption("--write-addresses", default=False):
        write_column(role, answered)
    written = read_column(role)

    assert sorted(answered.keys() - written.keys()) == [], f"Addresses without a row. {HOW}"
    assert sorted(written.keys() - answered.keys()) == [], f"Rows without an address. {HOW}"
    changed = {key: f"{written[key]} -> {status}" for key, status in answered.items() if written[key] != status}
    assert changed == {}, f"Answers that are not as the table says. {HOW}"


def test_table_lets_nobody_change_anything_without_an_account():
    rows = read_rows()

    open_to_post = {row["address"] for row in rows if row["method"] == "POST" and row["anonymous"].startswith("2")}

    assert open_to_post == ANSWERS_ANYONE


def test_table_has_no_fault_of_the_server():
    failing = {row["address"] for row in read_rows() if any(row[role].startswith("5") for role in ROLES)}

    assert failing == FAILS_IN_WAGTAIL


def answers(world: World, role: str) -> Iterator[tuple[Key, str]]:
    """The status of every address; one row where the state of a record makes no difference to the address."""
    client = world.client(role)
    everything = named_addresses()
    for address in everything:
        paths = {state: path_of(address, world, state=state) for state in STATES}
        if len(set(paths.values())) == 1:
            paths = {"any": paths["published"]}
        for state, path in paths.items():
            for method in ("GET", "POST"):
                yield (label(address, everything), method, state), ask(client, method, path)


def ask(client: Client, method: str, path: str) -> str:
    """What comes of it, and everything as it was before; cookies too."""
    cookies = dict(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path)
        response.close()
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(cookies)
    return outcome(response)


def outcome(response: HttpResponse) -> str:
    """The status; in words where Wagtail sends away whoever may not, which as a status looks like success."""
    if response.headers.get("Location", "").startswith((reverse("wagtailadmin_login"), reverse("account_login"))):
        return "sign-in"
    told = [str(message) for message in get_messages(response.wsgi_request)]
    return (
        "refused"
        if response.status_code == 403 or any("you do not have permission" in message for message in told)
        else str(response.status_code)
    )


def read_rows() -> list[dict[str, str]]:
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_column(role: str) -> dict[Key, str]:
    return {(row["address"], row["method"], row["state"]): row[role] for row in read_rows()}


def write_column(role: str, answered: dict[Key, str]) -> None:
    known = {(row["address"], row["method"], row["state"]): row for row in read_rows()}
    rows = [{**known.get(key, {}), **dict(zip(KEYS, key, strict=True)), role: status} for key, status in answered.items()]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*KEYS, *ROLES], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: tuple(row[key] for key in KEYS)))
