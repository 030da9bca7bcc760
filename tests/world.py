"""The world of the walker: four families to look at, and everybody who might try.

Each family is full of canaries: words that stand nowhere else, one per kind of personal data. So a
page that shows something of a family shows it in a way a test can find.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol
from uuid import uuid4

from django.db.models import prefetch_related_objects

from naast.impact.models import Quote
from naast.people.models import (
    Absence,
    Account,
    ContactDetails,
    Household,
    HouseholdMember,
    Person,
    Supporter,
    Training,
    TrainingPlace,
)
from naast.people.services import never_again
from naast.people.services.grants import open_grants
from naast.support.models import (
    Appointment,
    CalendarFeed,
    CheckIn,
    Companion,
    Consent,
    Enquiry,
    Errand,
    Exchange,
    HowItWent,
    Match,
    Note,
    Professional,
    Rhythm,
    SupportRequest,
    Task,
    Visit,
)
from naast.support.services import alarms, glass, matches, notes, requests
from tests.cast import PROGRAMME, Cast
from tests.duo import Duo

NOWHERE = 987_654
"""A number that nothing has."""


RHYTHM_DAY = "2026-11-07"
"""A day on which every match of the world has a time together, as it stands in an address."""


ELSEWHERE = ("alarm", "entry", "training", "offering", "organisation", "absence")
"""What pages are about that is nobody's own."""

SAID_WITH_ONE_VOICE = frozenset(
    f"support:{page}"
    for page in ("answer", "answer_longer", "longer", "evaluate", "stays_in_touch",
                 "stop", "again")
)  # fmt: skip
"""What the first supporter says for its side, when two stand beside a family."""


class Holder(Protocol):
    """Something that pages can be about."""

    def holds(self) -> Mapping[str, int]:
        """Ids by the word the table below uses."""


@dataclass
class Target:
    """One match to look at, with everything a page about it can be about.

    `canaries` are words per kind of personal data, as `doors.csv` names them in `shows`; `open_to`
    are the sides to which the path is open now.
    """

    name: str
    request: SupportRequest
    supporter: Supporter
    match: Match
    adult: HouseholdMember
    canaries: Mapping[str, tuple[str, ...]]
    open_to: frozenset[str]
    note: Note
    consent: Consent
    visit: Visit
    day: HowItWent
    child: HouseholdMember
    companion: Companion | None = None
    """Who stands beside it as a second supporter."""
    invited: Companion | None = None
    """Who was asked to, and did not answer yet."""
    safety: Mapping[str, int] = field(default_factory=dict)
    """Ids of what was told about it and of what asks for two people."""

    def stands_beside(self, person: Person) -> bool:
        """Whether this person supports it, as the first one or as the second."""
        return self.supporter.household.is_home_of(person) or self.is_second(person)

    def is_second(self, person: Person) -> bool:
        """Whether this person supports it as the second one."""
        second = self.companion
        return second is not None and second.supporter.household.is_home_of(person)

    def is_asked(self, person: Person) -> bool:
        """Whether this person was asked to stand beside it as well."""
        asked = self.invited
        return asked is not None and asked.supporter.household.is_home_of(person)

    @cached_property
    def offering(self) -> int:
        """Id of what the organisation that was asked offers."""
        return int(self.request.organisation.offerings.get(programme=self.request.programme).pk)

    def holds(self) -> Mapping[str, int]:
        """Ids of what pages are about, by the word the table below uses."""
        return {
            "request": self.request.pk,
            "match": self.match.pk,
            "household": self.request.household_id,
            "supporter": self.supporter.pk,
            "adult": self.adult.pk,
            "note": self.note.pk,
            "consent": self.consent.pk,
            "visit": self.visit.pk,
            "day": self.day.pk,
            "child": self.child.pk,
            "offering": self.offering,
            "companion": self.companion.pk if self.companion else NOWHERE,
            "invited": self.invited.pk if self.invited else NOWHERE,
            **self.safety,
        }


