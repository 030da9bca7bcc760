"""The one cast of all tests: two families, the people around them, and the people who should see
nothing.

Samira asks; Anke and Joost support. Everybody is invented. Time stands at 2 November 2026, 10.00
in Amsterdam.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from naast.people.models import (
    Account,
    ContactDetails,
    Household,
    HouseholdMember,
    Offering,
    Organisation,
    Person,
    Role,
    Supporter,
    TrustStep,
    VogSighting,
)
from naast.places.models import Area
from naast.support.models import Acceptance, Answer, Evaluation, Match, SupportRequest
from naast.support.services import matches, path, requests, second_yes
from tests import tape
from tests.tape import remembered

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PROGRAMME = "buurtgezinnen"


@dataclass
class Cast:
    """Everybody by role. `supporters` and `requests` can be given a longer life with the walk
    methods.
    """

    now: datetime = NOW
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.__dict__ = tape.once(("cast", self.now), self._gather)

    def _gather(self) -> dict[str, Any]:
        leiden = Area.objects.create(name="Leiden", municipality_codes=["0546"])
        far = Area.objects.create(name="Weststellingwerf", municipality_codes=["0098"])
        self.organisation = Organisation.objects.create(name="Steun in Leiden", area=leiden)
        self.far_organisation = Organisation.objects.create(name="Steun in de Stellingen", area=far)
        self.municipality_office = Organisation.objects.create(name="Gemeente Leiden", area=leiden)
        for organisation in (self.organisation, self.far_organisation):
            Offering.objects.create(organisation=organisation, programme=PROGRAMME)
        self.coordinator = self.introduce("coordinator", "Noor")
        self.second_coordinator = self.introduce("second_coordinator", "Pim")
        self.regional = self.introduce("regional", "Marijke")
        self.far_coordinator = self.introduce("far_coordinator", "Femke")
        self.municipality = self.introduce("municipality", "Wout")
        self.stranger = self.introduce("stranger", "Sjors")
        self._role(self.coordinator, self.organisation, Role.Kind.COORDINATOR)
        self._role(self.second_coordinator, self.organisation, Role.Kind.COORDINATOR)
        self._role(self.regional, self.organisation, Role.Kind.REGIONAL)
        self._role(self.far_coordinator, self.far_organisation, Role.Kind.COORDINATOR)
        self._role(self.municipality, self.municipality_office, Role.Kind.MUNICIPALITY)

        self.asking = self._household("Samira", ["nl", "ar"])
        self.parent = self.introduce("parent", "Samira", last_name="El-Voorbeeld")
        self._adult(self.asking, self.parent)
        self._child(self.asking, "Yara", 2018)
        self._child(self.asking, "Sem", 2021)
        self.other_parent = self.introduce("other_parent", "Karim", address="Verweg 9")
        self._adult(self.asking, self.other_parent, at_home=False)

        self.supporting = self._household("Anke en Joost", ["nl"])
        self.supporting_parent = self.introduce("supporting_parent", "Anke", last_name="Verzonnen")
        self._adult(self.supporting, self.supporting_parent)
        self.joost = HouseholdMember.objects.create(
            household=self.supporting, kind=HouseholdMember.Kind.ADULT, name="Joost"
        )
        self.supporter = self.trusted_supporter(self.supporting)

        self.former_household = self._household("Ria", ["nl"])
        self.former_supporter = self.introduce("former_supporter", "Ria")
        self._adult(self.former_household, self.former_supporter)
        self.former = self.trusted_supporter(self.former_household, kind="grandparent")

        self.request = requests.ask_for_support(
            actor=self.parent,
            household=self.asking,
            programme=PROGRAMME,
            question=requests.Question(
                words="Ik wil op zaterdag even een boek lezen.",
                slots=["za-ochtend", "za-middag"],
                interests=["animals", "cooking"],
                wants=["family"],
            ),
            now=self.now - timedelta(days=47),
        )
        return self.__dict__

    def look_again(self) -> None:
        """Read the question anew, as it stands after a walk."""
        self.request.refresh_from_db()

    def by_name(self, name: str) -> Person:
        """Somebody of the cast by role."""
        return self.people[name]

    # Making people.

    def introduce(
        self, role: str, first_name: str, last_name: str = "", address: str = ""
    ) -> Person:
        """Somebody with an account and contact details, known to the tests by `role`."""
        person = Person.objects.create(
            first_name=first_name,
            last_name=last_name,
            email=f"{role}@voorbeeld.test",
            created_at=self.now - timedelta(days=600),
        )
        ContactDetails.objects.create(
            person=person,
            organisation=self.organisation,
            phone="06 00 00 00 00",
            address=address or f"Kanarie-{role} 1",
        )
        Account.objects.open(person)
        self.people[role] = person
        return person

    def _role(self, person: Person, organisation: Organisation, kind: str) -> None:
        Role.objects.create(
            person=person, organisation=organisation, kind=kind, since=date(2024, 1, 1),
            granted_at=self.now - timedelta(days=600),
        )  # fmt: skip

    def _household(self, name: str, languages: list[str]) -> Household:
        return Household.objects.create(
            organisation=self.organisation, name=name, postcode="2311", languages=languages
        )

    def _adult(self, household: Household, person: Person, at_home: bool = True) -> HouseholdMember:
        return HouseholdMember.objects.create(
            household=household,
            person=person,
            kind=HouseholdMember.Kind.ADULT,
            name=person.first_name,
            at_home=at_home,
        )

    def _child(self, household: Household, name: str, birth_year: int) -> None:
        HouseholdMember.objects.create(
            household=household,
            kind=HouseholdMember.Kind.CHILD,
            name=name,
            birth_year=birth_year,
        )

    def trusted_supporter(
        self, household: Household, kind: str = "family", by: Person | None = None
    ) -> Supporter:
        """A supporter whose VOG was seen and whose trust file is complete."""
        supporter = Supporter.objects.create(
            household=household,
            organisation=household.organisation,
            programme=PROGRAMME,
            kind=kind,
            words="Bij ons is altijd plek aan tafel.",
            slots=["za-middag", "wo-middag"],
            interests=["animals"],
            child_age_min=3,
            child_age_max=12,
            status=Supporter.Status.ACTIVE,
            registered_at=self.now - timedelta(days=200),
        )
        seen_on = self.now.date() - timedelta(days=150)
        for adult in household.adults_at_home():
            VogSighting.objects.create(
                member=adult, seen_on=seen_on, seen_by=by or self.coordinator, profile_ok=True
            )
        for step in TrustStep.Step:
            TrustStep.objects.create(
                supporter=supporter, step=step, done_on=seen_on, done_by=by or self.coordinator
            )
        return supporter

    # Walking the path, each method up to and including its stone.

    @remembered
    def talk(self) -> SupportRequest:
        """Noor has been to see Samira."""
        requests.note_talk(
            actor=self.coordinator,
            request_id=self.request.pk,
            held_on=self.now.date() - timedelta(days=1),
            now=self.now,
        )
        self.look_again()
        return self.request

    @remembered
    def propose(self, supporter: Supporter | None = None) -> Match:
        """Noor proposes Anke and Joost to Samira."""
        if self.request.talk_held_on is None:
            self.talk()
        return matches.propose_match(
            actor=self.coordinator,
            request_id=self.request.pk,
            supporter_id=(supporter or self.supporter).pk,
            now=self.now,
        )

    def say(self, match: Match, who: Person, question: str, reply: str = "yes") -> Match:
        """Somebody answers for their side."""
        return matches.answer(
            actor=who, match_id=match.pk, question=question, reply=reply, now=self.now
        )

    @remembered
    def to_meeting(self) -> Match:
        """Both said yes to meeting."""
        match = self.propose()
        self.say(match, self.parent, Answer.Question.PROPOSAL)
        return self.say(match, self.supporting_parent, Answer.Question.PROPOSAL)

    @remembered
    def to_coupling(self) -> Match:
        """They met and both want to try."""
        match = self.to_meeting()
        path.plan_meeting(
            actor=self.coordinator,
            match_id=match.pk,
            planned_at=self.now + timedelta(hours=1),
            place="Buurthuis",
            now=self.now,
        )
        path.note_meeting(
            actor=self.coordinator, match_id=match.pk, held_on=self.now.date(), now=self.now
        )
        self.say(match, self.parent, Answer.Question.TRIAL)
        return self.say(match, self.supporting_parent, Answer.Question.TRIAL)

    def accept_all(self, match: Match, paper: str, version: int = 1) -> Match:
        """Everybody accepts: two in the app, Joost with a pen."""
        for adult in (self.parent, self.supporting_parent):
            path.accept_paper(
                actor=adult, match_id=match.pk, paper=paper, version=version, now=self.now
            )
        return path.note_on_paper(
            actor=self.coordinator, match_id=match.pk, paper=paper, version=version,
            member_id=self.joost.pk, now=self.now,
        )  # fmt: skip

    @remembered
    def to_rules(self) -> Match:
        """House rules accepted by all; nothing but the second yes is missing."""
        match = self.to_coupling()
        path.write_house_rules(
            actor=self.coordinator, match_id=match.pk, rules=["We bellen als het anders loopt."],
            now=self.now,
        )  # fmt: skip
        return self.accept_all(match, Acceptance.Paper.HOUSE_RULES)

    @remembered
    def to_trial(self) -> Match:
        """Pim looked along and said yes; phone numbers are open."""
        match = self.to_rules()
        return second_yes.say_yes(actor=self.second_coordinator, match_id=match.pk, now=self.now)

    def evaluate(self, match: Match, who: Person, go_on: str = Evaluation.GoOn.YES) -> Match:
        """One side looks back."""
        looking_back = path.LookingBack(3, "Samen pannenkoeken bakken.", "", go_on)
        return path.evaluate(actor=who, match_id=match.pk, looking_back=looking_back, now=self.now)

    @remembered
    def to_agreement(self) -> Match:
        """Both looked back and want to go on."""
        match = self.to_trial()
        self.evaluate(match, self.parent)
        return self.evaluate(match, self.supporting_parent)

    @remembered
    def to_under_way(self) -> Match:
        """The agreement is accepted by all."""
        match = self.to_agreement()
        path.write_agreement(
            actor=self.coordinator,
            match_id=match.pk,
            items={item.key: "Zoals besproken." for item in match.definition().agreement},
            now=self.now,
        )
        return self.accept_all(match, Acceptance.Paper.AGREEMENT)

    @remembered
    def ended_with_former_supporter(self) -> Match:
        """Ria stood beside Samira once; it ended, and every door closed."""
        match = self.propose(self.former)
        self.say(match, self.parent, Answer.Question.PROPOSAL)
        self.say(match, self.former_supporter, Answer.Question.PROPOSAL)
        matches.stop_match(actor=self.parent, match_id=match.pk, now=self.now)
        match.refresh_from_db()
        return match


__all__ = ["NOW", "PROGRAMME", "Cast"]
