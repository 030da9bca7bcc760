"""What a programme consists of. These frozen values are also the schema of the TOML files."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Final, Self

from naast.common.words import FrozenTable, Words
from naast.kernel.clock import add_months
from naast.programmes.care import Care, CheckIns, DaysTogether
from naast.programmes.numbers import Number, numbers_of, with_numbers
from naast.programmes.own import Own, OwnText, texts_of, with_own
from naast.programmes.schema import Between, Setting
from naast.programmes.vocabulary import (
    Element,
    Gate,
    Likeness,
    MeasureKind,
    Moment,
    ProfileItem,
    Registrant,
    ReportReader,
    Side,
    Slot,
    TimeUnit,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a programme is described: facts came from there, no sentence did."""

    title: str
    chapter: str
    year: Annotated[int, Between(1900, 2100)]


@dataclass(frozen=True, slots=True)
class AgeOption:
    """Further ages that a municipality can choose (leeftijdsoptie). Whole years, both included."""

    key: str
    title: Words
    child_age_from: Annotated[int, Setting(0, 27, "years")]
    child_age_until: Annotated[int, Setting(0, 27, "years")]

    def faults(self) -> Iterator[tuple[str, str]]:
        """Ages run upwards."""
        if self.child_age_from > self.child_age_until:
            yield "child_age_until", f"{self.child_age_until} is below child_age_from"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a programme is for. Ages are whole years, both included; `asks` is who may ask.

    Ages are a guide: outside it a coordinator may say yes, with a reason. `options` are further
    ages, for children in the municipalities that chose them.
    """

    for_whom: Words
    asks: tuple[Registrant, ...]
    child_age_from: Annotated[int, Setting(0, 27, "years")]
    child_age_until: Annotated[int, Setting(0, 27, "years")]
    options: tuple[AgeOption, ...] = ()

    def welcomes(self, age: int, chosen: Collection[str] = ()) -> bool:
        """Whether a child of this age is who it is for, where these options were chosen."""
        spans = [(self.child_age_from, self.child_age_until)]
        spans += [
            (each.child_age_from, each.child_age_until)
            for each in self.options
            if each.key in chosen
        ]
        return any(youngest <= age <= oldest for youngest, oldest in spans)

    @property
    def oldest(self) -> int:
        """The highest age anywhere, options included."""
        return max(self.child_age_until, *(each.child_age_until for each in self.options), 0)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Ages run upwards."""
        if self.child_age_from > self.child_age_until:
            yield "child_age_until", f"{self.child_age_until} is below child_age_from"


@dataclass(frozen=True, slots=True)
class Role:
    """A part somebody plays (rol). `per_match`: how many people play it in one match; 0 is free."""

    key: str
    title: Words
    plural: Words
    side: Side
    per_match: Annotated[int, Between(0, 10)] = 1


@dataclass(frozen=True, slots=True)
class Registration:
    """How a question comes in (aanmelding). Whoever registers, `confirmation_by` says yes first.

    With `asks_handle` a family may say what who comes beside it should be able to handle.
    """

    by: tuple[Registrant, ...]
    confirmation_by: Registrant
    max_questions: Annotated[int, Between(1, 20)]
    asks_handle: bool = False

    def faults(self) -> Iterator[tuple[str, str]]:
        """Who confirms can also come alone."""
        if self.confirmation_by not in self.by:
            yield "confirmation_by", f"'{self.confirmation_by}' does not stand in by"


@dataclass(frozen=True, slots=True)
class Booster:
    """A training about one topic, beside the first one (themascholing).

    With `needed` it is one of the steps before the first meeting. After `valid_months` it is due
    again; 0 is never.
    """

    key: str
    title: Words
    needed: bool = False
    valid_months: Annotated[int, Setting(0, 120, "months")] = 0


