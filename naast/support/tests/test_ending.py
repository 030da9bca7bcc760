"""How a time together ends: announced, later or earlier, said goodbye to, and begun again."""

from datetime import date, timedelta

import pytest

from naast.common.models import LogEntry
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, HouseholdMember, Offering, Person, Supporter, VogSighting
from naast.support import trajectory
from naast.support.models import Again, Enough, Extension, Goodbye, Match, SupportRequest, Thanks
from naast.support.services import afterwards, clockwork, ending, matches
from tests.cast import Cast


def phase_of(match: Match) -> str:
    step = trajectory.current_step(Match.objects.whole().get(pk=match.pk))
    return step.phase if step else ""


def due_on(match: Match) -> date:
    step = trajectory.current_step(Match.objects.whole().get(pk=match.pk))
    assert step is not None
    assert step.due_on is not None
    return step.due_on


def set_number(key: str, value: float) -> None:
    """Give every organisation of the cast its own number."""
    for offering in Offering.objects.all():
        offering.overrides = {**offering.overrides, key: value}
        offering.save()


def at_the_goodbye(cast: Cast) -> Match:
    """The agreed time is over; nobody said goodbye yet."""
    match = cast.to_under_way()
    clockwork.reach_terms(now=cast.now + timedelta(days=731))
    return match


def rounded_off(cast: Cast) -> Match:
    """A time together that was rounded off."""
    match = at_the_goodbye(cast)
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    match.refresh_from_db()
    return match


# The goodbye.


@pytest.mark.requirement("BG-08", "HS-03")
def test_both_sides_and_the_coordinator_plan_the_goodbye_and_every_version_stays(
    cast: Cast,
) -> None:
    match = cast.to_under_way()
    day = cast.now.date() + timedelta(days=20)
    for who, words in ((cast.parent, "Pannenkoeken."), (cast.supporting_parent, "Naar zee.")):
        ending.plan_goodbye(actor=who, match_id=match.pk, day=day, words=words, now=cast.now)
    ending.plan_goodbye(actor=cast.coordinator, match_id=match.pk, day=day, words="", now=cast.now)
    assert [plan.words for plan in Goodbye.objects.all()] == ["Pannenkoeken.", "Naar zee.", ""]


def test_two_who_plan_it_at_once_lose_nothing(cast: Cast) -> None:
    match = cast.to_under_way()
    plan = {"match_id": match.pk, "day": None, "now": cast.now, "replaces": 0}
    ending.plan_goodbye(actor=cast.parent, words="Taart.", **plan)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="nieuwere"):
        ending.plan_goodbye(actor=cast.supporting_parent, words="Zee.", **plan)  # type: ignore[arg-type]


def test_no_goodbye_in_the_past_or_before_they_are_on_their_way(cast: Cast) -> None:
    match = cast.to_trial()
    soon = cast.now.date() + timedelta(days=2)
    with pytest.raises(DomainError):
        ending.plan_goodbye(actor=cast.parent, match_id=match.pk, day=soon, words="", now=cast.now)
    for day, words in ((cast.now.date() - timedelta(days=1), "Taart."), (None, "  ")):
        with pytest.raises(DomainError):
            ending.plan_goodbye(
                actor=cast.parent, match_id=match.pk, day=day, words=words, now=cast.now
            )
    assert not Goodbye.objects.exists()


@pytest.mark.requirement("BG-08", "JP-04")
def test_both_sides_are_asked_once_whether_they_stay_in_touch(cast: Cast) -> None:
    match = at_the_goodbye(cast)
    for who in (cast.parent, cast.supporting_parent):
        matches.say_stays_in_touch(actor=who, match_id=match.pk, stays=True, now=cast.now)
        with pytest.raises(DomainError):
            matches.say_stays_in_touch(actor=who, match_id=match.pk, stays=False, now=cast.now)
    match.refresh_from_db()
    assert match.stays_in_touch is True


def test_one_no_is_enough_not_to_count_as_staying_in_touch(cast: Cast) -> None:
    match = at_the_goodbye(cast)
    for who, stays in ((cast.supporting_parent, False), (cast.parent, True)):
        matches.say_stays_in_touch(actor=who, match_id=match.pk, stays=stays, now=cast.now)
    match.refresh_from_db()
    assert match.stays_in_touch is False


