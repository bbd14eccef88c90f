import base64

import pytest

from cities.search.engines import EngineFault
from cities.search.engines.opensearch import service_at
from tests.search.engines.opensearch.recorded import EXISTS, hits, taken


def test_user_and_password_are_told_in_a_header_and_not_in_the_address(recorded, service):
    recorded.answer("POST /commons-texts/_search", hits())

    service.search("commons-texts", {"size": 0})

    assert recorded.asked[0].headers["Authorization"] == f"Basic {base64.b64encode(b'cities:s@crd').decode()}"
    assert service.address == f"http://127.0.0.1:{recorded.port}"
    assert "crd" not in repr(service)


def test_service_without_a_user_sends_no_header():
    assert service_at("https://search.example.org/commons").headers == {}
    assert service_at("http://[::1]:9200/commons").address == "http://[::1]:9200"


def test_server_that_is_away_is_a_fault_that_tells_no_password(recorded):
    service = service_at("http://cities:s%40crd@127.0.0.1:1/commons")

    with pytest.raises(EngineFault) as raised:
        service.search("commons-texts", {})

    assert "crd" not in str(raised.value)


def test_missing_index_is_a_fault(service):
    with pytest.raises(EngineFault, match="index_not_found_exception"):
        service.search("commons-texts", {})


def test_index_is_made_as_the_mapping_says(recorded, service):
    service.make_index("commons-passages", "passages.json", dimension=512)

    mapping = recorded.bodies("PUT /commons-passages")[0]
    centred = mapping["mappings"]["properties"]["centred"]
    assert (centred["type"], centred["dimension"], centred["method"]["space_type"]) == ("knn_vector", 512, "cosinesimil")
    assert mapping["settings"]["index"]["knn"] is True


def test_index_that_is_there_stays(recorded, service):
    recorded.answer("PUT /commons-texts", EXISTS, status=400)

    service.make_index("commons-texts", "texts.json")

    assert len(recorded.asked) == 1


def test_index_that_is_refused_is_a_fault(recorded, service):
    recorded.answer("PUT /commons-texts", {"error": {"type": "security_exception"}, "status": 403}, status=403)

    with pytest.raises(EngineFault, match="security_exception"):
        service.make_index("commons-texts", "texts.json")


def test_changes_are_sent_line_by_line(recorded, service):
    recorded.answer("POST /commons-texts/_bulk", taken)

    refused = service.send("commons-texts", [(4, {"names": "협동"}), (5, None)])

    assert refused == {}
    assert recorded.asked[0].body == [{"index": {"_id": "4"}}, {"names": "협동"}, {"delete": {"_id": "5"}}]
    assert recorded.asked[0].path.endswith("?refresh=true")


def test_what_is_refused_is_told_apart(recorded, service):
    items = [
        {"index": {"_id": "4", "status": 400, "error": {"type": "strict_dynamic_mapping_exception", "reason": "not allowed"}}},
        {"index": {"_id": "5", "status": 201, "result": "created"}},
        {"delete": {"_id": "6", "status": 404, "result": "not_found"}},
    ]
    recorded.answer("POST /commons-texts/_bulk", {"took": 1, "errors": True, "items": items})

    refused = service.send("commons-texts", [(4, {}), (5, {}), (6, None)])

    assert list(refused) == [4]


def test_answer_nobody_can_read_is_a_fault(recorded, service):
    recorded.answer("POST /commons-texts/_bulk", {"surprise": True})

    with pytest.raises(EngineFault):
        service.send("commons-texts", [(4, {})])


def test_indexes_are_listed_by_their_beginning(recorded, service):
    recorded.answer("GET /_cat/indices/commons-*", [{"index": "commons-a"}, {"index": "commons-b"}])

    assert service.indexes("commons-") == ["commons-a", "commons-b"]
