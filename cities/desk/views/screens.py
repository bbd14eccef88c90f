"""What the desk's own screens share: whom they let in, and the way back."""

from abc import abstractmethod
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cities.accounts.models import User
from cities.desk.rules import is_steward


def for_the_whole_network(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuses those who are bound to a region."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_steward(request.user):
            refused: HttpResponseBase = permission_denied(request)
            return refused
        return view(request, *args, **kwargs)

    return guarded


class DeskScreen(WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]  # Wagtail is untyped
    """A screen for whoever the rule `may_see` lets in; all others are refused."""

    @abstractmethod
    def may_see(self, user: Any) -> bool:
        """Whether this screen is for them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_see(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def staff(self) -> User:
        """Whoever looks: let in, hence signed in."""
        return cast("User", self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
