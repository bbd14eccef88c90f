"""Transfers for everyone: the list with its map and years, and one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cities.feeds.queries import work_of_transfer
from cities.portal.queries.transfers.dossier import transfer_page
from cities.portal.queries.transfers.network import transfers_page
from cities.portal.views.answers import gone, language_of, page, public_or_gone
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.queries import for_pages


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/transfers/transfers.html", {"page": transfers_page(request.GET, language=language_of(request))})


@require_safe
def transfer(request: HttpRequest, code: str) -> HttpResponse:
    found: Transfer | None = public_or_gone(for_pages(Transfer.objects.all()), code)
    if found is None:
        raise Http404
    if not found.is_public:
        return gone(request, found)
    language = language_of(request)
    shown = transfer_page(found, language=language)
    return page(request, "portal/transfers/transfer.html", {"shown": shown, "work": work_of_transfer(found, language=language)})
