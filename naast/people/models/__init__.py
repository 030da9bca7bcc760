"""The people of the house."""

from naast.people.models.contact import ContactDetails
from naast.people.models.grant import ClosedTopic, Grant
from naast.people.models.household import Household, HouseholdMember
from naast.people.models.organisation import (
    Absence,
    Edition,
    MunicipalAges,
    Offering,
    OfferingVersion,
    Organisation,
    Role,
)
from naast.people.models.person import ERASED_NAME, Account, Person
from naast.people.models.signing_in import LoginSession, SignInCode
from naast.people.models.supporter import Supporter, TrustStep, VogSighting
from naast.people.models.training import Training, TrainingPlace
from naast.people.models.two_people import Approval, NeverAgain

__all__ = [
    "ERASED_NAME",
    "Absence",
    "Account",
    "Approval",
    "ClosedTopic",
    "ContactDetails",
    "Edition",
    "Grant",
    "Household",
    "HouseholdMember",
    "LoginSession",
    "MunicipalAges",
    "NeverAgain",
    "Offering",
    "OfferingVersion",
    "Organisation",
    "Person",
    "Role",
    "SignInCode",
    "Supporter",
    "Training",
    "TrainingPlace",
    "TrustStep",
    "VogSighting",
]
