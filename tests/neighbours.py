"""Other families beside the cast: one in the same organisation, two in another one.

Bo asks in Leiden too. In the Stellingen Mila asks and Tess stands beside her. They know nothing of
Samira and Anke, nor those of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

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
from naast.support.models import Acceptance, Answer, Match, SupportRequest
from naast.support.services import consents, matches, notes, path, requests, second_yes
from tests.cast import PROGRAMME, Cast
from tests.world import NOWHERE


def _first(rows: QuerySet[Any]) -> int:
    """The number of the first of these rows, or one that nothing has."""
    return rows.order_by("pk").values_list("pk", flat=True).first() or NOWHERE


ELSEWHERE = (
    "alarm", "glass", "entry", "quote", "offering", "organisation", "staff", "absence", "training",
    "day", "place", "companion", "invited", "professional", "exchange",
    "task", "errand",
)  # fmt: skip
"""What is not part of a pair: what was told of it, and what belongs to who works there."""


@dataclass(frozen=True)
class Pair:
    """What belongs together: a question, who offers, and the match between them, if there is
    one.
    """

    request: SupportRequest
    supporter: Supporter
    match: Match | None

    def holds(self) -> Mapping[str, int]:
        """Ids of what pages are about, as the walker calls them."""
        return {
            "request": self.request.pk,
            "match": self.match.pk if self.match else NOWHERE,
            "household": self.asking.pk,
            "supporter": self.supporter.pk,
            "adult": self.adult.pk,
            "child": self.asking.children()[0].pk,
            "note": _first(self.asking.notes.all()),
            "consent": _first(self.asking.consents.all()),
            "visit": _first(self.asking.visits.all()),
            **dict.fromkeys(ELSEWHERE, NOWHERE),
        }

    @property
    def asking(self) -> Household:
        """The household that asks."""
        return self.request.household

    @property
    def adult(self) -> HouseholdMember:
        """An adult of the supporting household."""
        return self.supporter.household.adults_at_home()[0]


class Neighbours:
    """Bo, Mila and Tess. `far` is a pair in its trial; `near` has no match yet."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.people: dict[str, Person] = {}
        leiden, stellingen = cast.organisation, cast.far_organisation
        self.near = Pair(
            request=self._question("bo", "Bo", leiden),
            supporter=self._supporter("wil", "Wil", leiden, cast.coordinator),
            match=None,
        )
        far_request = self._question("mila", "Mila", stellingen)
        far_supporter = self._supporter("tess", "Tess", stellingen, cast.far_coordinator)
        self.far = Pair(far_request, far_supporter, self._trial(far_request, far_supporter))
        self._open_up()
        self.far_offering = Offering.objects.get(organisation=stellingen)

    def _open_up(self) -> None:
        """A note about both, and of Mila what a family can open by itself."""
        now, match = self.cast.now, self.far.match
        assert match is not None  # they are in their trial
        for pair, who in (
            (self.near, self.cast.coordinator),
            (self.far, self.cast.far_coordinator),
        ):
            notes.write_note(actor=who, household_id=pair.asking.pk, words="Fietst graag.", now=now)
        mila, tess = self.people["mila"], self.people["tess"]
        ContactDetails.objects.create(
            person=mila, organisation=self.cast.far_organisation, address="Overdeheg 1"
        )
        consents.give_consent(
            actor=mila, match_id=match.pk, topics=["contact"], purpose="Om te bellen.",
            ends_on=now.date() + timedelta(days=60), now=now,
        )  # fmt: skip
        consents.open_address(
            actor=mila, match_id=match.pk, visitor_id=tess.pk, day=now.date(), now=now
        )

    def _home(self, key: str, name: str, organisation: Organisation) -> Household:
        household = Household.objects.create(
            organisation=organisation, name=name, postcode="2311", languages=["nl"]
        )
        person = Person.objects.create(
            first_name=name, last_name=f"Overdeheg-{key}", email=f"{key}@voorbeeld.test"
        )
        Account.objects.open(person)
        self.people[key] = person
        HouseholdMember.objects.create(
            household=household, person=person, kind=HouseholdMember.Kind.ADULT, name=name
        )
        return household

    def _question(self, key: str, name: str, organisation: Organisation) -> SupportRequest:
        household = self._home(key, name, organisation)
        HouseholdMember.objects.create(
            household=household, kind=HouseholdMember.Kind.CHILD, name=f"Kind-{key}",
            birth_year=2019,
        )  # fmt: skip
        words = requests.Question(
            words=f"Wie fietst er mee, vraagt {key}.",
            slots=["za-middag"],
            interests=["animals"],
            wants=["family"],
        )
        asked = requests.ask_for_support(
            actor=self.people[key], household=household, programme=PROGRAMME, question=words,
            now=self.cast.now,
        )  # fmt: skip
        return SupportRequest.objects.get(pk=asked.pk)

    def _supporter(
        self, key: str, name: str, organisation: Organisation, coordinator: Person
    ) -> Supporter:
        household = self._home(key, name, organisation)
        supporter = Supporter.objects.create(
            household=household, organisation=organisation, programme=PROGRAMME, kind="family",
            words=f"Hier is het licht aan, zegt {key}.", slots=["za-middag"],
            interests=["animals"], child_age_min=3, child_age_max=12,
            status=Supporter.Status.ACTIVE, registered_at=self.cast.now,
        )  # fmt: skip
        seen = date(2026, 9, 1)
        for adult in household.adults_at_home():
            VogSighting.objects.create(
                member=adult, seen_on=seen, seen_by=coordinator, profile_ok=True
            )
        for step in TrustStep.Step:
            TrustStep.objects.create(
                supporter=supporter, step=step, done_on=seen, done_by=coordinator
            )
        return supporter

    def _trial(self, request: SupportRequest, supporter: Supporter) -> Match:
        femke, now = self.cast.far_coordinator, self.cast.now
        mila, tess = self.people["mila"], self.people["tess"]
        requests.note_talk(actor=femke, request_id=request.pk, held_on=now.date(), now=now)
        match = matches.propose_match(
            actor=femke, request_id=request.pk, supporter_id=supporter.pk, now=now
        )
        for who in (mila, tess):
            matches.answer(
                actor=who, match_id=match.pk, question=Answer.Question.PROPOSAL, reply="yes",
                now=now,
            )  # fmt: skip
        path.plan_meeting(
            actor=femke, match_id=match.pk, planned_at=now + timedelta(hours=1),
            place="Speeltuin", now=now,
        )  # fmt: skip
        path.note_meeting(actor=femke, match_id=match.pk, held_on=now.date(), now=now)
        for who in (mila, tess):
            matches.answer(
                actor=who, match_id=match.pk, question=Answer.Question.TRIAL, reply="yes", now=now
            )
        path.write_house_rules(actor=femke, match_id=match.pk, rules=["Eerst bellen."], now=now)
        for who in (mila, tess):
            path.accept_paper(
                actor=who, match_id=match.pk, paper=Acceptance.Paper.HOUSE_RULES, version=1,
                now=now,
            )  # fmt: skip
        # Femke works alone there; who looks along for the region says the second yes.
        colleague = self._looks_along(request.organisation)
        return second_yes.say_yes(actor=colleague, match_id=match.pk, now=now)

    def _looks_along(self, organisation: Organisation) -> Person:
        role = Role.objects.get(person=self.cast.regional)
        role.pk, role.organisation = None, organisation
        role.save()
        return Person.objects.get(pk=self.cast.regional.pk)


CANARIES = {
    "near": ("Overdeheg-bo", "Overdeheg-wil", "Kind-bo", "vraagt bo", "zegt wil"),
    "far": ("Overdeheg-mila", "Overdeheg-tess", "Kind-mila", "vraagt mila", "zegt tess",
            "Speeltuin", "Eerst bellen"),
}  # fmt: skip
"""Words of the neighbours that nobody else may read."""
