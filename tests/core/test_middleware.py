import pytest

from cities.core.middleware import ADMIN_POLICY, PUBLIC_POLICY, UPLOAD_POLICY, policy_for


@pytest.mark.parametrize(
    ("path", "policy"),
    [("/en/", PUBLIC_POLICY), ("/admin/", ADMIN_POLICY), ("/media/x.svg", UPLOAD_POLICY), ("/documents/1/x.pdf", UPLOAD_POLICY)],
)
def test_policy_fits_what_is_served(path, policy):
    assert policy_for(path) == policy


def test_public_policy_allows_no_inline_code_and_no_other_host():
    assert "unsafe" not in PUBLIC_POLICY
    assert "http" not in PUBLIC_POLICY


def test_answer_made_for_a_session_is_never_stored(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "anything"

    response = client.get("/healthz")

    assert response.headers["Cache-Control"] == "private, no-store"


def test_every_answer_carries_the_headers(client):
    response = client.get("/nothing-here")

    assert response.status_code == 404
    assert response.headers["Content-Security-Policy"] == PUBLIC_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
