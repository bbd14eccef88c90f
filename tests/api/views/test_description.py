import re

import pytest


@pytest.fixture
def described(client, db):
    return client.get("/api/v1/openapi.json").json()


def test_description_is_openapi_3_1(described):
    assert (described["openapi"][:3], described["info"]["version"]) == ("3.1", "1.0.0")


def test_operations_keep_their_names(described):
    assert {path: details["get"]["operationId"] for path, details in described["paths"].items()} == {
        "/api/v1/search": "search",
        "/api/v1/suggest": "suggest",
        "/api/v1/members": "listMembers",
        "/api/v1/members/{record_id}": "getMember",
        "/api/v1/practices": "listPractices",
        "/api/v1/practices/{record_id}": "getPractice",
        "/api/v1/resources": "listResources",
        "/api/v1/resources/{record_id}": "getResource",
        "/api/v1/needs": "listNeeds",
        "/api/v1/editions": "listEditions",
        "/api/v1/editions/{record_id}": "getEdition",
        "/api/v1/comparisons": "listComparisons",
        "/api/v1/comparisons/{record_id}": "getComparison",
        "/api/v1/concepts": "listConcepts",
        "/api/v1/concepts/{record_id}": "getConcept",
        "/api/v1/advice": "listEngagements",
        "/api/v1/advice/{record_id}": "getEngagement",
        "/api/v1/transfers": "listTransfers",
        "/api/v1/transfers/{record_id}": "getTransfer",
        "/api/v1/practices/{record_id}/lineage": "getLineage",
        "/api/v1/territories": "listTerritories",
        "/api/v1/territories/{record_id}": "getTerritory",
    }


def test_every_type_field_and_parameter_is_described(described):
    bare = [name for name, schema in described["components"]["schemas"].items() if not schema.get("description")]
    bare += [
        f"{name}.{field}"
        for name, schema in described["components"]["schemas"].items()
        for field, details in schema.get("properties", {}).items()
        if not details.get("description")
    ]
    bare += [
        f"{path} {parameter['name']}"
        for path, details in described["paths"].items()
        for parameter in details["get"]["parameters"]
        if not parameter.get("description")
    ]

    assert bare == []


def test_every_reference_leads_somewhere(described):
    references = set(re.findall(r"#/components/schemas/([A-Za-z]+)", str(described)))

    assert references - set(described["components"]["schemas"]) == set()


def test_what_is_private_is_not_even_described(described):
    fields = {field for schema in described["components"]["schemas"].values() for field in schema.get("properties", {})}

    hidden = {
        "address",
        "email",
        "password",
        "person",
        "people",
        "private_contacts",
        "withdrawal_reason",
        "entered_by",
        "latest_revision",
        "live",
    }
    assert fields & hidden == set()


def test_lists_that_can_be_maps_say_so(described):
    maps = {path for path, details in described["paths"].items() if "application/geo+json" in details["get"]["responses"]["200"]["content"]}

    assert maps == {"/api/v1/members", "/api/v1/practices", "/api/v1/territories"}
