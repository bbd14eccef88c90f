import pytest
from django.core.management import call_command

from cities.commons.vocabulary.actions import SHIPPED, load_shipped_vocabularies, store_scheme
from cities.commons.vocabulary.models import Concept, ConceptText, Scheme
from cities.commons.vocabulary.queries import concept_tree, labels, scheme_entry, vocabularies
from cities.commons.vocabulary.skos import read_turtle, write_turtle
from cities.search.models import Entry

pytestmark = pytest.mark.django_db


def themes():
    return read_turtle((SHIPPED / "themes.ttl").read_text(encoding="utf-8"))


def test_storing_a_vocabulary_twice_changes_nothing():
    first = store_scheme(themes())

    second = store_scheme(themes())

    assert (first.changed, first.same) == (0, 0)
    assert (second.new, second.changed, second.same) == (0, 0, first.new)


def test_stored_vocabulary_is_what_the_file_said():
    store_scheme(themes())

    assert read_turtle(write_turtle(scheme_entry(Scheme.objects.get(pk="themes")))) == themes()


def test_changed_label_is_taken_in_and_others_left():
    store_scheme(themes())
    ConceptText.objects.filter(record="themes:microcredit", language="fr").update(label="Autre chose")

    stored = store_scheme(themes())

    assert (stored.new, stored.changed) == (0, 1)
    assert labels("fr")["themes:microcredit"] != "Autre chose"


def test_shipped_vocabularies_leave_what_the_network_changed():
    load_shipped_vocabularies()
    ConceptText.objects.filter(record="themes:microcredit", language="fr").update(label="Petit crédit")

    load_shipped_vocabularies()

    assert labels("fr")["themes:microcredit"] == "Petit crédit"


def test_tree_nests_narrower_concepts_in_the_readers_language():
    store_scheme(themes())

    city = next(node for node in concept_tree("themes", "fr") if node.code == "city")

    assert "themes:urban-commons" in city.keys
    assert next(node.label for node in city.narrower if node.code == "urban-commons") == "Communs urbains"


def test_vocabularies_cost_one_query_once_known(django_assert_num_queries):
    store_scheme(themes())
    vocabularies("en")

    with django_assert_num_queries(1):
        vocabularies("en")


def test_concepts_that_were_taken_in_are_found():
    call_command("import_vocabulary", str(SHIPPED / "themes.ttl"))
    assert Entry.objects.filter(kind="concept").count() == Concept.objects.of("themes").count() > 0

    Entry.objects.all().delete()
    call_command("import_vocabulary", str(SHIPPED / "themes.ttl"))

    # Nothing is new: the index is left as it is.
    assert Entry.objects.count() == 0


def test_commands_take_in_and_print_a_vocabulary(capsys, tmp_path):
    call_command("import_vocabulary", str(SHIPPED / "scales.ttl"))
    call_command("export_vocabulary", "scales")

    printed = capsys.readouterr().out

    assert read_turtle(printed[printed.index("@prefix") :]) == read_turtle((SHIPPED / "scales.ttl").read_text(encoding="utf-8"))
    assert Concept.objects.of("scales").count() == 6
