"""Two beside one family: Valeria asks, Fatma is her neighbourhood mother, Kim the family coach.

All of them are invented. They walk the programme of duo coaching, in the organisation of the cast.
"""

from dataclasses import dataclass
from datetime import timedelta

from naast.people.models import Household, HouseholdMember, Offering, Person, Supporter, TrustStep
from naast.people.services.grants import open_grants
from naast.people.trust import needed_trust_steps
from naast.programmes import find
from naast.support.models import Acceptance, Answer, Companion, Match
from naast.support.services import companions, consents, matches, path, requests
from tests.cast import Cast

DUO = "duo-coaching"
COACH = "coach"


@dataclass
class Duo:
    """The three of them; each method walks up to and including its stone."""

    cast: Cast

    def __post_init__(self) -> None:
        Offering.objects.create(organisation=self.cast.organisation, programme=DUO)
        self.family, self.valeria = self._home("valeria", "Valeria")
        HouseholdMember.objects.create(
            household=self.family, kind=HouseholdMember.Kind.CHILD, name="Luna", birth_year=2020
        )
        mothers_home, self.fatma = self._home("fatma", "Fatma")
        coachs_home, self.kim = self._home("kim", "Kim")
        self.mother, self.coach = self._supporter(mothers_home), self._supporter(coachs_home)
        self.request = requests.ask_for_support(
            actor=self.valeria, household=self.family, programme=DUO,
            question=requests.Question("Er ligt een doos met brieven.", ["ma-middag"], [], []),
            now=self.cast.now - timedelta(days=9),
        )  # fmt: skip

    def _home(self, role: str, name: str) -> tuple[Household, Person]:
        home = Household.objects.create(
            organisation=self.cast.organisation, name=name, postcode="2312", languages=["nl"]
        )
        person = self.cast.introduce(role, name)
        HouseholdMember.objects.create(
            household=home, person=person, kind=HouseholdMember.Kind.ADULT, name=name
        )
        return home, person

    def _supporter(self, home: Household) -> Supporter:
        supporter = self.cast.trusted_supporter(home, kind="mother")
        supporter.programme, supporter.words = DUO, f"Woorden van {home.name}."
        supporter.capacity = 3
        supporter.save()
        done = set(supporter.trust_done())
        for step in needed_trust_steps(find(DUO)):
            if step.key not in done:
                TrustStep.objects.create(
                    supporter=supporter, step=step.key, done_on=self.cast.now.date(),
                    done_by=self.cast.coordinator,
                )  # fmt: skip
        return supporter

    # Walking the path.

    def say(self, match: Match, question: str) -> Match:
        """The family and the mother say yes."""
        for who in (self.valeria, self.fatma):
            match = self.cast.say(match, who, question)
        return match

    def proposed(self) -> Match:
        """Noor proposed Fatma to Valeria."""
        requests.note_talk(
            actor=self.cast.coordinator, request_id=self.request.pk, held_on=self.cast.now.date(),
            now=self.cast.now,
        )  # fmt: skip
        return matches.propose_match(
            actor=self.cast.coordinator, request_id=self.request.pk, supporter_id=self.mother.pk,
            now=self.cast.now,
        )  # fmt: skip

    def to_meeting(self) -> Match:
        """Valeria and Fatma chose each other."""
        return self.say(self.proposed(), Answer.Question.PROPOSAL)

    def ask(self, match: Match, supporter: Supporter | None = None) -> Companion:
        """Noor asks whether Kim may come."""
        return companions.ask_companion(
            actor=self.cast.coordinator, match_id=match.pk, role=COACH,
            supporter_id=(supporter or self.coach).pk, now=self.cast.now,
        )  # fmt: skip

    def invite(self, role: str, name: str, match: Match) -> Companion:
        """A third one of whom the family said that it is welcome; it did not answer yet."""
        home, _person = self._home(role, name)
        companion = Companion.objects.create(
            match=match, supporter=self._supporter(home), role=COACH,
            asked_by=self.cast.coordinator, asked_at=self.cast.now,
        )  # fmt: skip
        open_grants(
            home, to=[self.valeria], topics=["profile"], purpose="companion", basis=match.basis,
            now=self.cast.now, needs_vog_of=None,
        )  # fmt: skip
        companions.welcome(
            actor=self.valeria, companion_id=companion.pk, yes=True, now=self.cast.now
        )
        return companion

    def both_say_yes(self, companion: Companion) -> Companion:
        """Valeria says that Kim is welcome, and Kim comes."""
        for who, service in ((self.valeria, companions.welcome), (self.kim, companions.agree)):
            service(actor=who, companion_id=companion.pk, yes=True, now=self.cast.now)
        companion.refresh_from_db()
        return companion

    def together(self) -> tuple[Match, Companion]:
        """Kim stands beside Valeria as well, before they met."""
        match = self.to_meeting()
        return match, self.both_say_yes(self.ask(match))

    def on_the_way(self) -> tuple[Match, Companion]:
        """They met, Valeria gave her consent, and all three accepted the plan: contact is open."""
        match, companion = self.together()
        cast, now = self.cast, self.cast.now
        path.plan_meeting(
            actor=cast.coordinator, match_id=match.pk, planned_at=now + timedelta(hours=1),
            place="Buurthuis", now=now,
        )  # fmt: skip
        path.note_meeting(actor=cast.coordinator, match_id=match.pk, held_on=now.date(), now=now)
        self.say(match, Answer.Question.TRIAL)
        consents.give_consent(
            actor=self.valeria, match_id=match.pk, topics=["story"], purpose="Voor het plan.",
            ends_on=now.date() + timedelta(days=60), now=now,
        )  # fmt: skip
        path.write_agreement(
            actor=cast.coordinator, match_id=match.pk, items={"family": "Brieven openen."}, now=now
        )
        for who in (self.valeria, self.fatma, self.kim):
            path.accept_paper(
                actor=who, match_id=match.pk, paper=Acceptance.Paper.AGREEMENT, version=1, now=now
            )
        return Match.objects.get(pk=match.pk), companion