@dataclass(frozen=True, slots=True)
class TrustFile:
    """What is asked of a supporter before the first meeting. Dates are kept, never documents.

    `training` is about the first training, which takes `training_evenings`. Ages are whole years,
    both included, 0 is no limit; somebody tells in a word that the age fits, and `parenting` that
    they brought up children. No day of birth is asked.
    """

    vog: bool
    references: Annotated[int, Setting(0, 2)]
    acquaintance_talk: bool
    home_visit: bool
    training: bool
    training_evenings: Annotated[int, Setting(1, 10)] = 1
    age_from: Annotated[int, Setting(0, 99, "years")] = 0
    age_until: Annotated[int, Setting(0, 120, "years")] = 0
    parenting: bool = False
    boosters: tuple[Booster, ...] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        """Ages run upwards."""
        if 0 < self.age_until < self.age_from:
            yield "age_until", f"{self.age_until} is below age_from"


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much one supporter carries: `families_at_once` is the most, also for who wants more."""

    families_at_once: Annotated[int, Setting(1, 10)] = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """How two sides are asked: in which order, for how long, and what they read of each other."""

    asks: tuple[Side, ...]
    valid_days: Annotated[int, Setting(1, 90, "days")]
    profile: tuple[ProfileItem, ...]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, in whole days, weeks or calendar months."""

    number: Annotated[int, Setting(1, 120, unit_from="unit")]
    unit: TimeUnit

    def after(self, day: date) -> date:
        """The day on which it is over, when it began on `day`."""
        match self.unit:
            case TimeUnit.DAYS:
                return day + timedelta(days=self.number)
            case TimeUnit.WEEKS:
                return day + timedelta(weeks=self.number)
            case TimeUnit.MONTHS:
                return add_months(day, self.number)


