"""The engine of the path: phases follow in order, each opens and closes what the programme says.

It knows no programme. Which phases there are, their gates, how long they last and which topics
they open are data; this module only walks them.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError
from naast.people.models import Household, Supporter
from naast.people.services.grants import close_contact, close_grants, open_grants, set_end
from naast.programmes import Phase, Programme
from naast.programmes.vocabulary import CONTACT_TOPICS, Gate, Topic
from naast.support.gates import PREDICATES, Facts, Turn, open_turns
from naast.support.models import Consent, Match, Side, Step, SupportRequest
from naast.support.opening import GIVEN_APART

Status = SupportRequest.Status


def current_step(match: Match) -> Step | None:
    """The stone both families stand on now; None when the path has ended."""
    return next((step for step in match.steps.all() if step.completed_on is None), None)


def stands_before(match: Match, gate: Gate) -> bool:
    """Whether this gate is one of those of the phase both families are in."""
    step, programme = current_step(match), match.definition()
    return step is not None and gate in programme.gates(programme.phase(step.phase))


def opens(gate: Gate, match: Match, on: date) -> bool:
    """Whether what this gate looks at holds on that day, in the phase both families are in."""
    step, programme = current_step(match), match.definition()
    return step is not None and not PREDICATES[gate](Facts(match, programme, step, on))


def has_reached(match: Match, gate: Gate) -> bool:
    """Whether the path has come to the phase with this gate, or beyond it."""
    begun = {step.phase for step in match.steps.all()}
    return any(gate in phase.gates and phase.key in begun for phase in match.definition().phases)


def has_opened(match: Match, topic: str) -> bool:
    """Whether the path has come to a phase that opens this topic, or beyond it."""
    begun = {step.phase for step in match.steps.all()}
    return any(topic in phase.opens and phase.key in begun for phase in match.definition().phases)


def opened_behind(match: Match, gate: Gate) -> list[str]:
    """The topics that the path opened because this gate was passed, and would not have before."""
    phases = match.definition().phases
    guarded = next((n for n, phase in enumerate(phases) if gate in phase.gates), None)
    if guarded is None:
        return []
    before = {topic for phase in phases[: guarded + 1] for topic in phase.opens}
    begun = {step.phase for step in match.steps.all()}
    after = [topic for p in phases[guarded + 1 :] if p.key in begun for topic in p.opens]
    return [topic for topic in dict.fromkeys(after) if topic not in before]


def turns(match: Match, programme: Programme, on: date) -> list[Turn]:
    """Who has to do what before the path goes on; empty when it has ended."""
    step = current_step(match)
    if match.ended_at is not None or step is None:
        return []
    return open_turns(Facts(match, programme, step, on))


def set_out(match: Match, *, now: datetime) -> None:
    """Lay the first stone of a new match."""
    _enter(match, match.definition().first_phase, now=now)


def advance(match: Match, *, now: datetime) -> Match:
    """Walk on as far as the gates are open. Called after every write that may open one.

    Args: match: read without its path (`with_families`), so that what was just written counts.
    Returns: the same match.
    """
    programme, today = match.definition(), timezone.localdate(now)
    if match.contact_rests:
        return match
    while (step := current_step(match)) and match.ended_at is None:
        if open_turns(Facts(match, programme, step, today)):
            break
        complete(match, step, now=now)
    return match


def complete(match: Match, step: Step, *, now: datetime, skipped_because: str = "") -> None:
    """Leave this stone, and step on the next one or end the path after the last.

    Raises: DomainError when a child would go along and not enough coordinators said yes: skipping
    a step never skips the second pair of eyes.
    """
    _require_second_yes(match, step, now=now)
    step.completed_on = timezone.localdate(now)
    step.skipped_because = skipped_because
    step.save(update_fields=["completed_on", "skipped_because"])
    following = match.definition().phase_after(step.phase)
    if following is None:
        end(match, Match.Ending.COMPLETED, now=now)
    else:
        _enter(match, following, now=now)


def _require_second_yes(match: Match, step: Step, *, now: datetime) -> None:
    programme = match.definition()
    if not programme.is_guarded(programme.phase(step.phase)):
        return
    if PREDICATES[Gate.SECOND_YES](Facts(match, programme, step, timezone.localdate(now))):
        raise DomainError(_("First another coordinator looks along and says yes."))


def end(match: Match, ending: str, *, now: datetime) -> None:
    """End the path, close every door it opened, and let the question go on or rest.

    A question keeps its place on the waiting list, unless the match was walked to its end.
    """
    match.ended_at, match.ending = now, ending
    match.save(update_fields=["ended_at", "ending"])
    for basis in (match.basis, *given_on(match)):
        close_grants(basis, now=now)
    match.companions.filter(closed_at=None).update(closed_at=now)
    asked, walked_to_the_end = match.request, ending == Match.Ending.COMPLETED
    asked.status = Status.CLOSED if walked_to_the_end else Status.WAITING
    asked.closed_at = now if walked_to_the_end else None
    asked.save(update_fields=["status", "closed_at"])


def open_doors(match: Match, phase: Phase, *, to: Side, now: datetime) -> None:
    """Let one side read of the others what this phase opens; contact not while it rests. Two
    supporters beside one family read the same of each other.

    What brings a supporter near a child stands open only while its own VOG counts.
    """
    topics = set(phase.opens)
    if topics & CONTACT_TOPICS and match.contact_rests:
        topics -= CONTACT_TOPICS
    if not topics:
        return
    readers = {home.pk for home in match.homes(to)}
    for home in match.everybody():
        resting = topics & on_consent(match, home)
        until = last_consent(match) if resting else None
        for reader, vog in match.across(home):
            if reader.pk in readers:
                _open(match, home, reader, vog, topics - resting, phase, now)
                _open(match, home, reader, vog, resting, phase, now, until)


def _open(
    match: Match,
    home: Household,
    reader: Household,
    vog: Supporter | None,
    topics: Collection[str],
    phase: Phase,
    now: datetime,
    until: datetime | None = None,
) -> None:
    if topics and (until is None or until > now):
        open_grants(
            home, to=reader.people(), topics=topics, purpose=phase.key, basis=match.basis, now=now,
            until=until, needs_vog_of=vog,
        )  # fmt: skip


def on_consent(match: Match, home: Household) -> set[str]:
    """The topics of this home that the path opened because it gave a consent: they stay open as
    long as one stands. Of who supports there are none: the gate asks the family.
    """
    if home.pk != match.request.household_id:
        return set()
    return {topic for topic in opened_behind(match, Gate.CONSENT_GIVEN) if topic in GIVEN_APART}


def last_consent(match: Match) -> datetime | None:
    """When the last consent of the family is over; None when it gave none, as when that step was
    skipped, or took every one back.
    """
    given = Consent.objects.filter(
        match=match, household=match.request.household_id, withdrawn_at=None
    )
    return max((consent.until for consent in given), default=None)


def contact_until(match: Match, home: Household) -> datetime | None:
    """When contact with this home closes by itself with its consent; None when it does not."""
    return last_consent(match) if Topic.CONTACT in on_consent(match, home) else None


def follow_consents(match: Match, *, now: datetime) -> None:
    """Let what the path opened behind a consent end with the last one that stands. What had ended
    with an earlier one opens again.
    """
    home = match.request.household
    topics, until = on_consent(match, home), last_consent(match)
    if not topics or until is None:
        return
    set_end(home, basis=match.basis, topics=topics, until=until, now=now)
    for visit in match.visits.filter(household=home):
        if visit.opens_at(now) < until:
            set_end(home, basis=visit.basis, until=min(until, visit.shuts_at), now=now)
        else:
            close_grants(visit.basis, now=now)
    for phase in _begun(match):
        for side in Side:
            open_doors(match, phase, to=side, now=now)


def given_on(match: Match) -> list[str]:
    """The bases of what a family opened on purpose within this match: consents, visits, and an
    exchange with who works with it.
    """
    given = (*match.consents.all(), *match.visits.all(), *match.exchanges.all())
    return [each.basis for each in given]


def reopen_topic(match: Match, topic: str, *, of: Household, now: datetime) -> None:
    """Open a topic again that this household had closed, if the path has come there."""
    for phase in _begun(match):
        if topic in phase.opens:
            for reader, vog in match.across(of):
                _open(match, of, reader, vog, [topic], phase, now)


def open_all(match: Match, *, now: datetime) -> None:
    """Open to everybody who takes part what the phases so far opened, as for who comes later. What
    was open stays as it is.
    """
    for phase in _begun(match):
        for side in Side:
            open_doors(match, phase, to=side, now=now)


def _begun(match: Match) -> list[Phase]:
    begun = {step.phase for step in match.steps.all()}
    return [phase for phase in match.definition().phases if phase.key in begun]


def let_contact_rest(match: Match, *, now: datetime) -> None:
    """Close contact for both sides at once, on whatever basis it was opened."""
    for home in match.homes(Side.SUPPORTING):
        close_contact(match.request.household, home, now=now)


def let_contact_go_on(match: Match, *, now: datetime) -> None:
    """Open again what the phases so far opened. What was open stays as it is."""
    for phase in _begun(match):
        if CONTACT_TOPICS & set(phase.opens):
            for side in Side:
                open_doors(match, phase, to=side, now=now)


def _enter(match: Match, phase: Phase, *, now: datetime) -> None:
    today = timezone.localdate(now)
    due_on = phase.duration.after(today) if phase.duration else None
    Step.objects.create(match=match, phase=phase.key, started_on=today, due_on=due_on)
    # A proposal is read by the side that is asked first; the other follows after its yes. Two who
    # begin again have both said yes before.
    asks_in_turn = Gate.BOTH_SAID_YES in phase.gates and not match.answers.exists()
    sides = [Side(match.definition().proposal.asks[0])] if asks_in_turn else list(Side)
    for side in sides:
        open_doors(match, phase, to=side, now=now)
