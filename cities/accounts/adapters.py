"""How django-allauth works here: accounts come by invitation, letters go through the outbox, limits count whoever really asks."""

import uuid
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext

from cities.accounts.models import User
from cities.accounts.rules import may_enter_desk
from cities.core.actions import post_letter
from cities.core.askers import asker
from cities.core.letters import Words


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves: an organisation invites, or a membership is applied for."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the page that asked for it."""
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        body = render_to_string(f"{template_prefix}_message.txt", {"site_url": settings.SITE_URL, **context})
        words = Words(subject, body.strip() + "\n", get_language() or settings.LANGUAGE_CODE)
        post_letter(words, address=email, key=f"account-{uuid.uuid4()}")

    def get_client_ip(self, request: HttpRequest) -> str:
        return asker(request) or "127.0.0.1"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By account alone. allauth adds the host as it was asked for, port and all: another port would begin a new count."""
        return str(credentials.get("email") or credentials.get("username") or "").casefold()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk for staff, their organisation for everybody else."""
        if may_enter_desk(request.user):
            return reverse("wagtailadmin_home")
        return str(super().get_login_redirect_url(request))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Keeps the secrets of authenticator apps encrypted: a stolen database alone does not sign anybody in."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's name
        """Until its owner types a better one."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Device %(number)s") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Encrypted under a secret key this site no longer has: no code will match, the recovery codes of others still do.
            return ""

    def _get_user_identifier(self, user: User) -> str:
        return user.email


def _lock() -> MultiFernet:
    """Keys made from the site's secret key; former ones still open what they locked."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(secret)) for secret in secrets])


def _fernet_key(secret: str | bytes) -> bytes:
    digest = salted_hmac("cities.accounts.second-factor", "", secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
