"""The forms of records: which fields stand where."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface

from cities.desk.forms.children import (
    FigureForm,
    MembershipForm,
    MembershipFormSet,
    MembershipYearForm,
    MembershipYearFormSet,
    ParticipationForm,
)
from cities.desk.forms.languages import LanguageSelect
from cities.desk.forms.records import OrganisationForm, PracticeForm, ResourceForm
from cities.desk.panels.facts import FactsPanel
from cities.desk.panels.fields import ConceptPanel, ConceptsPanel, PickPanel
from cities.desk.panels.rows import FiguresPanel, PrivateRowsPanel, RowsPanel
from cities.desk.panels.texts import TextsPanel

WORDS = ObjectList([TextsPanel()], heading=_("Words"))


def organisation_form() -> TabbedInterface:
    return TabbedInterface(
        [
            WORDS,
            _facts("members.add_organisation", _("Facts"), *_organisation_facts()),
            _facts(
                "members.add_organisation",
                _("Topics"),
                ConceptsPanel("themes", _("Themes")),
                ConceptsPanel("sectors", _("Sectors")),
                ConceptsPanel("sdgs", _("Sustainable Development Goals")),
                ConceptsPanel("legal-forms", _("Legal forms")),
                ConceptsPanel("support-measures", _("Support measures")),
            ),
            _facts("members.add_organisation", _("Membership and contact"), *_membership_rows()),
            _facts("members.add_organisation", _("Figures"), _figures()),
            FactsPanel(heading=_("Facts")),
        ],
        base_form_class=OrganisationForm,
    )


def practice_form() -> TabbedInterface:
    permission = "practices.add_practice"
    return TabbedInterface(
        [
            WORDS,
            _facts(permission, _("Facts"), *_practice_facts()),
            _facts(
                permission,
                _("Topics"),
                ConceptsPanel("themes", _("Themes")),
                ConceptsPanel("sectors", _("Sectors")),
                ConceptsPanel("policy-areas", _("Policy areas")),
                ConceptsPanel("sdgs", _("Sustainable Development Goals")),
                ConceptsPanel("beneficiaries", _("For whom")),
                ConceptsPanel("scales", _("Scale")),
                ConceptsPanel("legal-forms", _("Legal forms")),
                ConceptsPanel("support-measures", _("Support measures")),
            ),
            _facts(permission, _("Who took part"), _participations()),
            _facts(permission, _("Figures and sources"), _figures(), _sources()),
            FactsPanel(heading=_("Facts")),
        ],
        base_form_class=PracticeForm,
    )


def resource_form() -> TabbedInterface:
    permission = "resources.add_resource"
    return TabbedInterface(
        [
            WORDS,
            _facts(
                permission,
                _("Facts"),
                ConceptPanel("kind", "deliverable-types"),
                FieldPanel("year"),
                PickPanel("publishers", "organisation"),
                PickPanel("territories", "territory"),
                PickPanel("practices", "practice"),
                FieldPanel("code"),
                PublishingPanel(),
            ),
            _facts(
                permission,
                _("Topics"),
                ConceptsPanel("themes", _("Themes")),
                ConceptsPanel("sectors", _("Sectors")),
                ConceptsPanel("policy-areas", _("Policy areas")),
                ConceptsPanel("sdgs", _("Sustainable Development Goals")),
            ),
            _facts(permission, _("Files"), _files()),
            FactsPanel(heading=_("Facts")),
        ],
        base_form_class=ResourceForm,
    )


def _facts(permission: str, heading: Any, *panels: Any) -> ObjectList:
    """A tab for those who may say what is true of the record."""
    return ObjectList(list(panels), heading=heading, permission=permission)


def _organisation_facts() -> list[Any]:
    return [
        MultiFieldPanel([ConceptPanel("kind", "organisation-kinds"), FieldPanel("actor_kind")], heading=_("What it is")),
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("founded")], heading=_("Acronym and founding year")),
        MultiFieldPanel([PickPanel("seat", "territory"), PickPanel("territories", "territory")], heading=_("Where")),
        RowsPanel("websites", [FieldPanel("url")], heading=_("Websites"), label=_("website")),
        FieldPanel("image", help_text=_("Say what it shows in each language, under “Words”.")),
        FieldPanel("code"),
        PublishingPanel(),
    ]


def _practice_facts() -> list[Any]:
    return [
        FieldPanel("status"),
        FieldRowPanel([FieldPanel("started"), FieldPanel("ended")], heading=_("When")),
        PickPanel("territories", "territory"),
        PickPanel("contact", "organisation"),
        PickPanel("related", "practice"),
        FieldPanel("image", help_text=_("Say what it shows in each language, under “Words”.")),
        FieldPanel("code"),
        PublishingPanel(),
    ]


def _membership_rows() -> list[Any]:
    years = RowsPanel(
        "years",
        [FieldRowPanel([FieldPanel("year"), FieldPanel("status")])],
        form_class=MembershipYearForm,
        formset_class=MembershipYearFormSet,
        heading=_("Year by year"),
        label=_("year"),
        help_text=_("How the membership stood in each year. The yearbook counts these."),
    )
    membership = [ConceptPanel("category", "member-categories"), FieldRowPanel([FieldPanel("since"), FieldPanel("until")]), years]
    return [
        RowsPanel(
            "memberships",
            membership,
            form_class=MembershipForm,
            formset_class=MembershipFormSet,
            heading=_("Memberships"),
            label=_("membership"),
            help_text=_("An organisation without a running membership stays in the commons, but is not listed as a member."),
        ),
        PrivateRowsPanel(
            "private_contacts",
            [FieldRowPanel([FieldPanel("address"), FieldPanel("note")])],
            heading=_("Private contacts"),
            label=_("private contact"),
            help_text=_("These addresses are never published. Messages reach them by relay."),
        ),
    ]


def _participations() -> RowsPanel:
    return RowsPanel(
        "participations",
        [
            PickPanel("organisation", "organisation"),
            FieldPanel("name"),
            FieldRowPanel([ConceptPanel("role", "roles"), FieldPanel("actor_kind")]),
        ],
        form_class=ParticipationForm,
        heading=_("Who took part"),
        label=_("participant"),
        help_text=_("Who decided, who did, who paid: the kinds of actor draw the diagram readers see."),
    )


def _figures() -> FiguresPanel:
    return FiguresPanel(
        "figures",
        [
            ConceptPanel("measure", "measures"),
            FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value"), FieldPanel("unit")]),
            FieldRowPanel([FieldPanel("year"), FieldPanel("absence")]),
            PickPanel("scope", "territory"),
            PickPanel("source", "source"),
            FieldPanel("locator"),
        ],
        form_class=FigureForm,
        heading=_("Figures"),
        label=_("figure"),
        help_text=_(
            "Every figure says where it comes from. When two sources disagree, keep both: readers see them side by side. "
            "The unit is a currency by its code (EUR, XOF), “percent”, “people”, “units” …"
        ),
    )


def _sources() -> RowsPanel:
    return RowsPanel("sources", [PickPanel("source", "source"), FieldPanel("locator")], heading=_("Sources"), label=_("source"))


def _files() -> RowsPanel:
    return RowsPanel(
        "files",
        [
            FieldRowPanel([FieldPanel("language", widget=LanguageSelect), FieldPanel("pages")]),
            FieldPanel("title"),
            FieldPanel("document"),
            FieldPanel("url"),
        ],
        heading=_("Files"),
        label=_("file"),
        help_text=_("One for each language version: a document kept here, or its address elsewhere."),
    )
