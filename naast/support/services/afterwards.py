"""Writes after a time together: thanks, a talk about an early ending, and beginning again."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person, Supporter
from naast.support import notices, policies, trajectory
from naast.support.ending import AGAIN_AFTER, both_ask_again
from naast.support.models import (
    Aftertalk,
    Again,
    Answer,
    Match,
    Side,
    SupportRequest,
    Thanks,
)
from naast.support.selectors.own_page import coordinators_of
from naast.support.services import notes
from naast.support.services.ending import TOWARDS_THE_END, own_side, require_before
from naast.support.services.matches import require_room, version_of
from naast.support.services.young import own_place
from naast.support.young import is_asked


def parted_match(actor: Person, match_id: int, action: str) -> Match:
    """A match that ended and that the actor's home knew of, locked until the transaction ends.

    Raises:
        Match.DoesNotExist: it goes on, its words are gone, or the actor never knew of it.
        Refused: the actor may not do this.
    """
    homes = list(Household.objects.of(actor).values_list("pk", flat=True))
    ended = Match.objects.opened_to(homes).filter(ended_at__isnull=False, anonymised_at=None)
    match: Match = ended.with_families().select_for_update(of=("self",)).get(pk=match_id)
    policies.matches.require(actor, action, match)
    return match


@transaction.atomic
def leave_thanks(*, actor: Person, match_id: int, words: str, now: datetime) -> Thanks:
    """Thank the other side. It reads so once it was rounded off; until then it can be changed.

    Raises: DomainError when nothing is written, it is too early on the path, it did not end well,
    or the other side read it already.
    """
    if not words.strip():
        raise DomainError(_("Write something first."))
    live = Match.objects.visible_to(actor).live().filter(pk=match_id)
    if live.exists():
        match = live.with_families().select_for_update(of=("self",)).get()
        policies.matches.require(actor, "leave_thanks", match)
        require_before(match, *TOWARDS_THE_END)
    else:
        match = parted_match(actor, match_id, "leave_thanks")
        _require_first_after_a_good_end(match, actor)
    side = own_side(match, actor)
    home = match.home_of(actor) or match.household(side)
    return _keep_thanks(match, side, home, words, actor, now)


@transaction.atomic
def young_leaves_thanks(
    *, actor: Person, member_id: int, match_id: int, words: str, now: datetime
) -> Thanks:
    """A young person of the family that asked thanks who stood beside it, in its own words. Nobody
    at home reads them; who stood beside reads them once it was rounded off.

    Raises: DomainError as `leave_thanks`; Match.DoesNotExist when it is not asked itself there.
    """
    if not words.strip():
        raise DomainError(_("Write something first."))
    member = own_place(actor, member_id, "answer")
    known = Match.objects.filter(request__household=member.household_id, anonymised_at=None)
    match: Match = known.for_a_child().select_for_update(of=("self",)).get(pk=match_id)
    if not is_asked(match, member, timezone.localdate(now)):
        raise Match.DoesNotExist
    if match.ended_at is None:
        require_before(match, *TOWARDS_THE_END)
    else:
        _require_first_after_a_good_end(match, actor)
    return _keep_thanks(match, Side.ASKING, member.household, words, actor, now)


def _require_first_after_a_good_end(match: Match, actor: Person) -> None:
    if match.ending != Match.Ending.COMPLETED:
        raise DomainError(_("This stopped on the way. Call us if you want to say something."))
    if match.thanks.filter(written_by=actor).exists():
        raise DomainError(_("The other family has your thanks already."))


def _keep_thanks(
    match: Match, side: Side, home: Household, words: str, actor: Person, now: datetime
) -> Thanks:
    thanks, _new = Thanks.objects.get_or_create(
        match=match, written_by=actor, defaults={"side": side, "words": "", "written_at": now}
    )
    thanks.words, thanks.written_at = words.strip(), now
    thanks.save()
    logbook.record(actor, "support.thanks.left", match, now=now, households=[home.pk])
    if match.ended_at is not None:
        notices.tell_side(match, side.other)
    return thanks


@transaction.atomic
def note_aftertalk(
    *, actor: Person, match_id: int, side: str, held_on: date, words: str, now: datetime
) -> Aftertalk:
    """The coordinator talked an early ending over with one side. What is written about it is a
    note, which that side reads at once.

    Raises: DomainError when it goes on, did not stop on the way, was noted already, that side was
    erased, or the day does not fit.
    """
    mine = Match.objects.looked_after_by(actor).with_families()
    match = mine.select_for_update(of=("self",)).get(pk=match_id)
    policies.matches.require(actor, "note_aftertalk", match)
    if match.ending != Match.Ending.STOPPED:
        raise DomainError(_("Only a match that stopped on the way is talked over afterwards."))
    home = match.household(side)
    if home.erased_at is not None:
        raise DomainError(_("This family had everything about itself erased."))
    if match.aftertalks.filter(side=side).exists():
        raise DomainError(_("This talk was noted already."))
    today, ended = timezone.localdate(now), match.ended_at
    if held_on > today:
        raise DomainError(_("This day is still to come."))
    if ended is not None and held_on < timezone.localdate(ended):
        raise DomainError(_("Choose a day after it ended."))
    note = None
    if words.strip():
        note = notes.write_note(actor=actor, household_id=home.pk, words=words, now=now)
    talk = Aftertalk.objects.create(
        match=match, side=side, held_on=held_on, note=note, noted_by=actor, noted_at=now
    )
    logbook.record(actor, "support.aftertalk.held", match, now=now, households=[home.pk])
    return talk


@transaction.atomic
def ask_again(*, actor: Person, match_id: int, now: datetime) -> Match | None:
    """One side would like to go on with the same family. Until the other side says so too, nobody
    learns it.

    Returns: the new match, when both said so, it was rounded off well and nothing is in the way;
    else None. Then the coordinator is asked to look.
    Raises: DomainError when this side said so before, or they never came to know each other.
    """
    match = parted_match(actor, match_id, "ask_again")
    if match.ending not in AGAIN_AFTER:
        raise DomainError(_("You did not get to know each other then. Call us, and we look along."))
    side = own_side(match, actor)
    _said, is_new = Again.objects.get_or_create(
        match=match, side=side, defaults={"said_by": actor, "said_at": now}
    )
    if not is_new:
        raise DomainError(_("You have told us already. We have not forgotten it."))
    home = match.household(side)
    logbook.record(actor, "support.again.asked", match, now=now, households=[home.pk])
    if match.pk not in both_ask_again([match.pk]):
        return None
    notices.tell_coordinator(match)
    notices.tell_both(match)
    return begin_again(match, now=now) if match.ending == Match.Ending.COMPLETED else None


@transaction.atomic
def take_back_again(*, actor: Person, match_id: int, now: datetime) -> None:
    """One side does not want it any more. The other side never learns that it did.

    Raises: DomainError when both had said so already; then a proposal is answered.
    """
    match = parted_match(actor, match_id, "ask_again")
    if match.pk in both_ask_again([match.pk]):
        raise DomainError(_("The other family asked for it too. Call us, and we look along."))
    side = own_side(match, actor)
    if match.agains.filter(side=side).delete()[0]:
        home = match.household(side)
        logbook.record(actor, "support.again.taken_back", match, now=now, households=[home.pk])


def begin_again(old: Match, *, now: datetime) -> Match | None:
    """A new match for two families who both ask for it (DC-07). It stands where both have said
    yes to the proposal, and skips nothing else: a VOG that counts, a first meeting, the yes of
    enough coordinators before a child goes along.

    Returns: the new match; None when something is in the way, so that the coordinator looks.
    """
    asked = _question_to_go_on(old)
    coordinator = _coordinator_of(old, now)
    if asked is None or coordinator is None or old.contact_rests:
        return None
    asked.status, asked.closed_at = SupportRequest.Status.WAITING, None
    supporter = Supporter.objects.whole().select_for_update(of=("self",)).get(pk=old.supporter_id)
    try:
        require_room(asked, supporter, coordinator)
    except DomainError:
        return None
    today = timezone.localdate(now)
    asked.status, asked.waiting_since = SupportRequest.Status.MATCHED, today
    asked.save(update_fields=["status", "closed_at", "waiting_since"])
    days = int(old.definition().proposal.valid_days)
    match = Match.objects.create(
        request=asked, supporter=supporter, version=version_of(asked, now),
        proposed_by=coordinator, proposed_at=now, expires_on=today + timedelta(days=days),
    )  # fmt: skip
    for said in old.agains.all():
        Answer.objects.create(
            match=match, side=said.side, question=Answer.Question.PROPOSAL,
            reply=Answer.Reply.YES, given_by=said.said_by, given_at=now,
        )  # fmt: skip
    trajectory.set_out(match, now=now)
    logbook.record(
        coordinator, "support.match.begun_again", match, now=now, households=match.households()
    )
    return trajectory.advance(match, now=now)


def _question_to_go_on(old: Match) -> SupportRequest | None:
    """The open question of the asking family without a match, or else the one that was rounded off.
    A family has one open question at a time.
    """
    own = SupportRequest.objects.select_related("household", "organisation").filter(
        household=old.request.household_id, programme=old.request.programme
    )
    locked = list(own.select_for_update(of=("self",)).order_by("pk"))
    still_open = [each for each in locked if each.status != SupportRequest.Status.CLOSED]
    if still_open:
        return None if still_open[0].matches.live().exists() else still_open[0]
    return next((each for each in locked if each.pk == old.request_id), None)


def _coordinator_of(old: Match, now: datetime) -> Person | None:
    """Who guided it then, as long as that person works there; else who is there longest."""
    there = coordinators_of(old.request.organisation, on=timezone.localdate(now))
    return next((each for each in there if each.pk == old.guide.pk), None) or next(
        iter(there), None
    )