@dataclass(frozen=True, slots=True)
class Phase:
    """One stone of the path (fase).

    `gates` must hold before it is completed; `opens` is what both sides may read of each other once
    it has begun; `acts` are the roles that do something; `evaluations` are moments to look back,
    counted from its first day; `meetings` is how many meetings it asks for, when it counts them.
    """

    key: str
    title: Words
    about: Words
    gates: tuple[Gate, ...]
    acts: tuple[str, ...]
    opens: tuple[Topic, ...] = ()
    duration: Duration | None = None
    meetings: Annotated[int, Setting(1, 50)] | None = None
    evaluations: tuple[Duration, ...] = ()
    skippable: bool = False

    def faults(self) -> Iterator[tuple[str, str]]:
        """A gate that looks at time or at meetings needs to know how much of it."""
        timed = {Gate.TERM_REACHED, Gate.TRIAL_OVER} & set(self.gates)
        if timed and self.duration is None:
            yield "duration", f"is missing, and the gate {min(timed)} looks at it"
        if Gate.MEETINGS_HELD in self.gates and self.meetings is None:
            yield "meetings", "is missing, and the gate meetings_held looks at it"
        if not self.gates:
            yield "gates", "is empty, so this phase would pass by itself"

    def evaluation_days(self, began: date) -> tuple[date, ...]:
        """On which days to look back, in order, when the phase began on `began`.

        Moments on or after its last day fall away: whoever makes the phase shorter needs no more.
        """
        last = self.duration.after(began) if self.duration else date.max
        days = sorted(moment.after(began) for moment in self.evaluations)
        return tuple(day for day in days if day < last)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often they see each other: `times` in every `every_weeks` weeks, `hours` each time.

    With `at_least` it is a minimum and no days are fixed. Two sides agree on their own rhythm from
    the first phase on that opens the topic `opens_with`; when no phase opens it, never.
    """

    every_weeks: Annotated[int, Setting(1, 13, "weeks")]
    day_parts: tuple[Slot, ...]
    words: Words
    times: Annotated[int, Setting(1, 14)] = 1
    hours: Annotated[float, Setting(0.5, 48, "hours")] | None = None
    at_least: bool = False
    opens_with: Topic = Topic.CONTACT


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A sentence to begin the house rules with; both sides change it as they like."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class MatchingNumbers:
    """The hard limits and the points of matching. Points are for the solver, never for a screen."""

    distance_limit_km: Annotated[float, Setting(0.5, 200, "km")] = 10.0
    vog_valid_months: Annotated[int, Setting(1, 60, "months")] = 36
    base_points: Annotated[int, Setting(0, 100_000, "points")] = 1000
    interest_points: Annotated[int, Setting(0, 10_000, "points")] = 100
    interests_counted: Annotated[int, Setting(0, 20)] = 3
    distance_points: Annotated[int, Setting(0, 10_000, "points")] = 300
    wish_points: Annotated[int, Setting(0, 10_000, "points")] = 250
    waiting_points_per_day: Annotated[float, Setting(0, 100, "points")] = 0.4
    waiting_days_counted: Annotated[int, Setting(0, 3650, "days")] = 365
    likeness_points: Annotated[int, Setting(0, 10_000, "points")] = 200
    age_likeness_years: Annotated[int, Setting(0, 40, "years")] = 7


@dataclass(frozen=True, slots=True)
class Safety:
    """What must hold before a child goes along for the first time.

    `before` is the phase in which that happens; `coordinators` is how many different people who
    coordinate have said yes by then (the one who proposed counts as one of them).
    """

    before: str
    coordinators: Annotated[int, Setting(1, 3)] = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """One question before, during or after (meting).

    With `only_in_totals` nobody reads one answer but the person who gave it. With
    `of_first_question` it is about what the family asked at the beginning, in its own words.
    Before there is a match only the asking side is asked.
    """

    key: str
    question: Words
    kind: MeasureKind
    moments: tuple[Moment, ...]
    asked_of: tuple[Side, ...]
    optional: bool = True
    only_in_totals: bool = False
    of_first_question: bool = False

    def faults(self) -> Iterator[tuple[str, str]]:
        """Keys of aims and of other questions are told apart by how they begin."""
        if self.key.startswith(AIM):
            yield "question", f"has a key that begins with {AIM}, as those of aims do"


@dataclass(frozen=True, slots=True)
class Aim:
    """What the programme is for (doel), asked as a ladder or with faces when looking back.

    `text` names the aim in a few words, `question` asks how that is now.
    """

    key: str
    text: Words
    question: Words
    kind: MeasureKind = MeasureKind.FACES
    moments: tuple[Moment, ...] = (Moment.INTERIM, Moment.AFTER)
    asked_of: tuple[Side, ...] = (Side.ASKING, Side.SUPPORTING)

    def faults(self) -> Iterator[tuple[str, str]]:
        """An aim is answered with a step or a face."""
        if self.kind not in (MeasureKind.LADDER, MeasureKind.FACES):
            yield "kind", f"'{self.kind}' is not ladder or faces"

    def as_measure(self) -> Measure:
        """The same as a question, under a key that no measure has."""
        return Measure(
            f"{AIM}{self.key}", self.question, self.kind, self.moments, self.asked_of
        )  # fmt: skip


AIM: Final = "aim_"
"""With this the key of a measure begins that asks about an aim."""


@dataclass(frozen=True, slots=True)
class MeasuringNumbers:
    """How many days before its day a look back can be written."""

    early_days: Annotated[int, Setting(0, 60, "days")] = 7


@dataclass(frozen=True, slots=True)
class Reports:
    """How often totals are reported, and to whom. A total below `smallest` is not shown."""

    times_per_year: Annotated[int, Setting(0, 12)]
    to: tuple[ReportReader, ...]
    smallest: Annotated[int, Setting(10, 100, "people")] = 10


@dataclass(frozen=True, slots=True)
class AgreementItem:
    """Something two families agree on and put on paper (afspraak)."""

    key: str
    question: Words


@dataclass(frozen=True, slots=True)
class ConsentNumbers:
    """How long a family can give a consent at once, and when it hears that one ends."""

    longest_months: Annotated[int, Setting(1, 24, "months")] = 12
    warn_days: Annotated[int, Setting(1, 60, "days")] = 14


@dataclass(frozen=True, slots=True)
class YoungNumbers:
    """From which age a child has its own place and is asked for its own yes, and from which age
    that yes is enough. Below the first the parents say yes, in between both do.

    Source: the ages of Dutch law for a say in one's own care (12 and 16, Civil Code 7:447 and
    7:450) and in one's own data (16, GDPR art. 8). An organisation may set others; 27 is nobody.
    """

    asked_from: Annotated[int, Setting(8, 27, "years")] = 12
    alone_from: Annotated[int, Setting(8, 27, "years")] = 16


@dataclass(frozen=True, slots=True)
class EndingNumbers:
    """How a time together ends: how long beforehand its goodbye is announced, how long it may last
    with every extension (0 for no limit), and what an early ending brings: for how long the
    coordinator is asked to talk it over, and how many days further the question then counts as
    waiting.
    """

    announce_days: Annotated[int, Setting(7, 365, "days")] = 60
    longest_months: Annotated[int, Setting(0, 240, "months")] = 0
    talk_within_days: Annotated[int, Setting(1, 180, "days")] = 30
    ahead_days: Annotated[int, Setting(0, 365, "days")] = 30


@dataclass(frozen=True, slots=True)
class Likenesses:
    """Which likenesses we ask about, and of which somebody may say that it has to be so."""

    asked: tuple[Likeness, ...] = ()
    must: tuple[Likeness, ...] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        """Nobody insists on what was not asked, nor on words that no rule may read."""
        for index, each in enumerate(self.must):
            if each not in self.asked:
                yield f"must.{index}", f"'{each}' does not stand in asked"
            if each == Likeness.CULTURE:
                yield f"must.{index}", "'culture' is read by a person and never by a rule"


@dataclass(frozen=True, slots=True)
class OrderReason:
    """Why somebody may be helped before another who waits longer (volgorde), in plain words."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class WaitingNumbers:
    """How waiting is explained. `fewest_told`: below so many we give no number; after
    `long_after_days` a coordinator is reminded of who waits.
    """

    fewest_told: Annotated[int, Setting(10, 100)] = 10
    long_after_days: Annotated[int, Setting(7, 730, "days")] = 90
    order: tuple[OrderReason, ...] = ()


