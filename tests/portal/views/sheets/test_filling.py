import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from cities.commons.instruments.actions import save_answers, submit_sheet
from cities.commons.instruments.models import Answer, AnswerFile, AnswerSheet, Presence
from tests.commons.instruments.sheets import change, make_sheet, make_survey
from tests.factories import UserFactory
from tests.portal.views.sheets.conftest import blank

ABOUT = ("section", "about")
WORK = ("section", "work")


def values():
    return {f"{answer.item.code}:{answer.repetition}": answer.value for answer in Answer.objects.select_related("item")}


def tree(response):
    return html.fromstring(response.content)


def fields_of(response):
    """What a browser would send of this page, as it stands."""
    form = tree(response).xpath("//form[@data-filling]")[0]
    return dict(form.form_values())


@pytest.mark.django_db
def test_overview_tells_what_it_is_and_how_far_one_is(made, awa, at):
    save_answers(made.sheet, [change("name", "Dakar")], by=made.awa, language="en")

    page = awa.get(at())

    text = " ".join(tree(page).text_content().split())
    assert "1 of 4 answered" in text
    assert "About you" in text
    assert "Go on answering" in text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_section_shows_every_kind_of_question(made, awa, at):
    page = awa.get(at(*WORK))

    assert page.status_code == 200
    assert [question.get("data-type") for question in tree(page).xpath("//*[@data-question]")] == [
        "several-of", "rank", "repeat", "text", "money", "file", "long-text", "calculation",
    ]  # fmt: skip
    assert Presence.objects.get().name == "Awa Diop"


def test_form_sent_back_as_it_was_changes_nothing(made, awa, at):
    save_answers(made.sheet, [change("fields", ["red"]), change("topics", ["blue", "red"])], by=None, language="en")

    awa.post(at(*WORK), {**fields_of(awa.get(at(*WORK))), "act": "next"})

    assert set(Answer.objects.values_list("revision", flat=True)) == {1}


def test_answers_are_saved_and_the_next_section_comes(made, awa, at):
    response = awa.post(at(*ABOUT), {**blank(name="Dakar", members="1,200", founded="1857-01-01", has_plan="no"), "act": "next"})

    assert response.headers["Location"] == at(*WORK)
    assert values() == {"name:0": "Dakar", "members:0": "1200", "founded:0": "1857-01-01", "has_plan:0": "no"}
    assert set(Answer.objects.values_list("updated_by", flat=True)) == {made.awa.pk}


@pytest.mark.parametrize(
    ("act", "leads"),
    [
        ("previous", ("section", "about")),
        ("later", ("",)),
        ("next", ("check",)),
        ("stay", ("section", "work")),
        ("", ("check",)),
        ("nonsense", ("check",)),
        ("language:xx", ("check",)),
    ],
)
def test_every_button_saves_first(made, awa, at, act, leads):
    response = awa.post(at(*WORK), {"v:fields:0": ["red"], "seen:fields:0": "0.", "act": act})

    assert (response.headers["Location"], values()) == (at(*leads), {"fields:0": ["red"]})


def test_language_can_be_changed_in_the_middle(made, awa, at):
    response = awa.post(at(*ABOUT), {**blank(name="Dakar"), "act": "language:fr"})

    assert response.headers["Location"] == at(*ABOUT).replace("/en/", "/fr/")
    page = awa.get(response.headers["Location"])
    assert fields_of(page)["v:name:0"] == "Dakar"
    assert "Vous" in page.content.decode()


def test_number_typed_in_one_language_is_shown_as_another_writes_it(made, awa, at):
    awa.post(at(*ABOUT).replace("/en/", "/fr/"), {**blank(members="12 000"), "act": "stay"})

    assert values()["members:0"] == "12000"
    assert fields_of(awa.get(at(*ABOUT)))["v:members:0"] == "12,000"


def test_words_missing_in_a_language_fall_back_visibly(made, awa, at):
    page = tree(awa.get(at(*ABOUT).replace("/en/", "/es/")))

    marked = page.xpath("//label[@for='q-name-0-field']/span[@lang]")[0]
    assert (marked.get("lang"), marked.text, page.xpath("//abbr[@class='tongue']/@title")[0]) == ("fr", "Name ?", "En francés")


def test_what_could_not_be_read_is_kept_and_shown_again(made, awa, at):
    response = awa.post(at(*ABOUT), {**blank(name="Dakar", members="about 12"), "act": "next"})

    page = awa.get(response.headers["Location"])
    assert response.headers["Location"] == f"{at(*ABOUT)}#problems"
    assert fields_of(page)["v:members:0"] == "about 12"
    [problem] = tree(page).xpath("//*[@data-problems]//a")
    assert (problem.get("href"), problem.text) == ("#q-members-0-field", "Members")
    assert problem.tail.strip() == "Write a whole number in figures, for example 12."
    assert tree(page).xpath("//input[@name='v:members:0']/@aria-invalid") == ["true"]


