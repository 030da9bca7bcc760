"""Writes at the beginning and the end of a match: propose, answer, stop, round off."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.logbook import Signatory
from naast.kernel.errors import DomainError
from naast.people.models import OfferingVersion, Person, Supporter
from naast.people.reach import locked
from naast.people.services.never_again import barred
from naast.people.services.offerings import version_now
from naast.people.services.two_people import can_count, say_yes
from naast.programmes.vocabulary import Gate
from naast.support import notices, policies, trajectory
from naast.support.beside import places_taken
from naast.support.ending import pairs_apart, told_in_touch
from naast.support.models import Answer, InTouch, Match, Side, SupportRequest, YesOutside
from naast.support.outside import is_outside
from naast.support.services.access import reachable_match
from naast.support.services.companions import step_back

GATE_OF: dict[str, Gate] = {
    Answer.Question.PROPOSAL: Gate.BOTH_SAID_YES,
    Answer.Question.TRIAL: Gate.BOTH_WANT_TRIAL,
}
"""Which gate an answer helps to open."""


@transaction.atomic
def propose_match(*, actor: Person, request_id: int, supporter_id: int, now: datetime) -> Match:
    """Put a supporting family forward to an asking family, and tell the first of them after commit.

    Raises: DomainError when the question already has a match, the supporter has no free place or
    went before, or something still has to happen before two families can meet.
    """
    rows = SupportRequest.objects.select_related("household", "organisation")
    asked = locked(rows, actor, request_id)
    policies.requests.require(actor, "propose_match", asked)
    offers = Supporter.objects.looked_after_by(actor).whole().select_for_update(of=("self",))
    supporter = offers.get(pk=supporter_id, programme=asked.programme)
    require_room(asked, supporter, actor)
    match = Match.objects.create(
        request=asked,
        supporter=supporter,
        version=version_of(asked, now),
        proposed_by=actor,
        proposed_at=now,
        expires_on=timezone.localdate(now),
    )
    programme = match.definition()
    match.expires_on += timedelta(days=int(programme.proposal.valid_days))
    match.save(update_fields=["expires_on"])
    trajectory.set_out(match, now=now)
    match = trajectory.advance(match, now=now)
    step = trajectory.current_step(match)
    if step is None or step.phase == programme.first_phase.key:
        open_turns = trajectory.turns(match, programme, timezone.localdate(now))
        needed = ", ".join(turn.sentence for turn in open_turns)
        raise DomainError(_("Before this proposal: %(needed)s.") % {"needed": needed})
    asked.status = SupportRequest.Status.MATCHED
    asked.save(update_fields=["status"])
    if can_count(actor, asked.organisation_id, now):
        # Proposing two families is the first of the two yeses before a child goes along.
        say_yes(match.basis, asked.organisation_id, person=actor, now=now)
    logbook.record(actor, "support.match.proposed", match, now=now, households=match.households())
    notices.tell_side(match, programme.proposal.asks[0])
    return match


def version_of(asked: SupportRequest, now: datetime) -> OfferingVersion | None:
    """The programme as the organisation runs it now; the match keeps it to its end."""
    offering = asked.organisation.offerings.filter(programme=asked.programme).first()
    return version_now(offering, now=now) if offering else None


def require_room(asked: SupportRequest, supporter: Supporter, actor: Person) -> None:
    """Refuse a second live match, a full supporter, the actor's own home, and two households that
    went apart before and do not both ask to begin again.

    Raises: DomainError, in words.
    """
    if asked.status == SupportRequest.Status.CLOSED or asked.matches.live().exists():
        raise DomainError(_("This question already has a proposal or is closed."))
    if is_outside(asked) and not YesOutside.objects.filter(request=asked).exists():
        raise DomainError(_("The ages are outside the guide. First say that it can be done."))
    if any(home.is_home_of(actor) for home in (asked.household, supporter.household)):
        raise DomainError(_("This is about your own home. A colleague does this for you."))
    if asked.household_id == supporter.household_id:
        raise DomainError(_("A family cannot stand beside itself."))
    if supporter.status in (Supporter.Status.PAUSED, Supporter.Status.LEFT):
        raise DomainError(_("This family does not want a new proposal now."))
    if barred([supporter]):
        raise DomainError(_("Call a colleague first: this family cannot be proposed."))
    most = min(supporter.capacity, _families_at_once(asked))
    if places_taken(supporter) >= most:
        raise DomainError(_("This family has no free place now."))
    if pairs_apart([asked], [supporter]):
        raise DomainError(_("These two families were proposed to each other before."))


def _families_at_once(asked: SupportRequest) -> int:
    offering = asked.organisation.offerings.get(programme=asked.programme)
    return int(offering.definition().capacity.families_at_once)


@transaction.atomic
def answer(*, actor: Person, match_id: int, question: str, reply: str, now: datetime) -> Match:
    """One side says yes, no or "let me think". A no needs no reason and costs nothing.

    Args:
        question: `proposal` or `trial` (`Answer.Question`).
        reply: `yes`, `thinking` or `no` (`Answer.Reply`).
    Raises: DomainError when it is not this side's turn, or the proposal has expired.
    """
    match = reachable_match(actor, match_id, "answer", before=GATE_OF[question])
    today = timezone.localdate(now)
    side = match.side_of(actor)
    if side not in {turn.who for turn in trajectory.turns(match, match.definition(), today)}:
        raise DomainError(_("It is not your turn now. Reload the page."))
    if question == Answer.Question.PROPOSAL and today > match.expires_on:
        raise DomainError(_("This proposal has expired. Your coordinator looks further with you."))
    Answer.objects.create(
        match=match, side=side, question=question, reply=reply, given_by=actor, given_at=now
    )
    logbook.record(
        actor, f"support.{question}.answered", match, now=now,
        households=match.households(), reply=reply, side=side,
    )  # fmt: skip
    if reply == Answer.Reply.NO and match.follows(actor) is not None:
        return step_back(match=match, actor=actor, letter="", comes_back=False, now=now)
    if reply == Answer.Reply.NO:
        declined = question == Answer.Question.PROPOSAL
        ending = Match.Ending.DECLINED if declined else Match.Ending.STOPPED
        end_match(match, ending, actor=actor, now=now)
    elif reply == Answer.Reply.YES:
        match = trajectory.advance(match, now=now)
        _ask_the_next(match, now=now)
    notices.tell_coordinator(match)
    return match


def _ask_the_next(match: Match, *, now: datetime) -> None:
    """After the first yes to a proposal, open it to the other side and tell them."""
    step, programme = trajectory.current_step(match), match.definition()
    if step is None or Gate.BOTH_SAID_YES not in programme.phase(step.phase).gates:
        return
    second = Side(programme.proposal.asks[1])
    trajectory.open_doors(match, programme.phase(step.phase), to=second, now=now)
    notices.tell_side(match, second)


def end_match(match: Match, ending: str, *, actor: Signatory, now: datetime) -> None:
    """End a match and write it down in both logbooks."""
    trajectory.end(match, ending, now=now)
    logbook.record(
        actor, "support.match.ended", match, now=now, households=match.households(), ending=ending
    )


@transaction.atomic
def stop_match(
    *, actor: Person, match_id: int, now: datetime, letter: str = "", comes_back: bool = False,
    first_only: bool = False,
) -> None:  # fmt: skip
    """Either side may stop at any moment, without a reason. The question keeps its place in the
    list.

    When two stand beside a family and the first one stops, the match goes on with the other one.

    Args:
        letter: what the first one would like to say to those who stay; only then.
        comes_back: whether the family may ask it back in one step.
        first_only: said by the coordinator: only the first supporter stops.
    """
    match = reachable_match(actor, match_id, "stop")
    if match.follows(actor) is not None or (first_only and match.beside()):
        step_back(match=match, actor=actor, letter=letter, comes_back=comes_back, now=now)
        return
    end_match(match, Match.Ending.STOPPED, actor=actor, now=now)
    notices.tell_both(match)
    notices.tell_coordinator(match)


@transaction.atomic
def withdraw_match(*, actor: Person, match_id: int, now: datetime) -> None:
    """The coordinator takes a proposal back before both families have met.

    Raises: DomainError when they are past the proposal; then they talk first.
    """
    match = reachable_match(actor, match_id, "withdraw", before=Gate.BOTH_SAID_YES)
    end_match(match, Match.Ending.WITHDRAWN, actor=actor, now=now)
    notices.tell_both(match)


@transaction.atomic
def round_off(*, actor: Person, match_id: int, now: datetime) -> None:
    """Close a match that had its time, after saying goodbye."""
    match = reachable_match(actor, match_id, "round_off", before=Gate.FAREWELL_DONE)
    match.farewell_on = timezone.localdate(now)
    match.save(update_fields=["farewell_on"])
    trajectory.advance(match, now=now)
    logbook.record(
        actor, "support.match.rounded_off", match, now=now, households=match.households()
    )


@transaction.atomic
def say_stays_in_touch(*, actor: Person, match_id: int, stays: bool, now: datetime) -> None:
    """Each side tells, once and if it likes, whether they stay in touch (BG-08).

    The match keeps whether they do as far as anybody told: not when one of both said no.
    """
    match = reachable_match(actor, match_id, "say_stays_in_touch", before=Gate.FAREWELL_DONE)
    side = match.side_of(actor)
    assert side is not None  # the policy saw to that
    if told_in_touch(match, side) is not None:
        raise DomainError(_("You have told us already. Thank you."))
    InTouch.objects.create(match=match, side=side, stays=stays, said_by=actor, said_at=now)
    match.stays_in_touch = stays and match.stays_in_touch is not False
    match.save(update_fields=["stays_in_touch"])
    home = match.household(side)
    logbook.record(actor, "support.touch.told", match, now=now, households=[home.pk], stays=stays)
