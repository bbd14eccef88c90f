"""The profile: looked at whole, edited section by section."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.commons.members import actions
from cities.commons.members.actions.profiles import WORDS
from cities.commons.members.models import OrganisationText
from cities.core.actions import submit_record, withdraw_change
from cities.core.comparing import Values
from cities.portal.forms.base import SpaceForm, WordsForm
from cities.portal.forms.picture import RecordPictureForm
from cities.portal.forms.profile import FactsForm, TopicsForm
from cities.portal.queries.space import Space, profile
from cities.portal.views.answers import language_of
from cities.portal.views.space.editing import Editing, edit_section, is_offered, picture_kept
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.translation.languages import language_name


@require_safe
@for_delegates
def my_profile(request: HttpRequest, space: Space) -> HttpResponse:
    shown = profile(space.organisation, language=language_of(request))
    return space_page(request, space, "portal/space/profile.html", {"profile": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_words(request: HttpRequest, space: Space, language: str) -> HttpResponse:
    """The words in one language; beside a translation stands the original."""
    draft = space.organisation.get_latest_revision_as_object()
    if not is_offered(language, draft):
        raise Http404
    original, text = draft.original_text, draft.text_in(language)
    form = partial(WordsForm, words=WORDS, language=language, model=OrganisationText, original=original, text=text)
    title = _("Words in %(language)s") % {"language": language_name(language, in_language=language_of(request))}
    stale = text.stale_fields(original) if text else []
    context = {"original": original, "text": text, "stale": stale, "language": language}
    return _edit(request, space, form, section=actions.profile_words(language), title=title, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_facts(request: HttpRequest, space: Space) -> HttpResponse:
    return _edit(request, space, FactsForm, section=actions.profile_facts(), title=_("Facts"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_topics(request: HttpRequest, space: Space) -> HttpResponse:
    return _edit(request, space, TopicsForm, section=actions.profile_topics(), title=_("Topics"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_picture(request: HttpRequest, space: Space) -> HttpResponse:
    """One picture; what it shows is said in the language of the page."""
    language = language_of(request)
    draft = space.organisation.get_latest_revision_as_object()
    form = partial(RecordPictureForm, language=language, has_picture=bool(draft.image_id))

    def prepare(given: SpaceForm, values: Values) -> Values:
        return {**values, "image": picture_kept(request, given, draft.image_id)}

    section = actions.profile_picture(language)
    return _edit(request, space, form, section=section, title=_("Picture"), context={"picture": draft.image}, prepare=prepare)


@require_POST
@for_delegates
def withdraw_profile_change(request: HttpRequest, space: Space) -> HttpResponse:
    withdraw_change(space.organisation, by=user_of(request))
    messages.success(request, _("The change is taken back. The draft stays in the history, where the secretariat finds it."))
    return redirect("portal:my_profile", space.organisation.code)


@require_POST
@for_delegates
def submit_profile(request: HttpRequest, space: Space) -> HttpResponse:
    """Send a draft that lies unsent, as it is; one that was answered with a question goes back to whoever asked."""
    draft = space.organisation.get_latest_revision_as_object()
    if space.organisation.has_unpublished_changes or not space.organisation.live:
        submit_record(draft, by=user_of(request))
        messages.success(request, _("Sent to the secretariat for review. Readers see it when it is approved."))
    return redirect("portal:my_profile", space.organisation.code)


@require_POST
@for_delegates
def confirm_profile(request: HttpRequest, space: Space) -> HttpResponse:
    actions.confirm_profile(space.organisation, year=timezone.localdate().year, by=user_of(request))
    messages.success(request, _("Thank you. The page says that it was confirmed this month."))
    return redirect("portal:my_organisation", space.organisation.code)


def _edit(request: HttpRequest, space: Space, form: object, *, section: object, title: str, **more: object) -> HttpResponse:
    then = reverse("portal:my_profile", args=[space.organisation.code])
    editing = Editing(space, space.organisation, section, form, title=title, then=then, submits=True, **more)  # type: ignore[arg-type]  # handed on as given
    return edit_section(request, editing)
