import pytest

from cities.core.models import Rendition
from cities.portal.actions import prepare_pictures
from tests.factories import PictureFactory, PracticeFactory
from tests.portal.conftest import show

pytestmark = pytest.mark.django_db


def test_sizes_are_made_once_and_for_public_records_only(network):
    show(network.practice, PictureFactory())
    show(network.dakar, PictureFactory())
    PracticeFactory(code="draft", image=PictureFactory())

    assert (prepare_pictures(), prepare_pictures()) == (2, 0)
    assert set(Rendition.objects.values_list("filter_spec", flat=True)) >= {"fill-240x180|format-webp", "max-240x180|format-webp"}


def test_lost_file_does_not_keep_others_from_being_made(network):
    lost, kept = PictureFactory.create_batch(2)
    lost.file.storage.delete(lost.file.name)
    show(network.practice, lost)
    show(network.other, kept)

    assert prepare_pictures() == 1


@pytest.mark.parametrize(
    ("path", "queries"),
    [("practices/", 5), ("", 6), ("members/", 8), ("territories/sn-dakar/", 11), ("topics/themes/microcredit/", 12)],
)
def test_lists_show_small_pictures_at_no_cost(client, network, django_assert_num_queries, path, queries):
    show(network.practice, PictureFactory())
    show(network.dakar, PictureFactory())
    prepare_pictures()
    client.get(f"/en/{path}")

    with django_assert_num_queries(queries):
        page = client.get(f"/en/{path}").content.decode()

    assert 'width="240" height="180" alt="" loading="lazy"' in page
