"""A comparison written by two organisations: who comes in, what they choose, fill, share."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.desk.actions import prepare_desk
from cities.transfer.comparisons.actions import Known, SourceChange, fill_cells, known_from, publish
from cities.transfer.comparisons.models import CellSource, CellTranslation, Comparison
from tests.factories import PracticeFactory, UserFactory
from tests.factories import comparison_bench as make_bench
from tests.portal.views.space.conftest import signed_in


@pytest.fixture
def bench(db):
    return make_bench()


@pytest.fixture
def writer(bench):
    return signed_in(bench.writer)


@pytest.fixture
def helper(bench):
    return signed_in(bench.helper)


@pytest.fixture
def coordinator(bench):
    prepare_desk()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name="Editors"))
    return signed_in(user)


def address(name, bench, *args):
    return reverse(f"portal:{name}", args=[bench.comparison.pk, *args])


def act(client, bench, name, **data):
    return client.post(address("act_on_comparison", bench, name), data, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def answer(subject, code):
    return subject.sheet.answers.get(item__code=code)


def form(client, bench, subject, language="en"):
    """What a browser would send back from the page, field by field."""
    from lxml import html

    tree = html.fromstring(client.get(f"/{language}{address('fill_subject', bench, subject.pk)[3:]}").content.decode())
    return dict(tree.xpath("//form[@class='answers']")[0].form_values())


def fill(client, bench, subject, sent, language="en"):
    return client.post(f"/{language}{address('fill_subject', bench, subject.pk)[3:]}", {**sent, "act": "stay"})


def test_a_comparison_of_others_looks_like_none(bench):
    stranger = signed_in(bench.stranger)
    subject = bench.subjects[0].pk
    places = [address(name, bench) for name in ("my_comparison", "my_comparison_words", "choose_subjects")]
    places += [address("fill_subject", bench, subject), reverse("portal:my_comparison", args=[uuid4()])]

    assert {stranger.get(place).status_code for place in places} == {404}
    assert stranger.post(address("act_on_comparison", bench, "share")).status_code == 404
    assert stranger.get("/en/my/dakar/comparisons/").status_code == 404


def test_nobody_comes_in_unknown(client, bench):
    assert client.get(address("my_comparison", bench)).status_code == 302
    assert client.get(reverse("portal:new_comparison")).status_code == 302


def test_a_comparison_is_begun_from_a_practice(writer, bench):
    path = f"{reverse('portal:new_comparison')}?practice={bench.lanes.pk}"

    answer = writer.post(path, {"title": "Ours", "kind": "practice", "grid": "small", "organisation": "dakar"})

    made = Comparison.objects.get(code="ours")
    assert answer["Location"] == f"/en/my/comparisons/{made.pk}/choose/"
    assert (made.organisation, made.version) == (bench.owner, bench.version)
    assert [subject.record_id for subject in made.subjects.all()] == [bench.lanes.pk]


def test_what_is_missing_is_said_and_nothing_is_made(writer, bench):
    answer = writer.post(reverse("portal:new_comparison"), {"title": "", "kind": "practice", "grid": "small", "organisation": "montreal"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "organisation"}
    assert Comparison.objects.count() == 1


def test_only_coordinators_make_one_for_the_network(writer, coordinator, bench):
    sent = {"title": "Of the network", "kind": "practice", "grid": "small", "organisation": "network"}

    assert writer.post(reverse("portal:new_comparison"), sent).status_code == 422
    assert coordinator.post(reverse("portal:new_comparison"), sent).status_code == 302
    assert Comparison.objects.get(code="of-the-network").organisation is None


def test_who_acts_for_nobody_is_told_so(bench):
    answer = signed_in(bench.stranger).get(reverse("portal:new_comparison"))

    assert answer.context["form"] is None


def test_records_are_found_by_words_and_added(writer, bench):
    orchard = PracticeFactory(code="orchard", published=True)
    path = address("choose_subjects", bench)

    found = writer.get(path, {"q": "orchard"}).context["found"]
    assert [(one.id, one.is_chosen) for one in found] == [(orchard.pk, False)]

    answer = writer.post(path, {"record": [str(orchard.pk), "nonsense"], "done": "1"}, follow=True)
    assert told(answer) == ["Added."]
    assert bench.comparison.subjects.count() == 3


def test_what_is_too_many_is_refused_as_a_whole(writer, bench):
    more = PracticeFactory.create_batch(11, published=True)

    answer = writer.post(address("choose_subjects", bench), {"record": [str(one.pk) for one in more]}, follow=True)

    assert told(answer) == ["No more than 12 can be read side by side. Leave one out first."]
    assert bench.comparison.subjects.count() == 2


def test_cells_are_filled_with_their_source(writer, bench):
    lanes, _gardens = bench.subjects
    sent = form(writer, bench, lanes)
    sent |= {"v:rules:0": ["law", "custom"], "v:cost:0": "1,200.50", "s:rules:title": "A report", "s:rules:locator": "page 3"}
    sent |= {"s:cost:organisation": "montreal", "s:cost:role": "treasurer"}

    assert fill(writer, bench, lanes, sent).status_code == 302

    assert (answer(lanes, "rules").value, answer(lanes, "cost").value) == (["law", "custom"], "1200.5")
    assert known_from(CellSource.objects.get(item_code="rules")) == Known("A report", "", "page 3")
    assert known_from(CellSource.objects.get(item_code="cost")) == Known(organisation=bench.guest, role="treasurer")
    assert not lanes.sheet.answers.filter(item__code="since").exists()


def test_sending_what_was_shown_changes_nothing(writer, helper, bench):
    lanes, _gardens = bench.subjects
    fill_cells(lanes, [Change("share", Said("yes"))], [SourceChange("share", Known("A report"))], by=None, language="en")
    sent = form(writer, bench, lanes)

    assert fill(writer, bench, lanes, sent).status_code == 302

    assert (answer(lanes, "share").revision, CellSource.objects.get().revision) == (1, 1)


def test_two_people_at_one_cell_decide(writer, helper, bench):
    lanes, _gardens = bench.subjects
    mine, theirs = form(writer, bench, lanes), form(helper, bench, lanes)
    fill(helper, bench, lanes, theirs | {"v:share:0": "yes", "s:share:title": "Theirs"})

    conflict = fill(writer, bench, lanes, mine | {"v:share:0": "no", "s:share:title": "Mine"})

    assert conflict.status_code == 409
    page = conflict.content.decode()
    assert "Somebody else answered meanwhile" in page
    assert "<q>Theirs</q>" in page
    assert (answer(lanes, "share").value, CellSource.objects.get().source.title) == ("yes", "Theirs")

    again = {"v:share:0": "no", "seen:share:0": "0.", "take:share:0": "mine.1", "s:share:title": "Mine", "seen:s:share": "1"}
    assert fill(writer, bench, lanes, again).status_code == 302
    assert (answer(lanes, "share").value, CellSource.objects.get().source.title) == ("no", "Mine")


def test_what_others_filled_meanwhile_elsewhere_stays(writer, helper, bench):
    lanes, _gardens = bench.subjects
    mine = form(writer, bench, lanes)
    fill(helper, bench, lanes, form(helper, bench, lanes) | {"v:cost:0": "5"})

    assert fill(writer, bench, lanes, mine | {"v:share:0": "yes"}).status_code == 302

    assert (answer(lanes, "cost").value, answer(lanes, "share").value) == ("5", "yes")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"s:cost:title": "A report", "s:cost:role": "mayor"}, "give one of the two"),
        ({"s:cost:locator": "page 3"}, "In which document is this page?"),
        ({"s:cost:role": "me@example.org"}, "not an address"),
        ({"s:cost:title": "A report", "s:cost:url": "javascript:alert(1)"}, ""),
    ],
)
def test_a_source_that_is_none_is_refused_and_kept_as_typed(writer, bench, sent, said):
    lanes, _gardens = bench.subjects

    refused = fill(writer, bench, lanes, form(writer, bench, lanes) | {"v:cost:0": "5"} | sent)

    page = refused.content.decode()
    assert (refused.status_code, answer(lanes, "cost").value) == (422, "5")
    assert said in page
    assert all(f'value="{value}"' in page for value in sent.values())
    assert not CellSource.objects.exists()


def test_a_number_nobody_can_read_is_kept_and_said(writer, bench):
    lanes, _gardens = bench.subjects

    fill(writer, bench, lanes, form(writer, bench, lanes) | {"v:cost:0": "a lot"})

    page = writer.get(address("fill_subject", bench, lanes.pk)).content.decode()
    assert 'value="a lot"' in page
    assert "Please look at these again" in page


def test_words_are_translated_beside_the_original(writer, bench):
    lanes, _gardens = bench.subjects
    fill_cells(lanes, [Change("remark", Said("It works."))], by=None, language="en")
    assert "t:remark:words" not in form(writer, bench, lanes)

    sent = form(writer, bench, lanes, "fr")
    assert fill(writer, bench, lanes, sent | {"t:remark:words": "Ça marche."}, "fr").status_code == 302

    assert (CellTranslation.objects.get().words, answer(lanes, "remark").value) == ("Ça marche.", "It works.")


def test_a_criterion_says_what_the_record_says(writer, bench):
    lanes, _gardens = bench.subjects
    first = writer.get(address("fill_subject", bench, lanes.pk)).content.decode()
    fill_cells(lanes, [Change("since", Said("1999"))], by=None, language="en")
    second = writer.get(address("fill_subject", bench, lanes.pk)).content.decode()

    assert "From the record, as long as you say nothing else: 2001" in first
    assert "The record says otherwise: 2001" in second


def test_cells_are_saved_whatever_is_said_to_come_next(writer, bench):
    lanes, _gardens = bench.subjects
    path = address("fill_subject", bench, lanes.pk)

    answer_to = writer.post(path, {**form(writer, bench, lanes), "act": "to:nonsense"})

    assert (answer_to.status_code, answer_to.url) == (302, path)


def test_title_and_introduction_are_written_in_each_language(writer, bench):
    path = f"/fr{address('my_comparison_words', bench)[3:]}"
    seen = writer.get(path).context["form"].initial["seen"]

    assert writer.post(path, {"title": "Ruelles et jardins", "introduction": "", "seen": seen}).status_code == 302
    refused = writer.post(path, {"title": "Autre chose", "introduction": "", "seen": seen})

    assert refused.status_code == 409
    assert "Ruelles et jardins" in refused.content.decode()
    assert bench.comparison.texts.get(language="fr").title == "Ruelles et jardins"
    again = refused.context["form"]["seen"].value()
    assert writer.post(path, {"title": "Autre chose", "introduction": "", "seen": again}).status_code == 302


def test_translation_another_has_emptied_is_not_written_over_unseen(writer, bench):
    path = f"/fr{address('my_comparison_words', bench)[3:]}"
    sent = {"title": "Ruelles et jardins", "introduction": ""}
    writer.post(path, {**sent, "seen": writer.get(path).context["form"].initial["seen"]})
    seen = writer.get(path).context["form"].initial["seen"]
    bench.comparison.texts.filter(language="fr").delete()

    refused = writer.post(path, {**sent, "title": "Autre chose", "seen": seen})

    assert (refused.status_code, refused.context["theirs"]) == (409, {})
    assert "notice--care" in refused.content.decode()
    assert writer.post(path, {**sent, "seen": refused.context["form"]["seen"].value()}).status_code == 302


def test_a_title_is_not_taken_away(writer, bench):
    path = address("my_comparison_words", bench)
    seen = writer.get(path).context["form"].initial["seen"]

    assert writer.post(path, {"title": "", "introduction": "x", "seen": seen}).status_code == 422


def test_the_owner_shares_by_a_link_that_is_shown_once(writer, bench):
    shown = act(writer, bench, "share")

    link = shown.context["link"]
    assert "/en/comparisons/shared/" in link
    assert link not in writer.get(address("my_comparison", bench)).content.decode()
    act(writer, bench, "stop-sharing")
    assert Comparison.objects.get().state == "draft"


@pytest.mark.parametrize("name", ["share", "invite", "ask", "uninvite", "stop-sharing"])
def test_guests_write_and_decide_nothing_else(helper, bench, name):
    assert helper.post(address("act_on_comparison", bench, name)).status_code == 404


@pytest.mark.parametrize("name", ["publish", "return", "take-back", "nonsense"])
def test_only_coordinators_publish(writer, bench, name):
    assert writer.post(address("act_on_comparison", bench, name)).status_code == 404
    assert Comparison.objects.get().state == "draft"


def test_publication_is_asked_for_given_back_and_granted(writer, coordinator, bench):
    assert told(act(writer, bench, "ask")) == ["The coordinators have been asked."]
    act(coordinator, bench, "return", reason="Two cells")
    assert Comparison.objects.get().asked_at is None
    assert "Two cells" in writer.get(address("my_comparison", bench)).content.decode()

    assert "Two cells" not in act(writer, bench, "ask").content.decode()
    assert told(act(coordinator, bench, "publish")) == ["The comparison is public."]
    assert Comparison.objects.get().is_public
    assert writer.post(address("act_on_comparison", bench, "leave-out"), {"subject": bench.subjects[0].pk}).status_code == 403
    act(coordinator, bench, "take-back")
    assert Comparison.objects.get().state == "draft"


def test_one_record_is_no_comparison(writer, bench):
    act(writer, bench, "leave-out", subject=bench.subjects[0].pk)

    assert told(act(writer, bench, "ask")) == ["Choose at least two to compare first."]


def test_what_is_published_is_read_only_for_its_writers(writer, bench):
    publish(bench.comparison, by=None)
    lanes, _gardens = bench.subjects

    assert writer.get(address("my_comparison", bench)).status_code == 200
    assert fill(writer, bench, lanes, {"v:share:0": "yes", "seen:share:0": "0."}).status_code == 403
    assert not lanes.sheet.answers.exists()


def test_members_are_invited_and_their_part_ended(writer, bench):
    bench.comparison.editors.all().delete()
    act(writer, bench, "invite", organisation="montreal")
    assert [editor.organisation.code for editor in bench.comparison.editors.all()] == ["montreal"]
    assert told(act(writer, bench, "invite", organisation="")) == ["Choose who shall write along."]

    act(writer, bench, "uninvite", organisation="montreal")
    assert not bench.comparison.editors.exists()


def test_a_subject_of_another_comparison_is_not_touched(writer, bench):
    other = make_other(bench)

    assert writer.post(address("act_on_comparison", bench, "leave-out"), {"subject": other.pk}).status_code == 404
    assert writer.get(address("fill_subject", bench, other.pk)).status_code == 404
    other.refresh_from_db()
    assert other.left_out_at is None


def make_other(bench):
    from tests.factories import ComparisonFactory, SubjectFactory

    return SubjectFactory(comparison=ComparisonFactory(version=bench.version), practice=bench.lanes)


def test_the_list_shows_own_and_invited(writer, helper, bench):
    assert "you were invited" not in writer.get("/en/my/dakar/comparisons/").content.decode()
    assert "you were invited" in helper.get("/en/my/montreal/comparisons/").content.decode()