def test_answer_that_opens_questions_stays_until_they_were_seen(made, awa, at):
    """Without a script nobody would ever see them."""
    response = awa.post(at(*ABOUT), {**blank(name="Dakar", has_plan="yes"), "act": "next"})
    page = awa.get(at(*ABOUT))

    assert response.headers["Location"] == f"{at(*ABOUT)}#q-plan-0"
    assert "Your answers opened further questions below." in page.content.decode()
    assert tree(page).xpath("//*[@id='q-plan-0']/@hidden") == []
    assert awa.post(at(*ABOUT), {**fields_of(page), "act": "next"}).headers["Location"] == at(*WORK)


def test_script_has_shown_them_already(made, awa, at):
    response = awa.post(at(*ABOUT), {**blank(has_plan="yes"), "script": "1", "act": "next"})

    assert response.headers["Location"] == at(*WORK)


def test_two_answers_to_one_question_are_both_shown(made, awa, guest, at):
    page = guest.get(at(*ABOUT))
    awa.post(at(*ABOUT), {**blank(name="Awa's"), "act": "stay"})

    both = guest.post(at(*ABOUT), {**fields_of(page), "v:name:0": "Bo's", "v:members:0": "3", "act": "next"})

    text = " ".join(tree(both).xpath("//*[@data-conflict]")[0].text_content().split())
    assert "Awa Diop answered this at" in text
    assert "Theirs: Awa's" in text
    assert "Mine: Bo's" in text
    assert values() == {"name:0": "Awa's", "members:0": "3"}
    assert fields_of(both)["v:name:0"] == "Bo's"


@pytest.mark.parametrize(("taken", "stands"), [("mine.1", "Bo's"), ("theirs.1", "Awa's"), ("", "Awa's")])
def test_person_decides_which_answer_stands(made, awa, guest, at, taken, stands):
    page = guest.get(at(*ABOUT))
    awa.post(at(*ABOUT), {**blank(name="Awa's"), "act": "stay"})
    both = guest.post(at(*ABOUT), {**fields_of(page), "v:name:0": "Bo's", "act": "next"})

    decided = guest.post(at(*ABOUT), {**fields_of(both), "take:name:0": taken, "act": "next"})

    assert (values()["name:0"], decided.status_code) == (stands, 302 if taken else 200)


def test_decision_about_an_answer_that_changed_again_is_asked_again(made, awa, guest, at):
    page = guest.get(at(*ABOUT))
    awa.post(at(*ABOUT), {**blank(name="Awa's"), "act": "stay"})
    both = guest.post(at(*ABOUT), {**fields_of(page), "v:name:0": "Bo's", "act": "next"})
    awa.post(at(*ABOUT), {**fields_of(awa.get(at(*ABOUT))), "v:name:0": "Awa's second", "act": "stay"})

    again = guest.post(at(*ABOUT), {**fields_of(both), "take:name:0": "mine.1", "act": "next"})

    assert (again.status_code, values()["name:0"]) == (200, "Awa's second")


def test_untouched_field_does_not_overwrite_what_another_wrote(made, awa, guest, at):
    page = guest.get(at(*ABOUT))
    awa.post(at(*ABOUT), {**blank(name="Awa's"), "act": "stay"})

    response = guest.post(at(*ABOUT), {**fields_of(page), "v:members:0": "3", "act": "next"})

    assert (response.status_code, values()) == (302, {"name:0": "Awa's", "members:0": "3"})


def test_repetitions_come_and_go_without_a_script(made, awa, at):
    added = awa.post(at(*WORK), {"act": "add:measures"})
    assert added.headers["Location"] == f"{at(*WORK)}#g-measures-2"
    awa.post(at(*WORK), {"v:measure:2": "Garden", "seen:measure:2": "0.", "act": "stay"})

    removed = awa.post(at(*WORK), {"act": "remove:measures:2"})
    page = awa.get(removed.headers["Location"].partition("#")[0])
    restored = awa.post(at(*WORK), {"act": tree(page).xpath("//button[starts-with(@value, 'restore')]/@value")[0]})

    assert len(tree(page).xpath("//section[@class='repetition']")) == 1
    assert restored.status_code == 302
    assert (values()["measures:0"], values()["measure:2"]) == ([1, 2], "Garden")


