import pytest

from cities.core.keys import key_digest, lasting_key, new_key, opens


def test_random_keys_differ_and_are_kept_as_digests():
    first, second = new_key(), new_key()

    assert first != second
    assert (len(first), len(key_digest(first))) == (32, 64)


def test_a_lasting_key_opens_what_it_was_made_for_and_nothing_else():
    key = lasting_key("conversation", "1:asker")

    assert opens(key, "conversation", "1:asker")
    assert not opens(key, "conversation", "1:member")
    assert not opens(key, "application", "1:asker")
    assert not opens("", "conversation", "1:asker")


@pytest.mark.parametrize("is_known", [True, False])
def test_a_lasting_key_outlives_a_change_of_the_secret_while_the_former_is_known(settings, is_known):
    key, former = lasting_key("conversation", "1"), settings.SECRET_KEY

    settings.SECRET_KEY = "another secret key, just as long as the one that was there before it"
    settings.SECRET_KEY_FALLBACKS = [former] if is_known else []

    assert opens(key, "conversation", "1") is is_known
