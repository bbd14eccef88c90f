import pytest

from cities.transfer.needs.models import Need, Offer
from tests.factories import AdviceRequestFactory, ExpertFactory, NeedFactory, OfferFactory

pytestmark = pytest.mark.django_db

SAID = {"sentence": "Nous cherchons un crédit pour les vendeuses.", "visibility": "members", "urgency": "soon"}


def tell(client, kind="need", **typed):
    return client.post(f"/fr/my/dakar/needs/new/{kind}/", {**SAID, **typed}, follow=True)


def test_need_is_told_in_any_language(awa, network, places, concepts):
    tell(awa, themes=["themes:microcredit"], **{"territories-typed": "Senegal"})

    need = Need.objects.get()
    assert (need.organisation, need.urgency, need.visibility, need.original_text.language) == (network.dakar, "soon", "members", "fr")
    assert [concept.key for concept in need.concepts.all()] == ["themes:microcredit"]
    assert [territory.code for territory in need.territories.all()] == ["sn"]


def test_offer_says_for_how_many(awa):
    tell(awa, "offer", capacity="2")

    assert (Offer.objects.get().capacity, str(Offer.objects.get())) == (2, SAID["sentence"])


@pytest.mark.parametrize(
    ("typed", "wrong"), [({"sentence": ""}, "sentence"), ({"until": "2020-01-01"}, "until"), ({"visibility": "all"}, "visibility")]
)
def test_what_is_wrong_is_said_and_nothing_is_told(awa, typed, wrong):
    response = tell(awa, **typed)

    assert (response.status_code, list(response.context["form"].errors), Need.objects.count()) == (422, [wrong], 0)


def test_need_is_changed_in_its_own_language(awa):
    tell(awa)
    need = Need.objects.get()

    awa.post(f"/es/my/dakar/needs/need/{need.pk}/", {**SAID, "sentence": "Un crédit, vite."})

    assert [(text.language, text.sentence) for text in Need.objects.get().texts.all()] == [("fr", "Un crédit, vite.")]


def test_need_is_closed_with_how_it_ended_and_opened_by_changing_it(awa):
    tell(awa)
    need = Need.objects.get()

    awa.post(f"/en/my/dakar/needs/need/{need.pk}/close/", {"outcome": "met"})
    assert (Need.objects.get().is_open, Need.objects.get().outcome) == (False, "met")

    awa.post(f"/en/my/dakar/needs/need/{need.pk}/", SAID)
    assert (Need.objects.get().is_open, Need.objects.get().outcome) == (True, "")


@pytest.mark.parametrize(("visibility", "is_shown"), [("public", True), ("members", False), ("secretariat", False)])
def test_page_of_the_member_shows_what_is_meant_for_everyone(client, network, visibility, is_shown):
    NeedFactory(organisation=network.dakar, visibility=visibility, sentence="A loan for market women")

    assert ("A loan for market women" in client.get("/en/members/dakar/").content.decode()) == is_shown


def test_need_past_its_day_is_shown_to_nobody(client, network):
    NeedFactory(organisation=network.dakar, visibility="public", sentence="A loan for market women", until="2020-01-01")

    assert "A loan for market women" not in client.get("/en/members/dakar/").content.decode()


@pytest.mark.parametrize(("method", "path"), [("get", ""), ("post", ""), ("post", "close/")])
def test_need_of_another_organisation_is_not_there(jiwoo, network, method, path):
    need = NeedFactory(organisation=network.dakar, visibility="public")

    assert getattr(jiwoo, method)(f"/en/my/montreal/needs/need/{need.pk}/{path}").status_code == 404
    assert getattr(jiwoo, method)(f"/en/my/dakar/needs/need/{need.pk}/{path}").status_code == 404


def test_kind_nobody_knows_has_no_page(awa):
    assert awa.get("/en/my/dakar/needs/new/wish/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(awa, network, django_assert_num_queries, count):
    for _number in range(count):
        NeedFactory(organisation=network.dakar)
        OfferFactory(organisation=network.dakar)
    awa.get("/en/my/dakar/needs/")

    with django_assert_num_queries(18):
        response = awa.get("/en/my/dakar/needs/")

    assert len(response.context["calls"]) == 2 * count


@pytest.mark.parametrize("path", ["", "close/"])
def test_offer_of_an_expert_is_changed_by_nobody_else(awa, people, network, path):
    offer = OfferFactory(organisation=network.dakar, visibility="secretariat", capacity=1, sentence="I know about credit")
    expert = ExpertFactory(offer=offer, user=people.fatou)

    response = awa.post(f"/en/my/dakar/needs/offer/{offer.pk}/{path}", {**SAID, "visibility": "public", "capacity": "9", "outcome": "met"})

    offer.refresh_from_db()
    assert response.url == "/en/my/dakar/advice/"
    assert (str(offer), offer.visibility, offer.capacity, offer.is_open, expert.most) == ("I know about credit", "secretariat", 1, True, 1)


def test_offer_of_an_expert_leads_to_their_own_page(awa, fatou, people, network):
    expert = ExpertFactory(offer=OfferFactory(organisation=network.dakar), user=people.fatou)

    pages = [client.get("/en/my/dakar/needs/").context["calls"][0].page for client in (fatou, awa)]

    assert pages == [f"/en/my/dakar/advice/expert/{expert.pk}/", "/en/my/dakar/advice/"]
    assert f'href="{pages[0]}"' in fatou.get("/en/my/dakar/needs/").content.decode()


@pytest.mark.parametrize("path", ["", "close/"])
def test_question_asked_as_advice_is_changed_where_it_was_asked(awa, network, path):
    asked = AdviceRequestFactory(need__organisation=network.dakar, sentence="How do others do it?")

    response = awa.post(f"/en/my/dakar/needs/need/{asked.need.pk}/{path}", {**SAID, "visibility": "public", "outcome": "met"})

    asked.need.refresh_from_db()
    assert response.url == f"/en/my/dakar/advice/{asked.pk}/"
    assert (str(asked.need), asked.need.visibility, asked.need.is_open) == ("How do others do it?", "secretariat", True)
