import pytest
from django.core.management import CommandError, call_command

from cities.search.centring import load_means
from cities.search.encoding import chosen_encoder
from tests.core.answering import answering


@pytest.fixture
def _remote(settings, _private_index):
    def embeddings(asked):
        return 200, {"data": [{"index": place, "embedding": [1.0, len(text)]} for place, text in enumerate(asked.body["input"])]}

    with answering() as service:
        service.answer = embeddings
        settings.ENCODER_URL = f"{service.address}/?model=some"
        yield


@pytest.mark.usefixtures("_remote", "db")
def test_command_keeps_means_in_the_data_folder(settings, capsys):
    call_command("recompute_means")

    assert load_means(chosen_encoder().name, settings.DATA_DIR / "index").passages["fr"].shape == (2,)
    assert capsys.readouterr().out == f"{chosen_encoder().name}: ca, en, es, fr, ja, ko, pt, zh\n"


@pytest.mark.usefixtures("_remote")
def test_command_can_write_them_elsewhere(settings, tmp_path):
    call_command("recompute_means", folder=tmp_path / "elsewhere")

    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == [f"means-{chosen_encoder().name}.json"]
    assert load_means(chosen_encoder().name, settings.DATA_DIR / "index") is None


def test_command_without_an_encoder_says_so():
    with pytest.raises(CommandError, match="CITIES_ENCODER_URL"):
        call_command("recompute_means")
