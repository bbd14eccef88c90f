"""The operations put together, and their description as OpenAPI 3.1."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError
from ninja.schema import NinjaGenerateJsonSchema

from cities.api.faults import WrongParameter, unknown_value, wrong_values
from cities.api.mapping.addresses import API
from cities.api.schemas.answers import FeatureCollection
from cities.api.views import (
    advice,
    comparisons,
    editions,
    members,
    needs,
    practices,
    resources,
    search,
    territories,
    transfers,
    vocabulary,
)
from cities.api.views.answering import answer
from cities.api.views.missing import not_found

VERSION = "1.0.0"
ABOUT = """Everything public in the commons, as JSON: members, practices, resources, transfers, advice, comparisons, editions,
vocabularies and territories.

No key is needed. Every text says its language and how it was made; `lang` asks for a language and gets it or the nearest there is.

Lists answer `{total, results}`; `limit` (at most 100) and `offset` turn the pages, and the `Link` header leads on.

A parameter or value that does not exist is refused with status 400 and a message that names what does.

Records keep their `id` for ever; one that was withdrawn answers 410."""

api = NinjaAPI(title="CITIES API", version=VERSION, description=ABOUT, openapi_url=None, docs_url=None, urls_namespace="api")
# Addresses are tried in order, so that this one comes last.
elsewhere = Router()


@elsewhere.get("/{path:address}", include_in_schema=False, url_name="no_such_address")
def no_such_address(request: HttpRequest, address: str) -> HttpResponse:
    return not_found()


for views in (search, members, practices, resources, needs, transfers, advice, comparisons, editions, vocabulary, territories):
    api.add_router("", views.router)
api.add_router("", elsewhere)


@api.exception_handler(ValidationError)
def refuse_values(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """An id that is none is an address where nothing is."""
    if any(fault["loc"][0] == "path" for fault in error.errors):
        return not_found()
    return answer(wrong_values(error.errors), status=400)


@api.exception_handler(WrongParameter)
def refuse_value(request: HttpRequest, error: WrongParameter) -> HttpResponse:
    return answer(unknown_value(error), status=400)


@api.exception_handler(Exception)
def pass_on(request: HttpRequest, error: Exception) -> HttpResponse:
    """`open_to_all` answers crashes, the same with and without debugging."""
    raise error


@lru_cache(maxsize=1)
def openapi_description() -> dict[str, Any]:
    """The description as plain data, with what the operations do not declare by themselves put in and their inner workings left out."""
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=f"{API}/"))
    described["servers"] = [{"url": settings.SITE_URL}]
    for path in described["paths"].values():
        for parameter in path["get"]["parameters"]:
            parameter["schema"] = _without_null(parameter["schema"])
            # A list belongs into the schema only; beside it the standard wants names for examples.
            parameter.pop("examples", None)
    collection = FeatureCollection.model_json_schema(ref_template="#/components/schemas/{model}", schema_generator=NinjaGenerateJsonSchema)
    types = {**described["components"]["schemas"], **collection.pop("$defs"), "FeatureCollection": collection}
    described["components"] = {"schemas": {name: types[name] for name in sorted(types) if not name.endswith("Parameters")}}
    return described


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is given or not; there is no null in an address."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    return (
        {**schema, "anyOf": options}
        if len(options) > 1
        else {**{key: schema[key] for key in schema if key != "anyOf"}, **(options[0] if options else {})}
    )


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(openapi_description())
