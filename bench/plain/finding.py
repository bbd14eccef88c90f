"""What the plain worker does for `script/bench search`: the same texts as pages, found by Wagtail's own search."""

from typing import Any

from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from bench.plain.models import PracticeIndexPage, PracticePage

DEPTH = 10


def find(documents: list[dict[str, str]], queries: list[dict[str, str]]) -> dict[str, Any]:
    """One page a text, any of the words: with its default, all of them, next to nothing is found."""
    index = PracticeIndexPage.objects.get()
    keys: dict[int, str] = {}
    for number, document in enumerate(documents):
        page = index.add_child(instance=PracticePage(title=document["title"][:250] or "-", slug=f"text-{number}", body=document["body"]))
        keys[page.pk] = document["key"]
        insert_or_update_object(page)
    return {"found": {query["id"]: _answer(query["text"], keys) for query in queries}}


def _answer(query: str, keys: dict[int, str]) -> list[str]:
    results = get_search_backend().search(query, Page.objects.type(PracticePage), operator="or")
    return list(dict.fromkeys(keys[page.pk] for page in results[:200]))[:DEPTH]