@dataclass
class World:
    """The cast with two more matches: one that ended, and one of another organisation."""

    cast: Cast
    targets: dict[str, Target] = field(default_factory=dict)
    actors: dict[str, Person | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cast = self.cast
        ended = cast.ended_with_former_supporter()
        live = cast.to_trial()
        note = notes.write_note(
            actor=cast.coordinator, household_id=cast.asking.pk,
            words="Kanarie-notitie over de zwemles.", now=cast.now,
        )  # fmt: skip
        day = self._day(live, cast.parent, "Kanarie-dag in de speeltuin.")
        self._call(live)
        opened = (
            note, *self._opened(live, cast.parent, cast.supporting_parent), day, self._noah()
        )  # fmt: skip
        samira = {
            "names": ("Samira", "Yara"),
            "words": ("even een boek lezen",),
            "contact": ("parent@voorbeeld.test",),
            "address": ("Kanarie-parent",),
            "notes": ("Kanarie-notitie",),
            "days": ("Kanarie-dag in de speeltuin",),
        }
        self.targets["live"] = Target(
            "live", cast.request, cast.supporter, live, cast.joost,
            {
                **samira,
                "names": (*samira["names"], "Anke", "Joost"),
                "contact": (*samira["contact"], "supporting_parent@voorbeeld.test"),
                "address": (*samira["address"], "Kanarie-supporting_parent"),
                "papers": ("We bellen als het anders loopt",),
            },
            frozenset({"asking", "supporting"}),
            *opened,
        )  # fmt: skip
        ria = cast.former_household.members.get()
        self.targets["ended"] = Target(
            "ended", cast.request, cast.former, ended, ria,
            {**samira, "names": (*samira["names"], "Ria")},
            frozenset(),
            *opened,
        )  # fmt: skip
        self.targets["elsewhere"] = self._elsewhere()
        self.targets["duo"] = self._duo()
        for target in self.targets.values():
            target.safety = self._safety(target)
            self._rhythm(target)
        self._fill_actors()
        # Who lives where is asked of every page; a walk moves nobody.
        prefetch_related_objects(self._homes(), "members")

    def _homes(self) -> list[Household]:
        """Every household that stands on a side of a target."""
        seconds = [s for t in self.targets.values() for s in (t.companion, t.invited) if s]
        supporters = [
            *(t.supporter for t in self.targets.values()),
            *(s.supporter for s in seconds),
        ]
        asking = [target.request.household for target in self.targets.values()]
        return asking + [supporter.household for supporter in supporters]

    def _elsewhere(self) -> Target:
        """A family and a supporter in the far organisation, with their own coordinator."""
        cast = self.cast
        asking, parent = self._household("wytske", "Wytske", "8471")
        HouseholdMember.objects.create(
            household=asking, kind=HouseholdMember.Kind.CHILD, name="Bouke", birth_year=2019
        )
        supporting, _helper = self._household("tjitske", "Tjitske", "8471")
        asked = requests.ask_for_support(
            actor=parent, household=asking, programme=PROGRAMME,
            question=requests.Question("Kanarie-vraag uit Wolvega.", ["za-middag"], [], []),
            now=cast.now - timedelta(days=9),
        )  # fmt: skip
        requests.note_talk(
            actor=cast.far_coordinator, request_id=asked.pk, held_on=cast.now.date(), now=cast.now
        )
        supporter = cast.trusted_supporter(supporting, by=cast.far_coordinator)
        match = matches.propose_match(
            actor=cast.far_coordinator, request_id=asked.pk, supporter_id=supporter.pk, now=cast.now
        )
        asked.refresh_from_db()
        return Target(
            "elsewhere", asked, supporter, match, supporting.members.get(),
            {
                "names": ("Wytske", "Bouke", "Tjitske"),
                "words": ("Kanarie-vraag uit Wolvega",),
                "contact": ("wytske@voorbeeld.test", "tjitske@voorbeeld.test"),
                "address": ("Kanarie-wytske", "Kanarie-tjitske"),
                "days": ("Kanarie-dag op de boerderij",),
            },
            frozenset({"asking"}),
            notes.write_note(
                actor=cast.far_coordinator, household_id=asking.pk, words="Fietst graag.",
                now=cast.now,
            ),
            *self._opened(match, parent, supporting.members.get().person),
            self._day(match, parent, "Kanarie-dag op de boerderij."),
            asking.children()[0],
        )  # fmt: skip

    def _duo(self) -> Target:
        """Two beside one family, and a third who was asked as well."""
        cast, duo = self.cast, Duo(self.cast)
        match, companion = duo.on_the_way()
        invited = duo.invite("sela", "Sela", match)
        return Target(
            "duo", duo.request, duo.mother, match, duo.mother.household.members.get(),
            {
                "names": ("Valeria", "Luna", "Fatma", "Kim", "Sela"),
                "words": ("doos met brieven",),
                "contact": tuple(f"{who}@voorbeeld.test" for who in ("valeria", "fatma", "kim")),
                "address": tuple(f"Kanarie-{who}" for who in ("valeria", "fatma", "kim")),
                "days": ("Kanarie-dag bij de balie",),
            },
            frozenset({"asking", "supporting"}),
            notes.write_note(
                actor=cast.coordinator, household_id=duo.family.pk, words="Fietst graag.",
                now=cast.now,
            ),
            *self._opened(match, duo.valeria, duo.kim),
            self._day(match, duo.valeria, "Kanarie-dag bij de balie."),
            duo.family.children()[0],
            companion=companion,
            invited=invited,
        )  # fmt: skip

    def _day(self, match: Match, parent: Person, words: str) -> HowItWent:
        """What the asking parent told of today: for the own home and the coordinator."""
        return HowItWent.objects.create(
            match=match, side="asking", day=self.cast.now.date(), happened=True, words=words,
            key=uuid4(), written_by=parent, written_at=self.cast.now,
        )  # fmt: skip

    def _call(self, match: Match) -> None:
        CheckIn.objects.create(
            match=match, side="asking", due_on=self.cast.now.date(), done_by=self.cast.coordinator,
            done_on=self.cast.now.date(), words="Vertelde dat het fijn is.",
        )  # fmt: skip

    def _opened(
        self, match: Match, parent: Person, visitor: Person | None
    ) -> tuple[Consent, Visit]:
        """A consent of the asking family and its address open for a visit today."""
        household, now = match.request.household, self.cast.now
        consent = Consent.objects.create(
            household=household, match=match, topics=["story"], purpose=match.request.question,
            given_by=parent, given_at=now, ends_on=now.date() + timedelta(days=60),
        )  # fmt: skip
        assert visitor is not None  # everybody here has an account
        visit = Visit.objects.create(
            household=household, match=match, visitor=visitor, day=now.date(),
            opened_by=parent, opened_at=now,
        )  # fmt: skip
        if match.request.organisation_id == self.cast.organisation.pk:
            for basis, topic in ((consent.basis, "story"), (visit.basis, "address")):
                open_grants(
                    household, to=[visitor], topics=[topic], purpose="test", basis=basis, now=now,
                    until=visit.shuts_at, needs_vog_of=None,
                )  # fmt: skip
        return consent, visit

    def _noah(self) -> HouseholdMember:
        """A child of Samira with a place of its own, who came to live there later."""
        noah = self.cast.introduce("young", "Noah")
        return HouseholdMember.objects.create(
            household=self.cast.asking, person=noah, kind=HouseholdMember.Kind.CHILD,
            name="Noah", birth_year=2012,
        )  # fmt: skip

    def _safety(self, target: Target) -> Mapping[str, int]:
        """An alarm, a glass asked for by somebody of elsewhere, and an entry that waits."""
        cast, home = self.cast, target.request.household
        near = home.organisation_id == cast.organisation.pk
        alarm = alarms.raise_alarm(
            actor=home.people()[0], kind="safety", household_id=home.pk,
            words="Kanarie-melding", now=cast.now,
        )  # fmt: skip
        broken = glass.ask_for_glass(
            actor=cast.far_coordinator if near else cast.coordinator, number=home.pk,
            first_name=home.people()[0].first_name, now=cast.now,
            reason="Kanarie-noodgeval: er moet nu iemand gebeld worden.",
        )  # fmt: skip
        assert broken is not None
        entry = never_again.ask_to_register(
            actor=cast.coordinator if near else cast.far_coordinator, now=cast.now,
            supporter_id=target.supporter.pk,
            member_id=next(m.pk for m in target.supporter.household.adults_at_home() if m.person),
        )  # fmt: skip
        quote = Quote.objects.create(
            household=home, organisation=home.organisation, programme=PROGRAMME, side="asking",
            words="Kanarie-zin voor het verslag.", consent_given_by=home.people()[0],
            consented_at=cast.now,
        )  # fmt: skip
        return {
            "alarm": alarm.pk,
            "glass": broken.pk,
            "entry": entry.pk,
            "quote": quote.pk,
            **self._apart(target),
            **self._training(target, cast.coordinator if near else cast.far_coordinator),
        }

    def _apart(self, target: Target) -> Mapping[str, int]:
        """Somebody who works with the family, and an exception it said yes to."""
        home, now = target.request.household, self.cast.now
        professional = Professional.objects.create(
            household=home, request=target.request, name="Kanarie-juf",
            email="juf@voorbeeld.test", named_at=now,
        )  # fmt: skip
        exchange = Exchange.objects.create(
            household=home, match=target.match, professional=professional,
            reason="Kanarie-uitzondering", proposed_by=target.request.household.people()[0],
            proposed_at=now, agreed_at=now, ends_on=now.date() + timedelta(days=30),
        )  # fmt: skip
        Enquiry.objects.create(
            household=home, professional=professional, exchange=exchange,
            words="Kanarie-navraag", asked_at=now,
        )  # fmt: skip
        if "supporting" in target.open_to:
            for beside in target.match.homes("supporting"):
                open_grants(
                    home, to=beside.people(), topics=["enquiries"], purpose="exchange",
                    basis=exchange.basis, now=now, until=exchange.until, needs_vog_of=None,
                )  # fmt: skip
        return {
            "professional": professional.pk, "exchange": exchange.pk, **self._planned(target)
        }  # fmt: skip

    def _planned(self, target: Target) -> Mapping[str, int]:
        """A task in the plan, and where somebody goes along."""
        now, writer = self.cast.now, target.request.household.people()[0]
        task = Task.objects.create(
            match=target.match, part="asking", words="Kanarie-taak", written_by=writer,
            written_at=now,
        )  # fmt: skip
        errand = Errand.objects.create(
            match=target.match, what="Kanarie-balie", together=3, days=["2026-11-20"],
            written_by=writer, written_at=now,
        )  # fmt: skip
        return {"task": task.pk, "errand": errand.pk}

    def _training(self, target: Target, planner: Person) -> Mapping[str, int]:
        """A training to which this supporter is invited."""
        training = Training.objects.create(
            organisation=target.supporter.organisation, programme=PROGRAMME, kind="training",
            step="training", title="Kanarie-training", place="Buurthuis", planned_by=planner,
            planned_at=self.cast.now, starts_at=self.cast.now + timedelta(days=9),
        )  # fmt: skip
        place = TrainingPlace.objects.create(
            training=training, supporter=target.supporter, invited_at=self.cast.now,
            because="Kanarie-reden.",
        )  # fmt: skip
        offering = target.supporter.organisation.offerings.get(programme=PROGRAMME)
        near = target.supporter.organisation == self.cast.organisation
        absence = Absence.objects.create(
            person=self.cast.second_coordinator if near else planner,
            organisation=target.supporter.organisation,
            backup=planner if near else self.cast.regional,
            since=self.cast.now.date() + timedelta(days=20),
            until=self.cast.now.date() + timedelta(days=25),
            written_by=planner, written_at=self.cast.now,
        )  # fmt: skip
        return {
            "training": training.pk,
            "place": place.pk,
            "offering": offering.pk,
            "organisation": target.supporter.organisation_id,
            "staff": planner.pk,
            "absence": absence.pk,
        }

    def _rhythm(self, target: Target) -> None:
        """A rhythm both said yes to, a time that was moved, and a link for a calendar."""
        now, writer = self.cast.now, target.request.household.people()[0]
        Rhythm.objects.create(
            match=target.match, version=1, rule="FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;WKST=MO",
            starts_on=date.fromisoformat(RHYTHM_DAY), words="Kanarie-ritme", written_by=writer,
            written_at=now, agreed_at=now,
        )  # fmt: skip
        Appointment.objects.create(
            match=target.match, rhythm_day=date(2026, 11, 14), day=date(2026, 11, 15),
            changed_by=writer, changed_at=now,
        )  # fmt: skip
        CalendarFeed.objects.get_or_create(
            person=writer, defaults={"key_hash": f"nobody {target.name}", "made_at": now}
        )

    def _household(self, role: str, name: str, postcode: str) -> tuple[Household, Person]:
        household = Household.objects.create(
            organisation=self.cast.far_organisation, name=name, postcode=postcode, languages=["nl"]
        )
        person = self.cast.introduce(role, name)
        ContactDetails.objects.filter(person=person).update(organisation=self.cast.far_organisation)
        HouseholdMember.objects.create(
            household=household, person=person, kind=HouseholdMember.Kind.ADULT, name=name
        )
        return household, person

    def _fill_actors(self) -> None:
        self.actors = {"visitor": None, **self.cast.people}
        blocked = self.cast.introduce("blocked", "Bas")
        HouseholdMember.objects.create(
            household=self.cast.asking, person=blocked, kind=HouseholdMember.Kind.ADULT,
            name="Bas", at_home=True,
        )  # fmt: skip
        Account.objects.filter(person=blocked).update(is_active=False)
        self.actors["blocked"] = blocked

    # Who is what to whom.

    def person(self, actor: str) -> Person | None:
        """Who that is for the house: somebody who is blocked is a visitor."""
        return None if actor == "blocked" else self.actors[actor]

    def readers(self, actor: str, page: str, target: Target) -> set[str]:
        """The words of the column `who` that fit this actor at this page about this target.

        Written from the promises and not from the code: this is what the code is held against.
        """
        person = self.person(actor)
        if person is None:
            return {"everybody"}
        words = {"everybody", "signed_in"}
        words |= {"watcher"} if person.organisations_watched() else set()
        if page not in ABOUT:
            words |= {"young"} if HouseholdMember.objects.young(person).exists() else set()
            words |= {"municipality"} if person.log_role == "municipality" else set()
            return words | ({"coordinator"} if person.is_coordinator else set())
        if person.coordinates(target.request.organisation_id):
            words.add("coordinator")
        elif target.request.organisation_id in person.organisations_watched():
            words.add("regional")
        return words | self._of_families(person, page, target)

    def _of_families(self, person: Person, page: str, target: Target) -> set[str]:
        """The words that follow from who lives where, and from who stands beside whom."""
        asks = target.request.household.is_home_of(person)
        supports = target.supporter.household.is_home_of(person)
        near = target.request.organisation_id == self.cast.organisation.pk
        asked_by = self.cast.far_coordinator if near else self.cast.coordinator
        about = PK_OF[page]
        says = {
            "companion": {
                "family": asks and target.companion is not None,
                "companion": target.is_second(person),
            },
            "invited": {"asked": target.is_asked(person)},
            "professional": {"family": asks},
            "exchange": {
                "family": asks,
                "young": target.child.person_id == person.pk,
                "exchanging": target.stands_beside(person) and "supporting" in target.open_to,
            },
            "child": {"young": target.child.person_id == person.pk},
            **dict.fromkeys(("match", "task", "errand"), self._of_match(person, page, target)),
            # Who asked for it, and nobody at home: the family reads of it on its own page.
            "glass": {"opened_by": person == asked_by},
            "supporter": {"family": supports},
            "place": {"family": supports},
            **{key: {} for key in ELSEWHERE},
        }  # fmt: skip
        beside = self.beside(person, target.request)
        if page == "people:reveal_address":
            beside = beside and target.visit.visitor_id == person.pk
        found = says.get(about, {"family": asks, "matched": beside})
        return {word for word, holds in found.items() if holds}

    def _of_match(self, person: Person, page: str, target: Target) -> dict[str, bool]:
        asks = target.request.household.is_home_of(person)
        supports = target.supporter.household.is_home_of(person)
        beside = target.stands_beside(person) and "supporting" in target.open_to
        return {
            "family": asks and "asking" in target.open_to,
            "matched": beside and (supports or page not in SAID_WITH_ONE_VOICE),
            "parted": target.name == "ended" and (asks or supports),
        }

    def beside(self, person: Person, asked: SupportRequest) -> bool:
        """Whether the story of this question is open to who lives in a household across."""
        return any(
            each.stands_beside(person) and "supporting" in each.open_to
            for each in self.targets.values()
            if each.request.pk == asked.pk
        )

    def related(self, actor: str, target: Target) -> bool:
        """Whether this actor may know anything at all of this target."""
        person = self.person(actor)
        return person is not None and (
            target.request.organisation_id in person.organisations_watched()
            or target.request.household.is_home_of(person)
            or target.child.person_id == person.pk
            or self.beside(person, target.request)
            or target.is_asked(person)
        )


PK_OF: dict[str, str] = {}
"""Per page with an argument: what its first number is of."""

ABOUT: dict[str, Callable[[Holder], dict[str, object]]] = {}
"""Per page with an argument: whose number stands in its address. A page that is missing here fails
the first test of the walker.
"""


def _about(pages: str, *of: str, **more: object) -> None:
    """Say of each of `pages` whose number it takes: the first of `of`, then `name=thing` pairs."""
    names = {"pk": of[0], **dict(pair.split("=") for pair in of[1:])}

    def arguments(target: Holder) -> dict[str, object]:
        return {**{key: target.holds()[thing] for key, thing in names.items()}, **more}

    for page in pages.split():
        PK_OF[page] = of[0]
        ABOUT[page] = arguments


_about(
    "support:request support:confirm_request support:plan_talk support:note_talk "
    "support:answer_before support:decide_fit support:close_request support:match_board "
    "support:propose_match support:choose_programme support:say_yes_outside",
    "request",
)
_about(
    "support:path support:answer support:plan_meeting support:note_meeting support:house_rules "
    "support:evaluate support:agreement support:agreement_pdf support:accept "
    "support:note_on_paper support:skip_phase support:stop support:withdraw support:round_off "
    "support:decide "
    "support:stays_in_touch support:give_consent support:close_topic support:reopen_topic "
    "support:open_address support:hear support:second_yes support:days support:note_day "
    "support:check_in "
    "support:rhythm support:accept_rhythm support:decline_rhythm support:plan_time",
    "match",
)
_about("support:appointment support:change_time", "match", key=RHYTHM_DAY)
_about("support:measures", "match")
_about(
    "support:write_down_answers support:write_down_day support:write_down_longer",
    "match",
    side="asking",
)
_about("support:write_note support:consents people:contact people:reveal_address", "household")
_about("support:name_professional", "household")
_about("support:ask_companion", "match")
_about("support:companion", "invited")
_about(
    "support:welcome support:take_back_companion support:close_part support:call_back", "companion"
)
_about("support:municipal_ages support:bridges support:close_bridge", "offering")
_about("support:outings support:call_off_outing", "offering")
_about("support:answer_outing", "match")
_about("support:say_it_fits", "request")
_about("support:themes", "match")
_about("people:invite_young", "household", "member=child")
_about("support:note support:answer_note support:correct_note support:read_replies", "note")
_about("support:withdraw_consent support:renew_consent", "consent")
_about(
    "support:professional support:stop_professional support:propose_exchange "
    "support:welcome_professional",
    "professional",
)
_about("support:exchange support:answer_exchange", "exchange")
_about("support:shared_plan support:plan_errand", "match")
_about("support:say_of_task", "task")
_about("support:errand", "errand")
_about("support:change_day", "day")
_about("support:close_visit", "visit")
_about("impact:withdraw_quote", "quote")
_about("support:own_words support:young_answer", "child")
_about("support:alarm", "alarm")
_about("support:glass", "glass")
_about("support:register_entry", "entry")
_about(
    "people:supporter people:pause people:come_back support:stop_supporting support:never_again",
    "supporter",
)
_about("people:tell_step", "supporter", step="of_age")
_about("people:train_alone", "supporter")
_about("people:plan_training people:adapt people:go_back", "offering")
_about("support:standing_in", "organisation", "person=staff")
_about("support:drop_absence", "absence")
_about("people:training", "training")
_about("people:answer_training", "place")
_about("people:note_vog", "supporter", "member=adult")
_about("people:note_trust_step", "supporter", step="training")
_about(
    "support:goodbye support:thanks support:enough support:settle_enough support:longer "
    "support:answer_longer support:decide_longer support:again support:aftertalk",
    "match",
)
_about("support:before support:become_supporter", "household")
_about("support:young_enough support:young_measures support:own_answers", "child")
_about("support:young_thanks", "child")
