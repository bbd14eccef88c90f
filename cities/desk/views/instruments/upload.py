"""XLSForm in and out: what a spreadsheet would change is shown before it changes anything."""

import base64
import binascii
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cities.commons.instruments.actions import WrongDefinition, fill_draft, start_draft
from cities.commons.instruments.comparing import differences
from cities.commons.instruments.definition import Definition
from cities.commons.instruments.models import InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.commons.instruments.xlsform import Problem, ReadForm, RefusedForm, read_form, written_form
from cities.core.archives import UnsafeArchive
from cities.desk.forms.instruments import UploadFormForm
from cities.desk.rules import may_edit_instruments

from .base import InstrumentScreen, fault_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadView(InstrumentScreen):
    """First the file, then what it would change; only then, on a second word, the change. The file waits in the page, not on the server."""

    template_name = "desk/instruments/upload.html"
    page_title = gettext_lazy("Take over an XLSForm")

    @cached_property
    def latest(self) -> InstrumentVersion:
        return get_object_or_404(self.instrument.versions.select_related("instrument").order_by("-number")[:1])

    @cached_property
    def form(self) -> UploadFormForm:
        return UploadFormForm(self.request.POST or None, self.request.FILES or None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "instrument": self.instrument, "form": self.form, "latest": self.latest}

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        content = self.waiting()
        if content is None:
            if not self.form.is_valid():
                return self.render_to_response(self.get_context_data(), status=422)
            content = self.form.cleaned_data["upload"].read()
        try:
            found = read_form(content, language=self.latest.language)
        except UnsafeArchive as fault:
            return self.refused([Problem("", 0, 0, str(fault))])
        except RefusedForm as refusal:
            return self.refused(refusal.problems)
        return self.taken(found.definition) if "apply" in request.POST else self.proposed(found, content)

    def waiting(self) -> bytes | None:
        """The file a page has shown the changes of."""
        try:
            return base64.b64decode(self.request.POST["content"], validate=True) if "content" in self.request.POST else None
        except binascii.Error:
            return b""

    def refused(self, problems: Any) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data(problems=problems), status=422)

    def proposed(self, found: ReadForm, content: bytes) -> HttpResponseBase:
        changes = differences(definition_of(self.latest), self.kept(found.definition))
        waiting = base64.b64encode(content).decode()
        return self.render_to_response(
            self.get_context_data(is_read=True, notes=found.notes, differences=changes, content=waiting, read=found.definition)
        )

    def kept(self, read: Definition) -> Definition:
        """What a form says, with what it leaves to us: the purpose, and titles that are published."""
        now = definition_of(self.latest)
        titles = {name: getattr(now, name) if self.is_published else getattr(read, name) for name in ("title", "introduction", "closing")}
        return replace(read, purpose=read.purpose or now.purpose, **titles)

    def taken(self, read: Definition) -> HttpResponseBase:
        draft = start_draft(self.instrument, by=self.staff)
        try:
            fill_draft(draft, self.kept(read), by=self.staff)
        except WrongDefinition as refusal:
            return self.refused([Problem("", 0, 0, fault_words(fault)) for fault in refusal.faults])
        messages.success(self.request, _("The draft says what the spreadsheet says."))
        return redirect("desk:instrument", self.instrument.code)


@require_GET
def xlsform(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A version as a spreadsheet."""
    if not may_edit_instruments(request.user):
        raise PermissionDenied
    version = get_object_or_404(InstrumentVersion.objects.select_related("instrument"), instrument__code=code, number=number)
    content = written_form(definition_of(version))
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{code}-{number}.xlsx"'})
