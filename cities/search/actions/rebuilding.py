"""Writing the index anew. Readers find by the old one until a record's turn comes, and by the new one after."""

import logging
from collections.abc import Callable, Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cities.search.actions.indexing import AT_ONCE, forget_entries, index_records
from cities.search.content import IndexedKind, kinds, record_id
from cities.search.encoding import chosen_encoder
from cities.search.engines import EngineFault, chosen_vectors, chosen_words
from cities.search.models import Entry, IndexedText, IndexState, Unsent

logger = logging.getLogger(__name__)
# A rebuild that was ended so long ago begins from the start.
RESUMED_WITHIN = timedelta(hours=6)

Progress = Callable[[str, int], None]


def rebuild_index(*, only: Collection[str] = (), from_scratch: bool = False, progress: Progress | None = None) -> dict[str, int]:
    """Go through all public records, or those of some kinds, and write those that differ; what is in the index and not public goes.

    Returns the records by kind.

    Each few records are a transaction: one that is ended goes on where it was when it is called again. `from_scratch` writes the
    unchanged ones too and empties the word index first, so that no word of what is gone stays in any file; vectors are kept. So does
    an engine that holds fewer texts than the database: one that has just been chosen, or was emptied.

    Raise EngineFault when a search server does not answer; what it must be told is kept.
    """
    if from_scratch or (not only and _lacks_texts()):
        _forget_words()
    counts = {indexed.kind: _rebuild(indexed, progress=progress) for indexed in kinds() if not only or indexed.kind in only}
    chosen_words().settle()
    return counts


def send_unsent() -> bool:
    """Tell a search server what it has missed while it was away; called each minute. False when it still does not answer."""
    if not Unsent.objects.exists():
        return True
    encoder = chosen_encoder()
    try:
        chosen_words().settle()
        if encoder is not None:
            chosen_vectors(encoder).settle()
    except EngineFault as error:
        logger.warning("The search server has not been told of all changes yet. %s", error)
        return False
    return True


def _lacks_texts() -> bool:
    """A rebuild from scratch that was ended has emptied the engine itself: that one goes on."""
    chosen_words().settle()
    return not IndexState.objects.exists() and chosen_words().count() < IndexedText.objects.count()


@transaction.atomic
def _forget_words() -> None:
    chosen_words().clear()
    Entry.objects.update(digest="")
    IndexState.objects.all().delete()


def _rebuild(indexed: IndexedKind, *, progress: Progress | None) -> int:
    state, _ = IndexState.objects.get_or_create(kind=indexed.kind, defaults={"started_at": timezone.now()})
    if state.last and state.started_at < timezone.now() - RESUMED_WITHIN:
        state.last, state.started_at = "", timezone.now()
    done = 0
    while True:
        with transaction.atomic():
            records = indexed.records().order_by("pk")
            some = list((records.filter(pk__gt=state.last) if state.last else records)[:AT_ONCE])
            if not some:
                break
            index_records(some)
            state.last = str(some[-1].pk)
            state.save()
        done += len(some)
        if progress:
            progress(indexed.kind, done)
    _forget_others(indexed)
    state.delete()
    return indexed.records().count()


def _forget_others(indexed: IndexedKind) -> None:
    # Entries first: one that is made from now on is of a record that is public.
    entries = list(Entry.objects.filter(kind=indexed.kind).values_list("pk", "record_id"))
    public = {record_id(record) for record in indexed.records().prefetch_related(None).iterator(chunk_size=2000)}
    forget_entries([pk for pk, identifier in entries if identifier not in public])
