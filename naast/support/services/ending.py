"""Writes about how a time together ends: its goodbye, going on longer, and that it is enough."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError
from naast.people.models import HouseholdMember, Person
from naast.programmes.vocabulary import Gate
from naast.support import notices, policies, trajectory
from naast.support.ending import LONGEST_AT_ONCE_MONTHS, beyond_longest, open_extension
from naast.support.models import Enough, Extension, Goodbye, Match, Side
from naast.support.services.access import reachable_match
from naast.support.services.told import who_told

TOWARDS_THE_END = (Gate.GOAL_REACHED, Gate.TERM_REACHED, Gate.FAREWELL_DONE)
"""The gates before which a goodbye can be planned and thanks can be written."""
WHILE_UNDER_WAY = (Gate.GOAL_REACHED, Gate.TERM_REACHED)
"""The gates that open when somebody says that it is enough."""


def require_before(match: Match, *gates: Gate) -> None:
    """Refuse what does not fit in this step of the path.

    Raises: DomainError when the match stands before none of these gates.
    """
    if not any(trajectory.stands_before(match, gate) for gate in gates):
        raise DomainError(_("That belongs to another step of the path. Reload the page."))


def own_side(match: Match, actor: Person) -> Side:
    """On which side the actor lives; the policy saw to it that there is one."""
    side = match.side_of(actor)
    assert side is not None
    return side


@transaction.atomic
def plan_goodbye(
    *,
    actor: Person,
    match_id: int,
    day: date | None,
    words: str,
    now: datetime,
    replaces: int | None = None,
) -> Goodbye:
    """Plan the goodbye: a day, what both would like to do, or both. A new plan is a new version.

    Args: replaces: the version the writer had on the table, 0 for none, None for whichever.
    Raises: DomainError when nothing is filled in, the day has passed, it is too early on the path,
    or somebody else wrote a newer version meanwhile.
    """
    match = reachable_match(actor, match_id, "plan_goodbye")
    require_before(match, *TOWARDS_THE_END)
    if day is None and not words.strip():
        raise DomainError(_("Choose a day, or write what you would like to do."))
    if day is not None and day < timezone.localdate(now):
        raise DomainError(_("Choose a day that is still to come."))
    latest = match.goodbyes.count()
    if replaces not in (None, latest):
        raise DomainError(_("Somebody wrote a newer version meanwhile. Look at it, then save."))
    plan = Goodbye.objects.create(
        match=match, version=latest + 1, day=day, words=words.strip(),
        written_by=actor, written_at=now,
    )  # fmt: skip
    _written(actor, "support.goodbye.planned", match, now)
    _tell_the_others(match, actor)
    return plan


def _written(actor: Person, action: str, match: Match, now: datetime) -> None:
    logbook.record(actor, action, match, now=now, households=match.households())


def _tell_the_others(match: Match, actor: Person) -> None:
    side = match.side_of(actor)
    if side is None:
        notices.tell_both(match)
    else:
        notices.tell_side(match, side.other)


# That it is enough.


@transaction.atomic
def say_enough(*, actor: Person, match_id: int, words: str, now: datetime) -> Match:
    """Who asked says that it is enough, earlier than agreed (JP-04). The path goes on to the
    goodbye; nothing closes before that was said.

    Raises: DomainError when they are not on their way together.
    """
    match = reachable_match(actor, match_id, "say_enough")
    require_before(match, *WHILE_UNDER_WAY)
    _keep_enough(match, words, settles=True, actor=actor, now=now)
    return _let_it_end(match, actor, now)


def _keep_enough(match: Match, words: str, *, settles: bool, actor: Person, now: datetime) -> None:
    step = trajectory.current_step(match)
    assert step is not None  # it stands before a gate
    if match.enoughs.filter(phase=step.phase, said_by=actor, talked_at=None).exists():
        raise DomainError(_("You have said so already. The coordinator talks with you about it."))
    Enough.objects.create(
        match=match, phase=step.phase, settles=settles, words=words.strip(),
        said_by=actor, said_at=now,
    )  # fmt: skip


def _let_it_end(match: Match, actor: Person, now: datetime) -> Match:
    """Go on to the goodbye, and let go of a proposal to go on longer."""
    match.extensions.filter(settled_at=None).update(settled_at=now)
    _written(actor, "support.enough.said", match, now)
    notices.tell_both(match)
    notices.tell_coordinator(match)
    return trajectory.advance(match, now=now)


@transaction.atomic
def young_says_enough(
    *, actor: Person, member_id: int, match_id: int, words: str, now: datetime
) -> Match:
    """A young person says so in its own name. From the age at which its own yes is enough, this
    is enough too; before that the coordinator talks with it first. Only the coordinator reads the
    words.

    Raises: DomainError when they are not on their way together, or it said so before.
    """
    places = HouseholdMember.objects.young(actor).select_related("household")
    member = places.select_for_update(of=("self",)).get(pk=member_id)
    policies.young.require(actor, "answer", member)
    live = Match.objects.live().with_families().filter(request__household=member.household_id)
    match: Match = live.select_for_update(of=("self",)).get(pk=match_id)
    require_before(match, *WHILE_UNDER_WAY)
    age = member.age(timezone.localdate(now)) or 0
    settles = age >= int(match.definition().young.alone_from)
    _keep_enough(match, words, settles=settles, actor=actor, now=now)
    if settles:
        return _let_it_end(match, actor, now)
    home = member.household
    logbook.record(actor, "support.young.answered", home, now=now, households=[home.pk])
    notices.tell_coordinator(match)
    return match


@transaction.atomic
def settle_enough(
    *, actor: Person, match_id: int, enough_id: int, ends: bool, now: datetime
) -> Match:
    """After a talk with a young person who said that it is enough: it ends, or goes on for now.

    Raises: DomainError when it was settled before.
    """
    match = reachable_match(actor, match_id, "settle_enough")
    said = match.enoughs.filter(pk=enough_id, settles=False, talked_at=None).first()
    if said is None:
        raise DomainError(_("This was settled already. Reload the page."))
    said.talked_at, said.settles = now, ends
    said.save(update_fields=["talked_at", "settles"])
    if ends:
        require_before(match, *WHILE_UNDER_WAY)
        return _let_it_end(match, actor, now)
    home = match.household(Side.ASKING)
    logbook.record(actor, "support.enough.talked", home, now=now, households=[home.pk])
    return match


# Going on longer.


@transaction.atomic
def propose_extension(
    *, actor: Person, match_id: int, until: date, now: datetime, told_by: str = "",
    teller: int | None = None,
) -> Extension:  # fmt: skip
    """One side would like to go on longer (MM-05), or told so to its coordinator, who writes it
    down. The end waits for the own yes of the other side either way.

    Args:
        told_by: the side that told it by telephone.
        teller: the id of who told it, where more than one adult of that side could have.
    Raises: DomainError when they are not on their way together, there is no end to move, a
    proposal waits already, or the day is not later than the end, or too far.
    """
    action = "write_down_extension" if told_by else "propose_extension"
    match = reachable_match(actor, match_id, action, before=Gate.TERM_REACHED)
    step = trajectory.current_step(match)
    if step is None or step.due_on is None:
        raise DomainError(_("No end was agreed, so there is nothing to extend."))
    if open_extension(match) is not None:
        raise DomainError(_("There is a proposal to go on longer already. Answer that one first."))
    first = max(step.due_on, timezone.localdate(now))
    latest = add_months(first, LONGEST_AT_ONCE_MONTHS)
    if not first < until <= latest:
        days = {"first": f"{first:%d-%m-%Y}", "last": f"{latest:%d-%m-%Y}"}
        raise DomainError(_("Choose a day after %(first)s, and at the latest %(last)s.") % days)
    side = Side(told_by) if told_by else own_side(match, actor)
    who = who_told(match.household(side), teller) if told_by else actor
    asked = Extension.objects.create(
        match=match, side=side, until=until, proposed_by=who, proposed_at=now,
        typed_by=actor if told_by else None,
    )  # fmt: skip
    said = "support.extension.written_down" if told_by else "support.extension.proposed"
    _written(actor, said, match, now)
    _tell_the_others(match, actor)
    return asked


def _waiting(match: Match) -> Extension:
    asked = open_extension(match)
    if asked is None:
        raise DomainError(_("This proposal to go on longer was answered already."))
    return asked


@transaction.atomic
def answer_extension(*, actor: Person, match_id: int, agrees: bool, now: datetime) -> Match:
    """The other side agrees or not. A no needs no reason; whoever proposed it may take it back.

    Beyond the longest time of the programme the coordinator decides along, after both agreed.
    Raises: DomainError when nothing waits, or one side says yes to its own proposal.
    """
    match = reachable_match(actor, match_id, "answer_extension", before=Gate.TERM_REACHED)
    asked = _waiting(match)
    if not agrees:
        return _settle(asked, match, granted=False, actor=actor, now=now)
    if own_side(match, actor) == asked.side:
        raise DomainError(_("You proposed this yourselves. Now it is up to the other family."))
    if asked.agreed_at is not None:
        raise DomainError(_("You both agree already. Now the coordinator looks along."))
    asked.agreed_by, asked.agreed_at = actor, now
    asked.save(update_fields=["agreed_by", "agreed_at"])
    if beyond_longest(match, asked.until):
        _written(actor, "support.extension.agreed", match, now)
        notices.tell_coordinator(match)
        return match
    return _settle(asked, match, granted=True, actor=actor, now=now)


@transaction.atomic
def decide_extension(
    *, actor: Person, match_id: int, grants: bool, reason: str, now: datetime
) -> Match:
    """The coordinator decides along when it becomes longer than the programme's longest time.
    Both families read why.

    Raises: DomainError without a reason, or when there is nothing to decide.
    """
    match = reachable_match(actor, match_id, "decide_extension", before=Gate.TERM_REACHED)
    asked = _waiting(match)
    if asked.agreed_at is None:
        raise DomainError(_("First both families agree."))
    if not reason.strip():
        raise DomainError(_("Write down why. Both families can read it."))
    asked.decided_by, asked.reason = actor, reason.strip()
    asked.save(update_fields=["decided_by", "reason"])
    return _settle(asked, match, granted=grants, actor=actor, now=now)


def _settle(
    asked: Extension, match: Match, *, granted: bool, actor: Person, now: datetime
) -> Match:
    asked.granted, asked.settled_at = granted, now
    asked.save(update_fields=["granted", "settled_at"])
    if granted:
        step = trajectory.current_step(match)
        assert step is not None  # it stands before the end
        step.due_on = asked.until
        step.save(update_fields=["due_on"])
    action = "support.extension.granted" if granted else "support.extension.settled"
    _written(actor, action, match, now)
    notices.tell_both(match)
    return trajectory.advance(match, now=now)
