"""The whole life of a match in any programme, walked in the pages as the people in it would.

It reads the definition and nothing else: which gate is closed, and what opens that one. A new
programme needs no line here; a new gate does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import time_machine
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Postman, SignIn
from naast.people.models import Offering, Organisation, Person, Supporter
from naast.people.trust import missing_trust_steps
from naast.programmes import Programme
from naast.programmes.vocabulary import Gate
from naast.support import young
from naast.support.models import Match, Side, SupportRequest
from naast.support.selectors.turns import standing
from naast.support.services import clockwork
from tests.cast import Cast

YEAR: Final = 2026
MANY: Final = 60
"""More stones and gates than any path has: a walk that takes longer stands still."""


@dataclass
class Life:
    """A family and a supporter of one programme, with the coordinators of the cast."""

    cast: Cast
    programme: Programme
    sign_in: SignIn
    clock: time_machine.Traveller
    organisation: Organisation = field(init=False)
    phases: list[str] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict, repr=False)
    asked: SupportRequest = field(init=False, repr=False)
    supporter: Supporter = field(init=False, repr=False)
    match: Match = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.organisation = self.cast.organisation
        Offering.objects.get_or_create(
            organisation=self.organisation, programme=self.programme.slug
        )
        self.people = {"noor": self.cast.coordinator, "pim": self.cast.second_coordinator}
        self._sign_in_again()

    def _sign_in_again(self) -> None:
        """A session does not outlive the night."""
        self.clients = {name: self.sign_in(person) for name, person in self.people.items()}

    @property
    def parent(self) -> Client:
        """Who asked."""
        return self.clients["parent"]

    @property
    def giver(self) -> Client:
        """Who stands beside."""
        return self.clients["giver"]

    @property
    def noor(self) -> Client:
        """The coordinator."""
        return self.clients["noor"]

    @property
    def pim(self) -> Client:
        """The other coordinator."""
        return self.clients["pim"]

    # Registering.

    def ask(self) -> None:
        """A parent asks, from the postcode to the last question."""
        visitor, email = Client(), "vrager@voorbeeld.test"
        self._register(visitor, email, ask="support:choose", intro="support:ask")
        self.asked = SupportRequest.objects.latest("pk")
        assert self.asked.programme == self.programme.slug
        self.people["parent"] = Person.objects.get(account__email=email)
        self._sign_in_again()

    def offer(self) -> None:
        """Somebody offers support in the same programme."""
        visitor, email = Client(), "gever@voorbeeld.test"
        self._register(visitor, email, ask="people:choose_offer", intro="people:offer")
        self.supporter = Supporter.objects.latest("pk")
        assert self.supporter.programme == self.programme.slug
        self.people["giver"] = Person.objects.get(account__email=email)
        self._sign_in_again()

    def _register(self, visitor: Client, email: str, *, ask: str, intro: str) -> None:
        choice = {"programme": self.programme.slug, "postcode": "2311"}
        page = visitor.get(reverse(ask), {"postcode": "2311"}).content.decode()
        assert str(self.programme.name) in page
        assert visitor.post(reverse(ask), choice).headers["Location"] == reverse(intro)
        url = visitor.get(reverse(intro)).context["start_url"]
        for _question in range(MANY):
            form = visitor.get(url).context.get("form")
            if form is None:
                break
            answer = visitor.post(url, self._filled(form, email))
            assert answer.status_code == 302, (url, answer.context["form"].errors)
            url = answer.headers["Location"]
        assert visitor.post(url, follow=True).status_code == 200
        Postman()()

    def _filled(self, form: forms.Form, email: str) -> dict[str, Any]:
        """Something good on every field of a question, whichever question it is."""
        young_one = max(self.programme.audience.child_age_from, 1)
        born = str(YEAR - min(young_one + 3, self.programme.audience.child_age_until))
        known = {
            "postcode": "2311", "first_name": "Iman", "email": email, "phone": "", "others": "",
            "name_1": "Bo", "year_1": born, "words": "Samen iets doen zou fijn zijn.",
            "together": "alone", "who": "parent", "languages": ["nl"],
            "child_age_min": str(self.programme.audience.child_age_from),
            "child_age_max": str(self.programme.audience.child_age_until),
        }  # fmt: skip
        return {name: known.get(name, _something(field)) for name, field in form.fields.items()}

    # What the coordinator does before there is a match.

    def prepare(self) -> None:
        """Get acquainted with both, see the VOG, and decide whether it suits."""
        today = timezone.localdate().isoformat()
        self._post(self.noor, "support:note_talk", self.asked.pk, held_on=today)
        if any(Gate.FIT_DECIDED in phase.gates for phase in self.programme.phases):
            self._post(self.noor, "support:decide_fit", self.asked.pk, suits="yes")
        for adult in self.supporter.household.adults_at_home():
            seen = {"seen_on": today, "profile_ok": "yes"}
            self._post(self.noor, "people:note_vog", self.supporter.pk, adult.pk, **seen)
        for step in missing_trust_steps(self.supporter, self.programme):
            page = "people:note_trust_step"
            self._post(self.noor, page, self.supporter.pk, step.key, done_on=today)

    def propose(self) -> None:
        """Put the supporter forward from the match board."""
        board = self.noor.get(reverse("support:match_board", args=[self.asked.pk]))
        assert self.supporter.household.name in board.content.decode()
        self._post(self.noor, "support:propose_match", self.asked.pk, supporter=self.supporter.pk)
        self.match = Match.objects.live().get(request=self.asked)
        assert self.match.version is not None

    # The path.

    def walk(self) -> list[str]:
        """From the proposal to the goodbye. Returns the phases, in the order they were left."""
        self.phases = [self.programme.first_phase.key]
        for _stone in range(MANY):
            match = Match.objects.whole().get(pk=self.match.pk)
            if match.ended_at is not None:
                return self.phases
            at = standing(match, timezone.localdate())
            assert at.phase is not None
            if at.phase.key != self.phases[-1]:
                self.phases.append(at.phase.key)
            assert at.gate is not None, f"{at.phase.key} stands still"
            for who in (self.parent, self.giver, self.noor):
                page = who.get(reverse("support:path", args=[self.match.pk]))
                assert page.status_code in (200, 404), at.gate
            OPENS[at.gate](self)
        raise AssertionError(f"stands still in {self.phases[-1]}")

    def _post(self, who: Client, page: str, *args: object, **data: object) -> None:
        answer = who.post(reverse(page, args=args), data)
        assert answer.status_code == 302, (page, _errors(answer))

    def at(self, who: Client, page: str, **data: object) -> None:
        """Do something on a page of the match."""
        self._post(who, f"support:{page}", self.match.pk, **data)

    def both(self) -> list[Client]:
        """Both sides, in the order in which this programme asks them."""
        sides = {Side.ASKING: self.parent, Side.SUPPORTING: self.giver}
        return [sides[Side(side)] for side in self.programme.proposal.asks]

    def sleep(self, days: int = 1) -> None:
        """Time goes by, and the clockwork does its work."""
        self.clock.shift(timedelta(days=days))
        clockwork.reach_terms(now=timezone.now())
        self._sign_in_again()


def _something(field: forms.Field) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        return [_values(field)[-1]]
    if isinstance(field, forms.ChoiceField):
        values = [value for value in _values(field) if value not in ("", None)]
        return values[-1] if values else ""
    return "" if not field.required else "Iets gewoons."


def _values(field: forms.ChoiceField) -> list[Any]:
    choices: Any = field.choices  # pairs, whatever a field may have been given
    return [value for value, _label in choices]


def _errors(answer: Any) -> object:
    form = (getattr(answer, "context", None) or {}).get("form")
    return form.errors if form is not None else answer.content.decode()[-900:]


def _answer(question: str) -> Callable[[Life], None]:
    def say(life: Life) -> None:
        for who in life.both():
            life.at(who, "answer", question=question, reply="yes")

    return say


def _hear(life: Life) -> None:
    match = Match.objects.whole().get(pk=life.match.pk)
    for child in young.waited_for(match, timezone.localdate()):
        life.at(life.noor, "hear", member=child.pk, reply="yes")


def _meet(life: Life) -> None:
    _hear(life)
    moment = timezone.localtime() + timedelta(hours=2)
    life.at(life.noor, "plan_meeting", planned_at=f"{moment:%Y-%m-%dT%H:%M}", place="Thuis")
    life.at(life.noor, "note_meeting", held_on=timezone.localdate().isoformat())


def _accept(paper: str) -> Callable[[Life], None]:
    def write_and_accept(life: Life) -> None:
        if paper == "house_rules":
            life.at(life.parent, paper, replaces=0, own="We bellen als het anders loopt.")
        else:
            item = life.programme.agreement[0].key
            life.at(life.noor, paper, replaces=0, **{item: "Zoals besproken."})
        for who in (life.parent, life.giver):
            life.at(who, "accept", paper=paper, version=1)

    return write_and_accept


def _second_yes(life: Life) -> None:
    life.at(life.pim, "second_yes")


def _spend_a_day(life: Life) -> None:
    life.sleep()
    today = timezone.localdate().isoformat()
    life.at(life.giver, "note_day", key=str(uuid4()), day=today, happened="yes", did="Gefietst")


def _look_back(life: Life) -> None:
    for who in (life.parent, life.giver):
        life.at(who, "evaluate", mood="3", went_well="Samen lachen.", go_on="yes")


def _decide(life: Life) -> None:
    at = standing(Match.objects.whole().get(pk=life.match.pk), timezone.localdate())
    if at.families:
        _look_back(life)
    life.at(life.noor, "decide")


def _consent(life: Life) -> None:
    until = timezone.localdate() + timedelta(days=90)
    life.at(
        life.parent, "give_consent", topics=["story"], purpose="Om samen een plan te maken.",
        ends_on=until.isoformat(),
    )  # fmt: skip


def _wait(life: Life) -> None:
    match = Match.objects.whole().get(pk=life.match.pk)
    due = next(step.due_on for step in match.steps.all() if step.completed_on is None)
    assert due is not None
    life.sleep((due - timezone.localdate()).days)


def _enough(life: Life) -> None:
    life.at(life.parent, "enough", words="")


def _farewell(life: Life) -> None:
    life.at(life.noor, "round_off")


def _unexpected(life: Life) -> None:
    raise AssertionError("this was done before the proposal")


OPENS: Final[dict[Gate, Callable[[Life], None]]] = {
    Gate.TALK_HELD: _unexpected,
    Gate.VOG_VALID: _unexpected,
    Gate.TRUST_FILE_COMPLETE: _unexpected,
    Gate.FIT_DECIDED: _unexpected,
    Gate.BOTH_SAID_YES: _answer("proposal"),
    Gate.YOUNG_PERSON_SAID_YES: _hear,
    Gate.MEETING_HELD: _meet,
    Gate.BOTH_WANT_TRIAL: _answer("trial"),
    Gate.RULES_ACCEPTED_BY_ALL: _accept("house_rules"),
    Gate.SECOND_YES: _second_yes,
    Gate.CONSENT_GIVEN: _consent,
    Gate.MEETINGS_HELD: _spend_a_day,
    Gate.TRIAL_OVER: _look_back,
    Gate.TRIAL_EVALUATED: _look_back,
    Gate.TRIAL_DECIDED: _decide,
    Gate.AGREEMENT_ACCEPTED_BY_ALL: _accept("agreement"),
    Gate.GOAL_REACHED: _enough,
    Gate.TERM_REACHED: _wait,
    Gate.FAREWELL_DONE: _farewell,
}
"""What the people of a match do to open each gate."""