@pytest.mark.requirement("JP-04")
def test_when_it_is_rounded_off_every_door_closes(cast: Cast) -> None:
    match = rounded_off(cast)
    assert match.ending == Match.Ending.COMPLETED
    assert not Grant.objects.live(cast.now).exists()
    with pytest.raises(Match.DoesNotExist):
        matches.round_off(actor=cast.parent, match_id=match.pk, now=cast.now)
    with pytest.raises(DomainError):
        matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)


# Thanks.


def test_thanks_can_be_changed_until_it_is_rounded_off_and_written_after_it(cast: Cast) -> None:
    match = at_the_goodbye(cast)
    for words in ("Dank je wel.", "Dank jullie wel."):
        afterwards.leave_thanks(actor=cast.parent, match_id=match.pk, words=words, now=cast.now)
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    with pytest.raises(DomainError):
        afterwards.leave_thanks(actor=cast.parent, match_id=match.pk, words="Nog.", now=cast.now)
    afterwards.leave_thanks(
        actor=cast.supporting_parent, match_id=match.pk, words="Tot ziens.", now=cast.now
    )
    assert {each.words for each in Thanks.objects.all()} == {"Dank jullie wel.", "Tot ziens."}


def test_no_thanks_to_somebody_one_did_not_know_or_after_a_stop(cast: Cast) -> None:
    match = cast.to_under_way()
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    with pytest.raises(DomainError):
        afterwards.leave_thanks(actor=cast.parent, match_id=match.pk, words="Dag.", now=cast.now)
    for who in (cast.stranger, cast.former_supporter, cast.other_parent):
        with pytest.raises(Match.DoesNotExist):
            afterwards.leave_thanks(actor=who, match_id=match.pk, words="Dag.", now=cast.now)


# Enough.


@pytest.mark.requirement("JP-04")
def test_who_asked_says_that_it_is_enough_and_the_goodbye_begins(cast: Cast) -> None:
    match = cast.to_under_way()
    with pytest.raises(Refused):
        ending.say_enough(actor=cast.supporting_parent, match_id=match.pk, words="", now=cast.now)
    ending.say_enough(actor=cast.parent, match_id=match.pk, words="Het gaat goed.", now=cast.now)
    assert phase_of(match) == "closing"
    assert Grant.objects.live(cast.now).exists()
    with pytest.raises(DomainError):
        ending.say_enough(actor=cast.parent, match_id=match.pk, words="", now=cast.now)


def young(cast: Cast, born: int) -> tuple[Person, HouseholdMember]:
    """A child of Samira with a place of its own."""
    noah = cast.introduce("young", "Noah")
    member = HouseholdMember.objects.create(
        household=cast.asking, person=noah, kind=HouseholdMember.Kind.CHILD,
        name="Noah", birth_year=born,
    )  # fmt: skip
    return noah, member


@pytest.mark.requirement("JP-04")
def test_a_young_person_says_so_itself(cast: Cast) -> None:
    match = cast.to_under_way()
    noah, member = young(cast, 2009)
    ending.young_says_enough(
        actor=noah, member_id=member.pk, match_id=match.pk, words="", now=cast.now
    )
    assert phase_of(match) == "closing"


@pytest.mark.requirement("JP-04")
def test_with_a_younger_child_the_coordinator_talks_first(cast: Cast) -> None:
    match = cast.to_under_way()
    noah, member = young(cast, 2013)
    said = {"actor": noah, "member_id": member.pk, "match_id": match.pk, "now": cast.now}
    ending.young_says_enough(words="Liever voetballen.", **said)  # type: ignore[arg-type]
    with pytest.raises(DomainError):
        ending.young_says_enough(words="", **said)  # type: ignore[arg-type]
    assert phase_of(match) == "under_way"
    enough = Enough.objects.get()
    settle = {"actor": cast.coordinator, "match_id": match.pk, "enough_id": enough.pk}
    ending.settle_enough(ends=False, now=cast.now, **settle)  # type: ignore[arg-type]
    with pytest.raises(DomainError):
        ending.settle_enough(ends=True, now=cast.now, **settle)  # type: ignore[arg-type]
    ending.young_says_enough(words="Nog steeds.", **said)  # type: ignore[arg-type]
    settle["enough_id"] = Enough.objects.get(talked_at=None).pk
    ending.settle_enough(ends=True, now=cast.now, **settle)  # type: ignore[arg-type]
    assert phase_of(match) == "closing"


# Longer.


