"""A second supporter beside the same family: asked, welcome, there, done, and back in one step."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.logbook import SYSTEM, Signatory
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person, Supporter
from naast.people.services.grants import close_grants_of, open_grants
from naast.people.services.two_people import can_count, say_yes
from naast.programmes.vocabulary import Topic
from naast.support import notices, policies, trajectory
from naast.support.beside import (
    CLOSES_AFTER,
    ends_now,
    is_time,
    objections,
    over_since,
    roles_left,
)
from naast.support.models import Companion, Match, Side
from naast.support.second_yes import needed, said_yes_to
from naast.support.services.access import reachable_match
from naast.support.services.professionals import end_exchanges

PURPOSE = "companion"


@transaction.atomic
def ask_companion(
    *, actor: Person, match_id: int, supporter_id: int, role: str, now: datetime
) -> Companion:
    """The coordinator asks a second supporter beside this family. The family answers first, and
    reads who it would be; nobody else reads anything yet.

    Args: role: the key of a supporting role of the programme that nobody plays here yet.
    Raises: DomainError when it is too early, the programme has no such part left, or this
    supporter cannot come now.
    """
    match = reachable_match(actor, match_id, "ask_companion")
    if any(home.is_home_of(actor) for home in match.everybody()):
        raise DomainError(_("This is about your own home. A colleague does this for you."))
    if role not in {each.key for each in roles_left(match)}:
        raise DomainError(_("Nobody else comes beside this family now."))
    if not is_time(match):
        raise DomainError(_("First the family and who comes first say yes to each other."))
    offers = Supporter.objects.looked_after_by(actor).whole().select_for_update(of=("self",))
    supporter = offers.get(pk=supporter_id, programme=match.request.programme)
    _require_can_come(match, supporter, now)
    companion = Companion.objects.create(
        match=match, supporter=supporter, role=role, asked_by=actor, asked_at=now
    )
    organisation, family = match.request.organisation_id, match.request.household
    if needed(match) and can_count(actor, organisation, now):
        # Asking is the first of the two yeses before a child goes along with them.
        say_yes(companion.about, organisation, person=actor, now=now)
    _open_profile(match, supporter.household, to=family, now=now)
    logbook.record(actor, "support.companion.asked", match, now=now, households=[family.pk])
    notices.tell_household(family)
    return companion


@transaction.atomic
def welcome(*, actor: Person, companion_id: int, yes: bool, now: datetime) -> Companion:
    """The family says whether this second supporter is welcome. A no needs no reason; after a yes
    who was asked reads a few lines about the family.

    Raises: DomainError when it was answered already.
    """
    companion = _reachable(actor, companion_id, "welcome")
    if not companion.awaits_family:
        raise DomainError(_("You answered this already. Reload the page."))
    match, home = companion.match, companion.supporter.household
    if yes:
        companion.welcomed_at = now
        companion.save(update_fields=["welcomed_at"])
        _open_profile(match, match.request.household, to=home, now=now)
        notices.tell_household(home)
    else:
        _close(companion, actor, now)
    _record(actor, "support.companion.answered", companion, [match.request.household], now, yes=yes)
    notices.tell_coordinator(match)
    return companion


@transaction.atomic
def agree(*, actor: Person, companion_id: int, yes: bool, now: datetime) -> Companion:
    """Who was asked says yes or no for itself. From a yes on it reads what the first supporter
    reads, and the others read of it the same.

    Raises: DomainError when it is not its turn, or it cannot come now.
    """
    companion = _reachable(actor, companion_id, "agree")
    if not companion.awaits_supporter:
        raise DomainError(_("It is not your turn now. Reload the page."))
    match = companion.match
    if yes:
        _require_looked_along(companion, now)
        _require_can_still_come(match, companion.supporter, now)
        companion.agreed_at = now
        companion.save(update_fields=["agreed_at"])
        match = _come(companion, now)
    else:
        _close(companion, actor, now)
    homes = [match.request.household, companion.supporter.household]
    _record(
        actor, "support.companion.came" if yes else "support.companion.answered", companion,
        match.everybody() if yes else homes, now,
    )  # fmt: skip
    notices.tell_both(match)
    notices.tell_coordinator(match)
    return companion


@transaction.atomic
def take_back(*, actor: Person, companion_id: int, now: datetime) -> None:
    """The coordinator takes back what was not answered yet.

    Raises: DomainError when both said yes; then this person closes its own part.
    """
    companion = _reachable(actor, companion_id, "take_back")
    if companion.agreed_at is not None or not companion.is_open:
        raise DomainError(_("Both said yes already. Talk with them first."))
    knew = [companion.supporter.household] if companion.welcomed_at else []
    _close(companion, actor, now)
    homes = [companion.match.request.household, *knew]
    _record(actor, "support.companion.taken_back", companion, homes, now)
    for home in homes:
        notices.tell_household(home)


@transaction.atomic
def close_part(
    *, actor: Person, companion_id: int, letter: str, comes_back: bool, now: datetime,
    work_done: bool = False,
) -> Companion:  # fmt: skip
    """A second supporter closes its part; the other one stays and the match goes on (DC-07).

    It reads nothing of the family from now on. Those who stay keep its name and the letter. When
    its work is done and this phase was the last with a part for it, the path goes on to the next.

    Args:
        letter: a word to the family, which reads it on the path.
        comes_back: whether the family may ask it back in one step.
        work_done: whether this part is done, so that nobody else has to come for it.
    Raises: DomainError without a letter, or when it does not stand there.
    """
    companion = _reachable(actor, companion_id, "close_part")
    if not companion.is_present:
        raise DomainError(_("This part is closed already."))
    if not letter.strip():
        raise DomainError(_("Write a word to the family first."))
    everybody = companion.match.everybody()
    goes_on = work_done and ends_now(companion.match, companion.role) is not None
    companion.letter, companion.comes_back = letter.strip(), comes_back
    _close(companion, actor, now)
    _record(actor, "support.companion.closed", companion, everybody, now, path_goes_on=goes_on)
    if goes_on:
        _go_on_without(companion, now)
    notices.tell_both(companion.match)
    notices.tell_coordinator(companion.match)
    return companion


@transaction.atomic
def step_back(
    *, match: Match, actor: Signatory, letter: str, comes_back: bool, now: datetime
) -> Match:
    """The first supporter stops while a second one stands there: the second becomes the first,
    and the match goes on. Nobody asks the first one for a reason.

    What it was stays as a part that is done, with its name and its letter; what it told in calls
    is not for who follows. An exception was about who leaves, so it is over. Inside the
    transaction of whoever stops, after the policy was asked.

    Args: match: locked, with a second supporter who is present.
    """
    everybody, leaving = match.everybody(), match.supporter
    follows = match.beside()[0]
    match.check_ins.filter(side=Side.SUPPORTING, with_home=None).exclude(done_on=None).update(
        with_home=leaving.household
    )
    done = Companion.objects.create(
        match=match, supporter=leaving, role=match.first_role, asked_by=match.proposed_by,
        asked_at=match.proposed_at, welcomed_at=match.proposed_at, agreed_at=match.proposed_at,
        letter=letter.strip(), comes_back=comes_back,
    )  # fmt: skip
    follows.closed_at = now
    follows.save(update_fields=["closed_at"])
    match.supporter, match.first_role = follows.supporter, follows.role
    match.waits_for_vog_since = follows.waits_for_vog_since
    match.save(update_fields=["supporter", "first_role", "waits_for_vog_since"])
    done.match = match
    end_exchanges(match, now=now)
    _close(done, actor if isinstance(actor, Person) else None, now)
    ids = [home.pk for home in everybody if home.erased_at is None]
    logbook.record(actor, "support.match.stepped_back", match, now=now, households=ids)
    for home in everybody:
        notices.tell_household(home)
    notices.tell_coordinator(match)
    return Match.objects.with_families().get(pk=match.pk)


@transaction.atomic
def call_back(*, actor: Person, companion_id: int, now: datetime) -> Companion:
    """The family brings a second supporter back in one step, as they agreed when it closed its
    part. Both said yes to that before; it stands as a new time of coming.

    Raises: DomainError when they did not agree on that, somebody else plays this part now, or it
    cannot come now; then the coordinator asks.
    """
    before = _reachable(actor, companion_id, "call_back")
    match = before.match
    free = before.role in {role.key for role in roles_left(match)}
    if not (before.is_done and before.comes_back and free):
        raise DomainError(_("Ask your coordinator: they look together who can come."))
    _require_can_come(match, _whole(before.supporter), now)
    back = Companion.objects.create(
        match=match, supporter=before.supporter, role=before.role, asked_by=actor, asked_at=now,
        welcomed_at=now, agreed_at=now,
    )  # fmt: skip
    _require_looked_along(back, now)
    match = _come(back, now)
    _record(actor, "support.companion.called_back", back, match.everybody(), now)
    notices.tell_both(match)
    notices.tell_coordinator(match)
    return back


@transaction.atomic
def close_parts_that_are_over(*, now: datetime) -> int:
    """Close the parts without which the path went on a while ago: who has no part reads nothing.
    While contact rests nothing closes by itself: first there is a talk.

    No letter was written, so the family asks its coordinator to bring it back.
    Returns: how many were closed.
    """
    since, closed = timezone.localdate(now) - CLOSES_AFTER, 0
    there = Companion.objects.present().values("match")
    live = Match.objects.live().with_families().filter(pk__in=there)
    for match in live.select_for_update(of=("self",)):
        if match.contact_rests:
            continue
        for companion in match.beside():
            companion.match = match
            over, everybody = over_since(match, companion), match.everybody()
            if over is None or over > since:
                continue
            _close(companion, None, now)
            _record(SYSTEM, "support.companion.closed", companion, everybody, now)
            for home in everybody:
                notices.tell_household(home)
            notices.tell_coordinator(match)
            closed += 1
    return closed


# How the doors go.


def _go_on_without(companion: Companion, now: datetime) -> None:
    """Let the path go on to the phases in which this part does not act."""
    match = Match.objects.with_families().get(pk=companion.match_id)
    step = trajectory.current_step(match)
    assert step is not None  # a part ended with it
    trajectory.complete(match, step, now=now)
    trajectory.advance(match, now=now)


def _come(companion: Companion, now: datetime) -> Match:
    """Open what the path opened so far, to everybody and by everybody."""
    match = Match.objects.with_families().get(pk=companion.match_id)
    trajectory.open_all(match, now=now)
    return match


def _open_profile(match: Match, home: Household, *, to: Household, now: datetime) -> None:
    open_grants(
        home, to=to.people(), topics=[Topic.PROFILE], purpose=PURPOSE, basis=match.basis, now=now,
        needs_vog_of=None,
    )  # fmt: skip


def _close(companion: Companion, by: Person | None, now: datetime) -> None:
    """Close this part and the doors to it and of it. Of who stood there its name stays."""
    match, home = companion.match, companion.supporter.household
    stood = companion.agreed_at is not None
    companion.closed_at, companion.closed_by = now, by
    companion.save(update_fields=["closed_at", "closed_by", "letter", "comes_back"])
    close_grants_of(home, basis=match.basis, now=now, still=[Topic.PATH] if stood else [])
    for basis in trajectory.given_on(match):
        close_grants_of(home, basis=basis, now=now)


# Who may, and who can.


def _reachable(actor: Person, companion_id: int, action: str) -> Companion:
    """The companion, with its match locked, when the actor may do this with it.

    Raises: Companion.DoesNotExist, Refused; DomainError when the match has ended or rests.
    """
    visible = Companion.objects.visible_to(actor)
    there = visible.values_list("match", flat=True).get(pk=companion_id)
    match = Match.objects.with_families().select_for_update(of=("self",)).get(pk=there)
    companion = visible.select_related("supporter__household").get(pk=companion_id)
    companion.match = match
    policies.companions.require(actor, action, companion)
    if match.ended_at is not None:
        raise DomainError(_("This match has ended."))
    if match.contact_rests and action in ("welcome", "agree", "call_back"):
        raise DomainError(_("Contact rests for now. First we talk with both families."))
    return companion


def _whole(supporter: Supporter) -> Supporter:
    found: Supporter = Supporter.objects.whole().get(pk=supporter.pk)
    return found


def _require_can_come(match: Match, supporter: Supporter, now: datetime) -> None:
    objection = objections(match, [supporter], timezone.localdate(now))[supporter.pk]
    if objection:
        told = {"name": supporter.household.name, "why": objection}
        raise DomainError(_("%(name)s cannot come now: %(why)s.") % told)


def _require_looked_along(companion: Companion, now: datetime) -> None:
    """Where a child goes along only after more than one coordinator looked, also with who comes
    as well.
    """
    match = companion.match
    if needed(match) > len(said_yes_to(companion, timezone.localdate(now))):
        raise DomainError(_("First another coordinator looks along and says yes."))


def _require_can_still_come(match: Match, supporter: Supporter, now: datetime) -> None:
    """What holds on the day of the yes: a place was kept when it was asked."""
    whole, programme = _whole(supporter), match.definition()
    vog = whole.vog_valid(timezone.localdate(now), int(programme.matching.vog_valid_months))
    if programme.trust.vog and not vog:
        raise DomainError(_("First your coordinator sees your VOG. Call them."))


def _record(
    actor: Signatory,
    action: str,
    companion: Companion,
    homes: list[Household],
    now: datetime,
    **detail: Any,
) -> None:
    ids = dict.fromkeys(home.pk for home in homes)
    logbook.record(
        actor, action, companion.match, now=now, households=list(ids), role=companion.role, **detail
    )