@pytest.mark.parametrize(
    "act", ["add:nothing", "remove:name:1", "restore:measures:x", "unfile:report:0:nothing", "unfile:::", "add:", "remove::::"]
)
def test_buttons_nobody_has_drawn_do_nothing(made, awa, at, act):
    assert awa.post(at(*WORK), {"act": act}).status_code == 302
    assert set(values().values()) <= {(1,), None} or values() == {"measures:0": [1]} or values() == {}


def test_file_is_added_and_taken_back(made, awa, at):
    awa.post(at(*WORK), {"f:report:0": SimpleUploadedFile("plan.pdf", b"%PDF-1.4 words"), "act": "file:report-0"})
    page = awa.get(at(*WORK))
    [link] = tree(page).xpath("//*[@id='q-report-0']//a")

    fetched = awa.get(link.get("href"))
    content = b"".join(fetched.streaming_content)
    fetched.close()
    awa.post(at(*WORK), {"act": tree(page).xpath("//button[starts-with(@value, 'unfile')]/@value")[0]})

    assert (link.text, content) == ("plan.pdf", b"%PDF-1.4 words")
    assert fetched.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert (fetched.headers["Content-Type"], fetched.headers["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert (AnswerFile.objects.count(), values()["report:0"]) == (0, None)


def test_file_that_is_not_taken_is_told_beside_its_question(made, awa, at):
    response = awa.post(
        at(*WORK),
        {"v:fields:0": ["red"], "seen:fields:0": "0.", "f:report:0": SimpleUploadedFile("page.html", b"<html>"), "act": "next"},
    )

    assert "Files of this kind are not taken." in tree(response).xpath("//*[@id='q-report-0-message']")[0].text
    assert values() == {"fields:0": ["red"]}


def test_submitted_sheet_is_shown_and_filled_no_more(made, awa, at):
    save_answers(made.sheet, [change("name", "Dakar")], by=None, language="en")
    submit_sheet(made.sheet, by=None)

    for method in (awa.get, awa.post):
        assert method(at(*ABOUT)).headers["Location"] == at("thanks")
    assert awa.get(at()).headers["Location"] == at("thanks")
    assert values() == {"name:0": "Dakar"}


def test_section_that_is_not_there_or_not_asked_leads_to_the_overview(awa, at):
    assert awa.get(at("section", "nothing")).headers["Location"] == at()


def test_guest_without_a_name_is_someone_with_the_link(made, guest, awa, at):
    guest.get(at(*ABOUT))

    assert "Someone with the link is here" in " ".join(tree(awa.get(at(*ABOUT))).text_content().split())


def test_address_of_a_colleague_is_shown_to_nobody(made, guest, awa, at):
    UserFactory._meta.model.objects.update(first_name="", last_name="")
    awa.get(at(*ABOUT))
    awa.post(at(*ABOUT), {**blank(name="Awa's"), "act": "stay"})

    page = guest.post(at(*ABOUT), {**blank(name="Bo's"), "act": "stay"})

    assert made.awa.email not in page.content.decode()
    assert "A colleague is here" in " ".join(tree(page).text_content().split())


def test_last_answer_stands_beside_the_question(made, awa, at):
    save_answers(made.sheet, [change("name", "Dakar"), change("members", "1200")], by=None, language="en")
    submit_sheet(made.sheet, by=None)
    AnswerSheet.objects.update(submitted_at="2025-01-01T00:00:00Z")
    later = make_sheet(made.sheet.version, organisation=made.organisation)

    page = awa.get(reverse("portal:sheet_section", args=[later.sheet.pk, "about"]))

    assert [" ".join(line.text_content().split()) for line in tree(page).xpath("//*[@class='question__last']")] == [
        "Last time: Dakar",
        "Last time: 1,200",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_section_costs_the_same_however_many_repetitions(made, awa, at, count, django_assert_num_queries):
    for _again in range(count - 1):
        awa.post(at(*WORK), {"act": "add:measures"})
    awa.get(at(*WORK))

    with django_assert_num_queries(16):
        awa.get(at(*WORK))


def test_words_of_an_instrument_do_not_run(db):
    from django.test import Client

    made = make_sheet(make_survey())
    made.sheet.version.sections.first().texts.update(title="<script>alert(1)</script>")
    save_answers(made.sheet, [change("name", "</textarea><script>alert(2)</script>")], by=None, language="en")
    client = Client()
    client.force_login(made.awa)

    for name in ("sheet_section", "sheet_check"):
        arguments = [made.sheet.pk, "about"] if name == "sheet_section" else [made.sheet.pk]
        assert b"<script>alert" not in client.get(reverse(f"portal:{name}", args=arguments)).content
