import pytest

from cities.transfer.needs.actions import Said, change_call, close_call, tell_need, tell_offer
from cities.transfer.needs.models import Need
from tests.factories import ConceptFactory, NeedFactory, OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_need_says_what_was_said(administrator):
    concept, territory = ConceptFactory(), TerritoryFactory()
    said = Said("신용이 필요합니다.", "ko", "public", concepts=(concept.key,), territories=(str(territory.pk),), urgency="soon")

    need = tell_need(OrganisationFactory(), said, by=administrator)

    assert (str(need), need.original_text.language, need.urgency, need.written_by) == ("신용이 필요합니다.", "ko", "soon", administrator)
    assert (list(need.concepts.all()), list(need.territories.all())) == ([concept], [territory])


def test_offer_has_a_capacity(administrator):
    assert tell_offer(OrganisationFactory(), Said("A week here.", "en", "members", capacity=2), by=administrator).capacity == 2


def test_changed_words_leave_translations_stale(administrator):
    need = tell_need(OrganisationFactory(), Said("A loan.", "en", "members"), by=administrator)
    french = need.texts.create(language="fr", sentence="Un prêt.", state="human")
    french.follow(need.original_text)
    french.save()

    change_call(need, Said("A loan, soon.", "en", "members"), by=administrator)

    assert need.text_in("fr").stale_fields(need.original_text) == ["sentence"]


def test_need_said_anew_in_another_language_has_one_original(administrator):
    need = tell_need(OrganisationFactory(), Said("A loan.", "en", "members"), by=administrator)
    need.texts.create(language="fr", sentence="Un prêt.", state="human")

    change_call(need, Said("Un crédit.", "fr", "members"), by=administrator)

    assert [(text.language, text.state, text.sentence) for text in need.texts.all()] == [("fr", "original", "Un crédit.")]


def test_closing_twice_keeps_the_first_outcome(administrator):
    need = close_call(NeedFactory(), outcome="met", by=administrator)

    close_call(need, outcome="dropped", by=administrator)

    assert (Need.objects.get().outcome, Need.objects.open().count()) == ("met", 0)
