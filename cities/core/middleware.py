"""Headers every answer carries, and one look at what has changed for every page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from cities.core.versions import one_moment

PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'; manifest-src 'self'; object-src 'none'"
)
# Wagtail's admin still writes a few inline scripts and styles of its own (wagtail #1288).
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; "
    "frame-ancestors 'self'; frame-src 'self'; object-src 'none'"
)
# An uploaded file is shown or saved, never run.
UPLOAD_POLICY = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"

# Said of a request with which somebody signed out (`receivers`).
LEFT = "has_signed_out"

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


READING = ("GET", "HEAD")


class OneMoment:
    """A page that only reads asks once whether what this process keeps in memory is still true."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING:
            return self.get_response(request)
        with one_moment():
            return self.get_response(request)


class SecurityHeaders:
    """Outermost, so that errors and files served early carry them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_for(request.path))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if not may_be_shared(request):
            # Whatever the view thought: it may not have looked at who asks.
            response.headers["Cache-Control"] = "private, no-store"
        if getattr(request, LEFT, False):
            # Whoever leaves takes along what pages kept on the device, such as answers typed without a connection.
            response.headers.setdefault("Clear-Site-Data", '"storage"')
        return response


def policy_for(path: str) -> str:
    if path.startswith("/admin/"):
        return ADMIN_POLICY
    if path.startswith((settings.MEDIA_URL, "/documents/")):
        return UPLOAD_POLICY
    return PUBLIC_POLICY


def may_be_shared(request: HttpRequest) -> bool:
    """Nothing made for a person or their session may rest in a cache between us and them. Files of the site itself are made for nobody."""
    if request.path.startswith(settings.STATIC_URL):
        return True
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return not (has_session or "Authorization" in request.headers or request.path.startswith("/admin/"))