@pytest.mark.requirement("MM-05")
def test_the_end_moves_when_both_agree(cast: Cast) -> None:
    match = cast.to_under_way()
    until = add_months(due_on(match), 3)
    asked = {"match_id": match.pk, "now": cast.now}
    ending.propose_extension(actor=cast.supporting_parent, until=until, **asked)  # type: ignore[arg-type]
    with pytest.raises(DomainError):
        ending.propose_extension(actor=cast.parent, until=until, **asked)  # type: ignore[arg-type]
    with pytest.raises(DomainError):
        ending.answer_extension(actor=cast.supporting_parent, agrees=True, **asked)  # type: ignore[arg-type]
    ending.answer_extension(actor=cast.parent, agrees=True, **asked)  # type: ignore[arg-type]
    assert due_on(match) == until
    agreed = Extension.objects.get()
    assert (agreed.granted, agreed.proposed_by, agreed.agreed_by) == (
        True, cast.supporting_parent, cast.parent,
    )  # fmt: skip
    assert LogEntry.objects.filter(action="support.extension.granted").count() == 2


@pytest.mark.requirement("MM-05")
def test_a_no_needs_no_reason_and_the_end_stays(cast: Cast) -> None:
    match = cast.to_under_way()
    before = due_on(match)
    for answers in (cast.supporting_parent, cast.parent):  # the other side, and taken back
        ending.propose_extension(
            actor=cast.parent, match_id=match.pk, until=add_months(before, 1), now=cast.now
        )
        ending.answer_extension(actor=answers, match_id=match.pk, agrees=False, now=cast.now)
        with pytest.raises(DomainError):
            ending.answer_extension(actor=answers, match_id=match.pk, agrees=True, now=cast.now)
    assert due_on(match) == before
    assert not Extension.objects.filter(granted=True).exists()


@pytest.mark.requirement("HS-03")
def test_beyond_the_longest_time_the_coordinator_decides_along_with_a_reason(cast: Cast) -> None:
    set_number("ending.longest_months", 24)
    match = cast.to_under_way()
    before, until = due_on(match), add_months(due_on(match), 2)
    ending.propose_extension(actor=cast.parent, match_id=match.pk, until=until, now=cast.now)
    ending.answer_extension(
        actor=cast.supporting_parent, match_id=match.pk, agrees=True, now=cast.now
    )
    assert due_on(match) == before
    decide = {"actor": cast.coordinator, "match_id": match.pk, "grants": True, "now": cast.now}
    with pytest.raises(DomainError):
        ending.decide_extension(reason=" ", **decide)  # type: ignore[arg-type]
    ending.decide_extension(reason="Tot na de verhuizing.", **decide)  # type: ignore[arg-type]
    assert due_on(match) == until
    with pytest.raises(DomainError):
        ending.decide_extension(reason="Nog eens.", **decide)  # type: ignore[arg-type]


def test_the_end_waits_while_somebody_asked_to_go_on_longer(cast: Cast) -> None:
    match = cast.to_under_way()
    ending.propose_extension(
        actor=cast.parent, match_id=match.pk, until=add_months(due_on(match), 1), now=cast.now
    )
    later = cast.now + timedelta(days=731)
    assert clockwork.reach_terms(now=later) == 0
    ending.answer_extension(
        actor=cast.supporting_parent, match_id=match.pk, agrees=False, now=later
    )
    assert phase_of(match) == "closing"


@pytest.mark.parametrize("days", [-800, 0, 4000])
def test_no_extension_in_the_past_or_out_of_sight(cast: Cast, days: int) -> None:
    match = cast.to_under_way()
    until = due_on(match) + timedelta(days=days)
    with pytest.raises(DomainError):
        ending.propose_extension(actor=cast.parent, match_id=match.pk, until=until, now=cast.now)


def test_no_extension_before_they_are_on_their_way(cast: Cast) -> None:
    match = cast.to_trial()
    until = cast.now.date() + timedelta(days=900)
    with pytest.raises(DomainError):
        ending.propose_extension(actor=cast.parent, match_id=match.pk, until=until, now=cast.now)


# An early ending.


def stopped(cast: Cast) -> Match:
    match = cast.to_trial()
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    match.refresh_from_db()
    return match


def talk_over(cast: Cast, match: Match, side: str, words: str = "", day: int = 0) -> None:
    afterwards.note_aftertalk(
        actor=cast.coordinator, match_id=match.pk, side=side,
        held_on=cast.now.date() + timedelta(days=day), words=words, now=cast.now,
    )  # fmt: skip


