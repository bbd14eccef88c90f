from cities.commons.instruments.actions import shipped_definition
from cities.commons.instruments.checking import faults_in
from cities.commons.instruments.models import Instrument, InstrumentVersion
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.transfer.comparisons.actions import WORDING, bind_grid, ready_grid
from cities.transfer.comparisons.models import Binding, Kind
from cities.transfer.comparisons.queries import criteria_of, fits, grid_versions


def test_the_grid_that_comes_along_can_be_asked_in_four_languages():
    definition = shipped_definition(WORDING)

    waiting = [fault for fault in faults_in(definition) if fault.field != "options"]
    said = [item.label for _section, item in criteria_of(definition)]
    assert waiting == []
    assert all(set(label.words) == {"en", "fr", "es", "ko"} for label in said)
    assert {section.code for section in definition.sections} == {
        "resource", "ownership", "people", "governance", "funding", "city",
    }  # fmt: skip


def test_the_grid_is_published_once_with_what_it_is_filled_from(db):
    load_shipped_vocabularies()

    version = ready_grid(by=None)
    again = ready_grid(by=None)

    assert version == again
    assert (version.state, version.instrument.purpose) == ("published", "comparison")
    assert list(grid_versions()) == [version]
    items = {item.code: item for _section, item in criteria_of(shipped_definition(WORDING))}
    bindings = Binding.objects.filter(instrument=version.instrument)
    assert bindings.count() == 8
    assert all(fits(Kind.PRACTICE, binding.field, items[binding.item_code]) for binding in bindings)


def test_a_binding_is_changed_and_taken_away(bench):
    instrument = bench.version.instrument

    bind_grid(instrument, "practice", {"since": "ended", "rules": ""}, by=bench.administrator)
    assert list(Binding.objects.values_list("item_code", "field")) == [("since", "ended")]

    bind_grid(instrument, "practice", {"since": ""}, by=bench.administrator)
    assert not Binding.objects.exists()


def test_only_the_newest_published_grids_are_offered(bench):
    instrument = bench.version.instrument
    newer = InstrumentVersion.objects.create(
        instrument=instrument, number=bench.version.number + 1, language="en", languages=["en"], state="published"
    )
    other = Instrument.objects.create(code="a-survey")
    InstrumentVersion.objects.create(instrument=other, number=1, language="en", languages=["en"], state="published")

    assert list(grid_versions()) == [newer]