@dataclass(frozen=True, slots=True)
class LightContact:
    """A stage that keeps nothing but a tally (turven), and no key to anybody.

    `places` is where people meet; `talks` says that anonymous talks are counted too, and that a
    family can get a code on paper, which is good for `code_days`.
    """

    places: Mapping[str, Words] = FrozenTable({})
    talks: bool = False
    code_days: Annotated[int, Setting(7, 365, "days")] = 90


@dataclass(frozen=True, slots=True)
class VolunteerNumbers:
    """The life of who stands beside: when a group begins, and when a face changes.

    A training starts when `group_from` people wait for it and has `seats`. After a handover both
    coordinators can be reached for `overlap_days`; `warn_days` before somebody's role ends, or
    when all hangs on one person, the others hear it.
    """

    group_from: Annotated[int, Setting(1, 50)] = 6
    seats: Annotated[int, Setting(1, 100)] = 12
    overlap_days: Annotated[int, Setting(0, 90, "days")] = 14
    warn_days: Annotated[int, Setting(1, 365, "days")] = 60


@dataclass(frozen=True, slots=True)
class Programme:
    """One way of standing beside families (programma), as data."""

    slug: str
    version: Annotated[int, Between(1, 10_000)]
    name: Words
    motto: Words
    summary: Words
    source: Source
    elements: Mapping[Element, Words]
    audience: Audience
    roles: Mapping[str, Role]
    registration: Registration
    kinds: Mapping[str, Words]
    interests: Mapping[str, Words]
    trust: TrustFile
    proposal: Proposal
    phases: tuple[Phase, ...]
    rhythm: Rhythm
    matching: MatchingNumbers
    reports: Reports
    texts: Mapping[str, Words]
    safety: Safety | None = None
    house_rules: tuple[HouseRule, ...] = ()
    measures: tuple[Measure, ...] = ()
    aims: tuple[Aim, ...] = ()
    measuring: MeasuringNumbers = MeasuringNumbers()
    agreement: tuple[AgreementItem, ...] = ()
    consent: ConsentNumbers = ConsentNumbers()
    young: YoungNumbers = YoungNumbers()
    ending: EndingNumbers = EndingNumbers()
    likenesses: Likenesses = Likenesses()
    waiting: WaitingNumbers = WaitingNumbers()
    light: LightContact = LightContact()
    themes: Mapping[str, Words] = FrozenTable({})
    asked: Mapping[Registrant, Mapping[str, Words]] = FrozenTable({})
    volunteers: VolunteerNumbers = VolunteerNumbers()
    routes: Mapping[str, Words] = FrozenTable({})
    capacity: Capacity = Capacity()
    together: DaysTogether = DaysTogether()
    check_ins: CheckIns = CheckIns()
    care: Care = Care()

    @property
    def supporting_roles(self) -> tuple[Role, ...]:
        """Who stands on the supporting side of one match, the first of them being `supporting`.

        A role that two people play stands in it twice.
        """
        others = [r for r in self.roles.values() if r.side == Side.SUPPORTING]
        others.sort(key=lambda role: role.key != "supporting")
        return tuple(role for role in others for _each in range(max(1, role.per_match)))

    @property
    def first_phase(self) -> Phase:
        """Where every path begins."""
        return self.phases[0]

    def phase(self, key: str) -> Phase:
        """The phase with this key. Raises: KeyError when there is none."""
        for phase in self.phases:
            if phase.key == key:
                return phase
        raise KeyError(key)

    def phase_after(self, key: str) -> Phase | None:
        """The phase that follows, or None after the last. Raises: KeyError for an unknown key."""
        following = self.phases.index(self.phase(key)) + 1
        return self.phases[following] if following < len(self.phases) else None

    def gates(self, phase: Phase) -> tuple[Gate, ...]:
        """What must hold before `phase` is completed: its own gates, and the yes of more than one
        coordinator when a child goes along in the next.
        """
        return (*phase.gates, Gate.SECOND_YES) if self.is_guarded(phase) else phase.gates

    def is_guarded(self, phase: Phase) -> bool:
        """Whether one coordinator alone cannot let a match leave this phase, skipping included."""
        following = self.phase_after(phase.key)
        if self.safety is None or following is None or self.safety.coordinators < 2:
            return False
        return following.key == self.safety.before

    def measures_at(self, moment: Moment, side: Side) -> tuple[Measure, ...]:
        """What a side is asked at a moment: about the first question, then the aims, then the
        rest in its own order.
        """
        aims = [aim.as_measure() for aim in self.aims]
        first = [measure for measure in self.measures if measure.of_first_question]
        others = [measure for measure in self.measures if not measure.of_first_question]
        return tuple(
            measure
            for measure in (*first, *aims, *others)
            if moment in measure.moments and side in measure.asked_of
        )

    def numbers(self) -> Mapping[str, Number]:
        """Every number an organisation may set for itself, by its key path."""
        return numbers_of(self)

    def texts_to_adapt(self) -> Mapping[str, OwnText]:
        """Every text an organisation may write anew, by its key path."""
        return texts_of(self)

    def with_own(self, own: Own) -> Self:
        """This programme as an organisation made it its own.

        Raises: InvalidDefinition, naming each key that is unknown, out of bounds or makes no sense.
        """
        changed = with_own(self, own)
        if own.house_rules is None:
            return changed
        rules = enumerate(own.house_rules, start=1)
        return replace(
            changed, house_rules=tuple(HouseRule(f"own_{at}", text) for at, text in rules)
        )

    def with_overrides(self, own: Mapping[str, float]) -> Self:
        """This programme with an organisation's own numbers, by the key paths of `numbers()`.

        Raises: InvalidDefinition, naming each key that is unknown, out of bounds or makes no sense.
        """
        return with_numbers(self, own, self.slug) if own else self

    def faults(self) -> Iterator[tuple[str, str]]:
        """What must be there for the engine to run: the three roles, phases, roles that exist."""
        for key in ("asking", "supporting", "coordinator"):
            if key not in self.roles:
                yield f"roles.{key}", "is missing"
        for key in ("phases", "elements", "proposal.asks"):
            part = self.proposal.asks if "." in key else getattr(self, key)
            if not part:
                yield key, "is empty"
        if self.safety and self.safety.before not in {phase.key for phase in self.phases[1:]}:
            yield "safety.before", f"'{self.safety.before}' is not a phase that follows another"
        for phase in self.phases:
            for index, role in enumerate(phase.acts):
                if role not in self.roles:
                    yield f"phases.{phase.key}.acts.{index}", f"'{role}' does not stand in roles"
