from tests.factories.records import (
    ConceptFactory,
    ConsentFactory,
    MembershipYearFactory,
    OrganisationFactory,
    PersonFactory,
    PersonRoleFactory,
    PracticeFactory,
    ResourceFactory,
    SchemeFactory,
    SourceFactory,
    TerritoryFactory,
    UserFactory,
)

__all__ = [
    "ConceptFactory",
    "ConsentFactory",
    "MembershipYearFactory",
    "OrganisationFactory",
    "PersonFactory",
    "PersonRoleFactory",
    "PracticeFactory",
    "ResourceFactory",
    "SchemeFactory",
    "SourceFactory",
    "TerritoryFactory",
    "UserFactory",
]
