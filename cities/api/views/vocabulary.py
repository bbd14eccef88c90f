from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.vocabulary import concept_list, concept_record
from cities.api.queries.vocabulary import concept_dossier, concept_page
from cities.api.schemas.answers import ConceptList
from cities.api.schemas.parameters import ConceptParameters, Parameters
from cities.api.schemas.records import ConceptRecord
from cities.api.views.answering import answer, answer_page, reading_language
from cities.api.views.missing import not_found
from cities.api.views.operations import FOUND_OR_NOT, LIST_FAULTS, RecordId, described

router = Router(tags=["Vocabularies"])


@router.get(
    "/concepts",
    response={200: ConceptList, **LIST_FAULTS},
    operation_id="listConcepts",
    summary="Concepts of the vocabularies",
    openapi_extra=described(is_list=True),
)
def list_concepts(request: HttpRequest, parameters: Query[ConceptParameters]) -> HttpResponse:
    """Themes, sectors, legal forms, kinds of organisation and the other vocabularies records are described with."""
    page = concept_page(parameters, language=reading_language(parameters))
    return answer_page(request, concept_list(page), parameters=parameters, total=page.total)


@router.get(
    "/concepts/{record_id}",
    response={200: ConceptRecord, **FOUND_OR_NOT},
    operation_id="getConcept",
    summary="One concept",
    openapi_extra=described(),
)
def get_concept(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """A concept in every language, with those directly under it."""
    dossier = concept_dossier(record_id, language=reading_language(parameters))
    return answer(concept_record(dossier)) if dossier else not_found()
