"""The town while it is being built: organisations, the people who work there, and households."""

from datetime import datetime
from random import Random

from naast.demo.cast import email_of
from naast.demo.region.chronicle import Chronicle, chance_of
from naast.demo.region.tables import Home, Office, Tables, Worker
from naast.kernel.clock import add_months
from naast.people.models import (
    Account,
    Household,
    HouseholdMember,
    Offering,
    Organisation,
    Person,
    Role,
    Supporter,
)
from naast.people.services import households
from naast.places.models import Area
from naast.support.models import SupportRequest

YEARS_AT_WORK = 5


class Town:
    """The region while it is being built: finds its people by their keys in the tables."""

    def __init__(self, tables: Tables, chronicle: Chronicle) -> None:
        self.tables, self.chronicle = tables, chronicle
        self.people: dict[str, Person] = {}
        self.households: dict[str, Household] = {}
        self.requests: dict[str, SupportRequest] = {}
        self.supporters: dict[str, Supporter] = {}
        self._coordinators: dict[tuple[int, str], Person] = {}
        self._regionals: dict[int, Person] = {}
        self._seconds: dict[tuple[int, int], Person] = {}
        self._phones = 0

    def coordinator_for(self, household: Household) -> Person:
        """Whose families of this organisation live in this postcode."""
        return self._coordinators[household.organisation_id, household.postcode]

    def host_of(self, organisation: Organisation) -> Person:
        """Who coordinated there first."""
        here = organisation.roles.filter(kind=Role.Kind.COORDINATOR).select_related("person")
        return here.order_by("pk")[0].person

    def second_for(self, household: Household) -> Person:
        """Who looks along with the coordinator of this household: a colleague there, else the
        regional coordinator.
        """
        organisation, first = household.organisation_id, self.coordinator_for(household)
        if known := self._seconds.get((organisation, first.pk)):
            return known
        roles = Role.objects.filter(organisation=organisation, kind=Role.Kind.COORDINATOR)
        others = roles.exclude(person=first).select_related("person").order_by("pk")
        colleague = others.first()
        second = colleague.person if colleague else self._regionals[organisation]
        self._seconds[organisation, first.pk] = second
        return second

    def found(self, office: Office) -> None:
        """Make an organisation with its area, its programmes and its people."""
        area, _is_new = Area.objects.get_or_create(
            name=office.area, defaults={"municipality_codes": list(office.municipalities)}
        )
        organisation = Organisation.objects.create(name=office.name, area=area, phone=office.phone)
        for programme, numbers in office.programmes.items():
            Offering.objects.create(
                organisation=organisation, programme=programme, overrides=dict(numbers)
            )
        for worker in office.coordinators:
            person = self._employ(worker, organisation, Role.Kind.COORDINATOR)
            places = [(organisation.pk, postcode) for postcode in worker.postcodes]
            self._coordinators.update(dict.fromkeys(places, person))
        for regional in office.regionals:
            self._regionals[organisation.pk] = self._employ(
                regional, organisation, Role.Kind.REGIONAL
            )
        for reader in office.readers:
            self._employ(reader, organisation, Role.Kind.MUNICIPALITY)

    def _employ(self, worker: Worker, organisation: Organisation, kind: str) -> Person:
        since = add_months(self.chronicle.on, -12 * YEARS_AT_WORK)
        person = self.people.get(worker.key) or self.introduce(worker)
        Role.objects.create(
            person=person, organisation=organisation, kind=kind, since=since, phone=self._phone(),
            granted_at=self._long_ago(),
        )  # fmt: skip
        return person

    def introduce(self, worker: Worker) -> Person:
        """Make a person with an account who belongs to no household."""
        return self._person(worker.key, worker.who, self._long_ago())

    def _long_ago(self) -> datetime:
        return self.chronicle.moment(365 * YEARS_AT_WORK, chance_of("long ago"))

    def _person(self, key: str, who: str, now: datetime) -> Person:
        first_name, _space, last_name = who.partition(" ")
        person = Person.objects.create(
            first_name=first_name,
            last_name=last_name,
            email=email_of(key),
            created_at=now,
        )
        Account.objects.open(person)
        self.people[key] = person
        return person

    def _phone(self) -> str:
        """A number that nobody can have: no Dutch mobile number begins with 06 00."""
        self._phones += 1
        return f"06 00 00 {self._phones // 100:02d} {self._phones % 100:02d}"

    def register(self, home: Home, now: datetime, *, chance: Random) -> Household:
        """Register a household through its own words and numbers."""
        organisation = Organisation.objects.for_postcode(home.home, home.programme)
        if organisation is None:
            raise LookupError(f"{home.key}: nobody works in {home.home}")
        first_name, _space, last_name = home.who.partition(" ")
        newcomer = households.Newcomer(
            first_name=first_name,
            last_name=last_name,
            email=email_of(home.key),
            phone=self._phone(),
            postcode=home.home,
            address=f"{chance.choice(self.tables.streets)} {chance.randint(1, 140)}",
            languages=home.languages,
            others=home.others,
            children=[
                households.Child(name, self.chronicle.on.year - age)
                for name, age in home.children.items()
            ],
        )
        household, person = households.register_household(
            newcomer, organisation=organisation, now=now
        )
        households.open_account(person)
        self.households[home.key], self.people[home.key] = household, person
        self._let_in_others(home, household, now)
        return household

    def _let_in_others(self, home: Home, household: Household, now: datetime) -> None:
        """Give further adults their own account; a parent elsewhere is known, and reads nothing."""
        for name in home.own_accounts:
            person = self._person(f"{home.key}-{name.lower()}", name, now)
            household.members.filter(name=name, kind=HouseholdMember.Kind.ADULT).update(
                person=person
            )
        if home.elsewhere:
            first_name = home.elsewhere.partition(" ")[0]
            person = self._person(f"{home.key}-{first_name.lower()}", home.elsewhere, now)
            HouseholdMember.objects.create(
                household=household,
                person=person,
                kind=HouseholdMember.Kind.ADULT,
                name=first_name,
                at_home=False,
            )
