"""More families and supporters around the cast, to see that lists hold when there are many."""

from datetime import timedelta

from naast.common import keys
from naast.people.models import Household, HouseholdMember, Supporter, TrustStep, VogSighting
from naast.support.models import SupportRequest
from naast.support.services import requests
from tests.cast import PROGRAMME, Cast


def crowd(cast: Cast, families: int) -> None:
    """So many more families that wait since different days, and as many supporters."""
    start = Household.objects.count()
    for number in range(start, start + families):
        _family(cast, number)
        _supporter(cast, number)
    keys.forget()  # who counts queries next, counts those of a process that opened nothing yet


def _household(cast: Cast, name: str) -> Household:
    home = Household.objects.create(
        organisation=cast.organisation, name=name, postcode="2312", languages=["nl"]
    )
    HouseholdMember.objects.create(household=home, kind=HouseholdMember.Kind.ADULT, name=name)
    return home


def _family(cast: Cast, number: int) -> SupportRequest:
    home = _household(cast, f"Vraag {number}")
    HouseholdMember.objects.create(
        household=home, kind=HouseholdMember.Kind.CHILD, name=f"Kind {number}", birth_year=2019
    )
    return requests.ask_for_support(
        actor=cast.coordinator,
        household=home,
        programme=PROGRAMME,
        question=requests.Question("Even lucht.", ["za-middag"], ["animals"], []),
        now=cast.now - timedelta(days=number),
    )


def _supporter(cast: Cast, number: int) -> Supporter:
    home = _household(cast, f"Steun {number}")
    supporter = Supporter.objects.create(
        household=home, organisation=cast.organisation, programme=PROGRAMME, kind="single",
        slots=["za-middag"], interests=["cooking"], status=Supporter.Status.ACTIVE,
        registered_at=cast.now - timedelta(days=number),
    )  # fmt: skip
    seen_on = cast.now.date() - timedelta(days=100)
    for adult in home.adults_at_home():
        VogSighting.objects.create(
            member=adult, seen_on=seen_on, seen_by=cast.coordinator, profile_ok=True
        )
    for step in TrustStep.Step:
        TrustStep.objects.create(
            supporter=supporter, step=step, done_on=seen_on, done_by=cast.coordinator
        )
    return supporter