def test_an_early_ending_is_talked_over_with_each_side_which_reads_it(cast: Cast) -> None:
    match = stopped(cast)
    talk_over(cast, match, "asking", "Het liep stroef door de reistijd.")
    talk_over(cast, match, "supporting")
    assert cast.asking.notes.get().words == "Het liep stroef door de reistijd."
    assert not cast.supporting.notes.exists()
    with pytest.raises(DomainError):
        talk_over(cast, match, "asking")


@pytest.mark.parametrize("day", [-3, 2])
def test_a_talk_afterwards_lies_between_the_end_and_today(cast: Cast, day: int) -> None:
    with pytest.raises(DomainError):
        talk_over(cast, stopped(cast), "asking", day=day)


def test_two_who_stop_at_once_stop_once(cast: Cast) -> None:
    match = stopped(cast)
    with pytest.raises(Match.DoesNotExist):
        matches.stop_match(actor=cast.supporting_parent, match_id=match.pk, now=cast.now)
    with pytest.raises(DomainError):
        matches.stop_match(actor=cast.coordinator, match_id=match.pk, now=cast.now)


# Again.


def ask_again(cast: Cast, match: Match, *who: Person) -> list[Match | None]:
    return [afterwards.ask_again(actor=each, match_id=match.pk, now=cast.now) for each in who]


def test_ended_pairs_are_not_proposed_again_unless_both_ask(cast: Cast) -> None:
    match = stopped(cast)
    with pytest.raises(DomainError, match="eerder"):
        cast.propose()
    assert ask_again(cast, match, cast.parent) == [None]
    with pytest.raises(DomainError, match="eerder"):
        cast.propose()
    assert ask_again(cast, match, cast.supporting_parent) == [None]
    assert cast.propose().pk != match.pk


def test_until_both_asked_neither_learns_that_the_other_did(cast: Cast) -> None:
    match = stopped(cast)
    ask_again(cast, match, cast.parent)
    lines = LogEntry.objects.filter(action="support.again.asked")
    assert {line.household_id for line in lines} == {cast.asking.pk}
    afterwards.take_back_again(actor=cast.parent, match_id=match.pk, now=cast.now)
    afterwards.take_back_again(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert not Again.objects.exists()


@pytest.mark.requirement("DC-07")
def test_after_a_good_end_both_begin_again_in_one_step_and_skip_nothing_of_safety(
    cast: Cast,
) -> None:
    match = rounded_off(cast)
    _first, again = ask_again(cast, match, cast.supporting_parent, cast.parent)
    assert again is not None
    assert again.version is not None
    assert phase_of(again) == "meeting"
    for who in (cast.parent, cast.supporting_parent):
        assert Match.objects.visible_to(who).contains(again)
    cast.request.refresh_from_db()
    assert cast.request.status == SupportRequest.Status.MATCHED
    with pytest.raises(DomainError):
        ask_again(cast, match, cast.parent)


@pytest.mark.requirement("DC-07")
def test_beginning_again_waits_for_a_vog_that_counts(cast: Cast) -> None:
    match = rounded_off(cast)
    VogSighting.objects.filter(member=cast.joost).delete()
    _first, again = ask_again(cast, match, cast.parent, cast.supporting_parent)
    assert again is not None
    assert phase_of(again) == "acquaintance"
    assert not Grant.objects.live(cast.now).exists()


@pytest.mark.requirement("DC-07")
@pytest.mark.parametrize("status", [Supporter.Status.PAUSED, "full"])
def test_when_something_is_in_the_way_the_coordinator_looks(cast: Cast, status: str) -> None:
    match = rounded_off(cast)
    if status == "full":
        Supporter.objects.filter(pk=cast.supporter.pk).update(capacity=0)
    else:
        Supporter.objects.filter(pk=cast.supporter.pk).update(status=status)
    assert ask_again(cast, match, cast.parent, cast.supporting_parent) == [None, None]
    assert Match.objects.live().count() == 0
    cast.request.refresh_from_db()
    assert cast.request.status == SupportRequest.Status.CLOSED


def test_who_never_met_cannot_ask_again(cast: Cast) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, "proposal", "no")
    with pytest.raises(DomainError):
        ask_again(cast, match, cast.parent)
    with pytest.raises(Match.DoesNotExist):
        ask_again(cast, match, cast.supporting_parent)
