"""What a programme consists of. These frozen values are also the schema of the TOML files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Self

from naast.common.words import FrozenTable, Words
from naast.programmes.audience import Audience, LightContact, Likenesses, Registration, Role, Source
from naast.programmes.care import Care, CheckIns, DaysTogether
from naast.programmes.measuring import Aim, Measure, MeasuringNumbers, Reports, YoungMeasure
from naast.programmes.numbers import Number, numbers_of, with_numbers
from naast.programmes.own import Own, OwnText, texts_of, with_own
from naast.programmes.path import (
    AgreementItem,
    ConsentNumbers,
    EndingNumbers,
    HouseRule,
    Phase,
    Proposal,
    Rhythm,
    Safety,
    YoungNumbers,
)
from naast.programmes.planning import Outings, SharedPlan
from naast.programmes.schema import Between, Faults
from naast.programmes.sentences import Fault, fault
from naast.programmes.standing_beside import Capacity, TrustFile, VolunteerNumbers
from naast.programmes.vocabulary import Element, Gate, Moment, Registrant, Side, Topic
from naast.programmes.waiting import MatchingNumbers, WaitingNumbers


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
    young_measures: tuple[YoungMeasure, ...] = ()
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
    plan: SharedPlan = SharedPlan()
    outings: Outings = Outings()

    @property
    def supporting_roles(self) -> tuple[Role, ...]:
        """Who stands on the supporting side of one match, the first of them being `supporting`.

        A role that two people play stands in it twice.
        """
        others = [r for r in self.roles.values() if r.side == Side.SUPPORTING]
        others.sort(key=lambda role: role.key != "supporting")
        return tuple(role for role in others for _each in range(max(1, role.per_match)))

    @property
    def professional(self) -> Role | None:
        """Who works with the family and stands apart from every match; None where the programme
        knows nobody like that.
        """
        return next((r for r in self.roles.values() if r.side == Side.PROFESSIONAL), None)

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

    def young_measures_at(self, moment: Moment) -> tuple[Measure, ...]:
        """What a child or young person itself is asked at a moment, in its own order."""
        return tuple(each.as_measure() for each in self.young_measures if moment in each.moments)

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

    def faults(self) -> Faults:
        """What must be there for the engine to run: the three roles, phases, roles that exist."""
        for key in ("asking", "supporting", "coordinator"):
            if key not in self.roles:
                yield f"roles.{key}", fault("no_role")
        for key in ("phases", "elements", "proposal.asks"):
            part = self.proposal.asks if "." in key else getattr(self, key)
            if not part:
                yield key, fault("none")
        later = tuple(phase.key for phase in self.phases[1:])
        if self.safety and self.safety.before not in later:
            yield "safety.before", fault("not_a_later_phase", value=self.safety.before, known=later)
        yield from self._faults_of_plan()
        for phase in self.phases:
            for index, role in enumerate(phase.acts):
                if role not in self.roles:
                    yield f"phases.{phase.key}.acts.{index}", self._no_role(role)

    def _no_role(self, role: str) -> Fault:
        return fault("not_in", value=role, other="roles", known=tuple(self.roles))

    def _faults_of_plan(self) -> Faults:
        """A plan stands in a phase and has parts that there are; no phase opens enquiries."""
        phases = tuple(phase.key for phase in self.phases)
        if self.plan.phase and self.plan.phase not in phases:
            yield "plan.phase", fault("not_in", value=self.plan.phase, other="phases", known=phases)
        for index, role in enumerate(self.plan.parts):
            if role not in self.roles:
                yield f"plan.parts.{index}", self._no_role(role)
        if self.plan.goes_along and self.plan.goes_along not in self.roles:
            yield "plan.goes_along", self._no_role(self.plan.goes_along)
        for phase in self.phases:
            if Topic.ENQUIRIES in phase.opens:
                yield f"phases.{phase.key}.opens", fault("only_a_family", value=Topic.ENQUIRIES)
