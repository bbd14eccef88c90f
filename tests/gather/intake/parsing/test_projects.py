from pathlib import Path

import pytest

from cities.gather.intake.parsing import Reading, load_profile, parse_document, profile_for
from cities.gather.intake.reading import UnreadableDocument, read_document


@pytest.fixture(scope="module")
def report(shared_documents: Path) -> Reading:
    document = read_document(shared_documents / "activity-report-2018-2019.txt")
    return parse_document(document, profile_for(document))


def test_report_yields_each_project_with_its_date(report):
    assert [(entry.name, entry.dated) for entry in report.entries] == [
        ("Official Launch", "May 2018"),
        ("The Conference of Montreal", "June 2018"),
        ("GSEF2018 Bilbao", "October 2018"),
        ("Health Co-ops in Quebec and Korea", "March 2019"),
        ("History and Methodology of TIESS: Quebec, Seoul & Barcelona", "Fall of 2018"),
        ("Youth Co-operatives (CJS): Quebec, France, Seoul & Barcelona", "February 2018"),
        ("Sharing Cities Summit and Smart Cities World Congress Barcelona 2018", "October 2018"),
        ("Smart Cities Puebla 2018", "September 2018"),
        ("Urban commons: A study mission to Barcelona and an ongoing theme of inter-city collaboration", "February 2018"),
        ("Social Finance", "October 2018"),
        ("CITIES-SVSF MOU on Social Economy Enterprise Assessment Guide", "March 2019"),
        ("Exploratory mission of Montreal’s Quartier des Spectacles Partnership", "March 2019"),
        ("CANAL: The Caribbean North American Laboratory for Social and Solidarity Economy", "June 2019"),
        ("FSMET 2020: Public Policy Axis for the World Social Forum of Transformative Economies", "October 2018"),
        ("Youth Engagement", ""),
    ]


def test_report_texts_belong_to_their_titles(report):
    texts = {entry.name[:12]: entry.text for entry in report.entries}

    assert "opened its headquarters" in texts["Official Lau"]
    assert "Memorandum of Understanding" in texts["CITIES-SVSF "]
    assert "management of public spaces" in texts["Exploratory "]
    assert "Eva.coop" in texts["Sharing Citi"]
    assert "Eva.coop" not in texts["Smart Cities"]


def test_report_words_cut_by_the_layout_grow_together(report):
    texts = "\n".join(entry.text for entry in report.entries)

    assert "founding of the GSEF as a permanent international association uniting" in texts
    assert "http://cities-ess.org/topics/commons" in texts
    assert "co-production" in texts
    assert "soci- " not in texts


def test_report_lists_stay_lists(report):
    summit = next(entry for entry in report.entries if entry.name.startswith("Sharing"))

    assert "\n\n- the differentiation between platform models, depending on the impact they generate;\n- the defence" in summit.text


def test_report_practices_say_page_and_doubt(report):
    launch, youth = report.entries[0], report.entries[-1]

    assert (launch.kind, launch.page, launch.started, [note.code for note in launch.notes]) == ("practice", 4, 2018, ["mixed-order"])
    assert (youth.started, [note.code for note in youth.notes]) == (None, ["no-date"])


REPORT = """
name = "small"
records = "practice"
[titles]
en = "Small"
[[fit]]
pattern = "^May"
at_least = 1
[entry]
date = "^(?P<month>May) (?P<year>[0-9]{4})$"
longest_title = 60
longest_title_line = 40
"""


def test_a_report_without_page_marks_is_one_page():
    text = "Gardens on Roofs\nMay 2020\n\nNeighbours grow food on roofs.\n\nOrchards\nMay 2021\n\nTrees were planted.\n"

    reading = parse_document(read_document(text.encode(), "a.txt"), load_profile(REPORT))

    assert [(entry.name, entry.started, entry.text) for entry in reading.entries] == [
        ("Gardens on Roofs", 2020, "Neighbours grow food on roofs."),
        ("Orchards", 2021, "Trees were planted."),
    ]


def test_a_dated_page_without_a_title_gives_nothing():
    with pytest.raises(UnreadableDocument):
        parse_document(read_document(b"May 2020\n\nwords without any title above them.\n", "a.txt"), load_profile(REPORT))
