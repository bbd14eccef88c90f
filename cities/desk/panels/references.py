"""The forms of what records build upon."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface

from cities.desk.forms.children import ConsentFormSet
from cities.desk.forms.languages import LanguageSelect
from cities.desk.forms.references import ConceptForm, PersonForm, SchemeForm, SourceForm, TerritoryForm
from cities.desk.panels.fields import PickPanel
from cities.desk.panels.rows import RowsPanel
from cities.desk.panels.texts import TextsPanel


def territory_form() -> TabbedInterface:
    facts = [
        FieldPanel("kind"),
        PickPanel("parent", "territory"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Coordinates")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country_code"), FieldPanel("iso_code")]),
                FieldRowPanel([FieldPanel("wikidata_id"), FieldPanel("geonames_id")]),
            ],
            heading=_("Identifiers elsewhere"),
        ),
        FieldPanel("code"),
    ]
    return _tabs(_("Names"), facts, TerritoryForm)


def concept_form() -> TabbedInterface:
    facts = [
        FieldRowPanel([FieldPanel("scheme"), FieldPanel("position")], heading=_("Vocabulary and place in it")),
        PickPanel("broader", "concept"),
        FieldPanel("code"),
        FieldPanel("uri", help_text=_("Left empty, it is made from the code.")),
        RowsPanel(
            "mappings",
            [FieldRowPanel([FieldPanel("relation"), FieldPanel("target")])],
            heading=_("The same in other vocabularies"),
            label=_("mapping"),
        ),
    ]
    return _tabs(_("Words"), facts, ConceptForm)


def _tabs(heading: object, facts: list[object], form: type) -> TabbedInterface:
    words = ObjectList([TextsPanel()], heading=heading)
    return TabbedInterface([words, ObjectList(facts, heading=_("Facts"))], base_form_class=form)


def scheme_form() -> ObjectList:
    return ObjectList([FieldPanel("labels"), FieldPanel("definitions"), FieldPanel("code")], base_form_class=SchemeForm)


def source_form() -> ObjectList:
    return ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")], heading=_("Publisher and year")),
            FieldRowPanel([FieldPanel("language", widget=LanguageSelect), FieldPanel("url")], heading=_("Language and address")),
            FieldPanel("code"),
        ],
        base_form_class=SourceForm,
    )


def person_form() -> ObjectList:
    return ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("address"),
            FieldPanel("languages"),
            RowsPanel(
                "roles",
                [
                    PickPanel("organisation", "organisation"),
                    FieldRowPanel([FieldPanel("role"), FieldPanel("position"), FieldPanel("until")]),
                ],
                heading=_("Roles"),
                label=_("role"),
            ),
            RowsPanel(
                "consents",
                [
                    FieldRowPanel([FieldPanel("field"), FieldPanel("wording")]),
                    FieldRowPanel([FieldPanel("given_at"), FieldPanel("withdrawn_at")]),
                ],
                formset_class=ConsentFormSet,
                heading=_("Consents"),
                label=_("consent"),
                help_text=_("Nothing about a person is shown without a standing consent for that field."),
            ),
        ],
        base_form_class=PersonForm,
    )


def stewardship_form() -> ObjectList:
    return ObjectList([FieldPanel("user"), PickPanel("region", "territory")])
