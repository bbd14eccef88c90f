from django.http import QueryDict

from cities.desk.forms.instruments.arranging import Arrangement, arrangement_in, with_values


def test_order_is_what_the_page_sent_and_nothing_else():
    data = QueryDict("order=item-2&order=item-0&order=item-2&order=other-1&order=item-x&removed=item-0&removed=item-9")

    assert arrangement_in(data, "item") == Arrangement(("item-2", "item-0"), frozenset({"item-0"}))


def test_moves_stay_within_the_page():
    order = Arrangement(("item-0", "item-1"))

    assert order.after("up", "item-0") == order
    assert order.after("down", "item-1") == order
    assert order.after("down", "item-0").order == ("item-1", "item-0")
    assert order.after("explode", "item-0") == order
    assert order.after("up", "item-7") == order


def test_removed_can_be_kept_again():
    removed = Arrangement(("item-0", "item-1")).after("remove", "item-0")

    assert removed.kept == ("item-1",)
    assert removed.after("keep", "item-0").kept == ("item-0", "item-1")


def test_new_form_gets_a_place_of_its_own():
    assert Arrangement(("item-4", "item-0")).with_new("item") == (Arrangement(("item-4", "item-0", "item-5")), "item-5")
    assert Arrangement(()).with_new("item")[1] == "item-0"


def test_values_are_added_to_a_copy():
    sent = QueryDict("a=1")

    assert with_values(sent, {"b": "2"}).get("b") == "2"
    assert "b" not in sent
