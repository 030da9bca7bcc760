"""Two beside one family: a second supporter with equal rights and a role of her own (DC-01), who
closes her part while the first one stays, and comes back in one step (DC-07).
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, Household, Person, Supporter, TrustStep, VogSighting
from naast.programmes.vocabulary import Topic
from naast.support import trajectory
from naast.support.beside import places_taken
from naast.support.models import Companion, HowItWent, Match
from naast.support.services import (
    alarms,
    care,
    companions,
    consents,
    erasing,
    matches,
    rhythm,
    stopping,
    together,
)
from tests.cast import Cast
from tests.duo import COACH, Duo

pytestmark = pytest.mark.django_db


@pytest.fixture
def duo(cast: Cast) -> Duo:
    """Valeria, Fatma and Kim."""
    return Duo(cast)


def open_of(duo: Duo, home: Household, who: Person) -> set[str]:
    """What of this home is open to somebody now."""
    return Grant.objects.topics(home.pk, who, duo.cast.now)


def path_page(match: Match) -> str:
    return reverse("support:path", args=[match.pk])


def seen(match: Match, who: Person) -> bool:
    return Match.objects.visible_to(who).filter(pk=match.pk).exists()


# Coming.


@pytest.mark.requirement("DC-01")
def test_first_the_family_says_yes_then_who_is_asked(duo: Duo) -> None:
    match = duo.to_meeting()
    companion = duo.ask(match)
    assert not seen(match, duo.kim)
    assert open_of(duo, duo.family, duo.kim) == set()
    assert not Companion.objects.visible_to(duo.kim).exists()
    assert not Companion.objects.visible_to(duo.fatma).exists()
    with pytest.raises(Companion.DoesNotExist):
        companions.agree(actor=duo.kim, companion_id=companion.pk, yes=True, now=duo.cast.now)
    companions.welcome(actor=duo.valeria, companion_id=companion.pk, yes=True, now=duo.cast.now)
    assert open_of(duo, duo.family, duo.kim) == {Topic.PROFILE}
    assert not seen(match, duo.kim)
    companions.agree(actor=duo.kim, companion_id=companion.pk, yes=True, now=duo.cast.now)
    assert seen(match, duo.kim)


@pytest.mark.requirement("DC-01")
def test_both_read_the_same_of_the_family_in_every_phase(duo: Duo) -> None:
    duo.together()
    assert open_of(duo, duo.family, duo.kim) == open_of(duo, duo.family, duo.fatma) != set()


@pytest.mark.requirement("DC-01")
def test_on_the_way_both_have_contact_and_reach_each_other(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    step = trajectory.current_step(match)
    assert step is not None
    assert step.phase == "coaching"
    for who in (duo.fatma, duo.kim):
        assert Topic.CONTACT in open_of(duo, duo.family, who)
        assert Topic.STORY in open_of(duo, duo.family, who)
    assert Topic.CONTACT in open_of(duo, duo.coach.household, duo.valeria)
    assert Topic.CONTACT in open_of(duo, duo.coach.household, duo.fatma)
    assert Topic.CONTACT in open_of(duo, duo.mother.household, duo.kim)


def test_who_comes_later_reads_what_the_path_opened_so_far(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    companions.close_part(
        actor=duo.kim, companion_id=companion.pk, letter="Dag!", comes_back=False, now=duo.cast.now
    )
    again = duo.both_say_yes(duo.ask(match))
    assert again.is_present
    assert Topic.CONTACT in open_of(duo, duo.family, duo.kim)


def test_a_consent_given_before_is_not_for_who_comes_later(duo: Duo) -> None:
    match = duo.to_meeting()
    consents.give_consent(
        actor=duo.valeria, match_id=match.pk, topics=["story"], purpose="Voor Fatma.",
        ends_on=duo.cast.now.date() + timedelta(days=30), now=duo.cast.now,
    )  # fmt: skip
    duo.both_say_yes(duo.ask(match))
    assert Topic.STORY in open_of(duo, duo.family, duo.fatma)
    assert Topic.STORY not in open_of(duo, duo.family, duo.kim)


@pytest.mark.parametrize("who", ["valeria", "kim"])
def test_a_no_needs_no_reason_and_closes_what_was_opened(duo: Duo, who: str) -> None:
    companion = duo.ask(duo.to_meeting())
    if who == "kim":
        companions.welcome(actor=duo.valeria, companion_id=companion.pk, yes=True, now=duo.cast.now)
    service = companions.welcome if who == "valeria" else companions.agree
    service(actor=duo.cast.by_name(who), companion_id=companion.pk, yes=False, now=duo.cast.now)
    assert open_of(duo, duo.family, duo.kim) == set()
    assert open_of(duo, duo.coach.household, duo.valeria) == set()
    assert not Companion.objects.visible_to(duo.kim).exists()


def test_the_coordinator_takes_back_what_nobody_answered(duo: Duo) -> None:
    match = duo.to_meeting()
    companion = duo.ask(match)
    companions.take_back(actor=duo.cast.coordinator, companion_id=companion.pk, now=duo.cast.now)
    assert open_of(duo, duo.coach.household, duo.valeria) == set()
    companion = duo.both_say_yes(duo.ask(match))
    with pytest.raises(DomainError):
        companions.take_back(
            actor=duo.cast.coordinator, companion_id=companion.pk, now=duo.cast.now
        )


# Who can come.


def test_before_the_first_two_chose_each_other_nobody_else_comes(duo: Duo) -> None:
    with pytest.raises(DomainError):
        duo.ask(duo.proposed())


@pytest.mark.requirement("DC-01")
def test_the_same_gates_hold_for_both(duo: Duo) -> None:
    match = duo.to_meeting()
    talk = TrustStep.objects.get(supporter=duo.coach, step="acquaintance_talk")
    talk.delete()
    with pytest.raises(DomainError):
        duo.ask(match)
    TrustStep.objects.create(
        supporter=duo.coach,
        step=talk.step,
        done_on=duo.cast.now.date(),
        done_by=duo.cast.coordinator,
    )
    VogSighting.objects.filter(member__household=duo.coach.household).delete()
    with pytest.raises(DomainError):
        duo.ask(match)
    Supporter.objects.filter(pk=duo.coach.pk).update(status=Supporter.Status.PAUSED)
    with pytest.raises(DomainError):
        duo.ask(match)
    assert not Companion.objects.exists()


def test_a_part_is_played_by_one_and_a_place_is_counted(duo: Duo) -> None:
    match, _companion = duo.together()
    with pytest.raises(DomainError):
        duo.ask(match, duo.mother)
    assert places_taken(duo.coach) == 1


@pytest.mark.requirement("DC-01")
def test_a_programme_with_one_supporter_is_unchanged(cast: Cast) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError):
        companions.ask_companion(
            actor=cast.coordinator, match_id=match.pk, supporter_id=cast.former.pk, role=COACH,
            now=cast.now,
        )  # fmt: skip


def test_only_the_coordinator_asks(duo: Duo) -> None:
    match = duo.to_meeting()
    for who in (duo.valeria, duo.fatma):
        with pytest.raises(Refused):
            companions.ask_companion(
                actor=who, match_id=match.pk, supporter_id=duo.coach.pk, role=COACH,
                now=duo.cast.now,
            )  # fmt: skip
    with pytest.raises(Match.DoesNotExist):
        companions.ask_companion(
            actor=duo.kim, match_id=match.pk, supporter_id=duo.coach.pk, role=COACH,
            now=duo.cast.now,
        )  # fmt: skip


# The same rights.


@pytest.mark.requirement("DC-01")
def test_a_rhythm_holds_when_all_three_said_yes(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    plan = rhythm.Plan(rule="FREQ=WEEKLY;BYDAY=TU", at_least=None, starts_on=duo.cast.now.date())
    written = rhythm.write_rhythm(actor=duo.kim, match_id=match.pk, plan=plan, now=duo.cast.now)
    for who in (duo.valeria, duo.fatma):
        written.refresh_from_db()
        assert written.agreed_at is None
        rhythm.accept_rhythm(actor=who, match_id=match.pk, version=1, now=duo.cast.now)
    written.refresh_from_db()
    assert written.agreed_at is not None


@pytest.mark.requirement("DC-01")
def test_both_tell_of_days_and_nobody_changes_the_words_of_the_other(
    duo: Duo, sign_in: SignIn
) -> None:
    match, _companion = duo.on_the_way()
    told = together.DayTogether(duo.cast.now.date(), True, did="Naar school geweest.")
    note = together.note_day(
        actor=duo.kim, match_id=match.pk, key=uuid4(), told=told, now=duo.cast.now
    )
    assert HowItWent.objects.visible_to(duo.valeria).filter(pk=note.pk).exists()
    assert HowItWent.objects.visible_to(duo.fatma).filter(pk=note.pk).exists()
    with pytest.raises(HowItWent.DoesNotExist):
        together.change_day(
            actor=duo.fatma, note_id=note.pk, key=uuid4(), told=told, now=duo.cast.now
        )
    change = reverse("support:change_day", args=[note.pk])
    assert sign_in(duo.kim).get(change).status_code == 200
    assert sign_in(duo.fatma).get(change).status_code == 404


def test_a_second_one_ends_nobody_elses_match(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    with pytest.raises(Refused):
        matches.stop_match(actor=duo.kim, match_id=match.pk, now=duo.cast.now)


def test_a_topic_she_closes_is_her_own(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    consents.close_own_topic(actor=duo.kim, match_id=match.pk, topic="contact", now=duo.cast.now)
    assert Topic.CONTACT not in open_of(duo, duo.coach.household, duo.valeria)
    assert Topic.CONTACT in open_of(duo, duo.mother.household, duo.valeria)
    consents.reopen_own_topic(actor=duo.kim, match_id=match.pk, topic="contact", now=duo.cast.now)
    assert Topic.CONTACT in open_of(duo, duo.coach.household, duo.valeria)
    consents.close_own_topic(
        actor=duo.valeria, match_id=match.pk, topic="contact", now=duo.cast.now
    )
    for who in (duo.fatma, duo.kim):
        assert Topic.CONTACT not in open_of(duo, duo.family, who)


# Trust.


@pytest.mark.requirement("DC-01")
@pytest.mark.parametrize("whose", ["coach", "mother"])
def test_a_vog_that_ran_out_locks_contact_of_that_one(duo: Duo, whose: str) -> None:
    match, companion = duo.on_the_way()
    supporter = getattr(duo, whose)
    VogSighting.objects.filter(member__household=supporter.household).update(
        counts_until=duo.cast.now.date() - timedelta(days=1),
        seen_on=duo.cast.now.date() - timedelta(days=2000),
    )
    without, fine = (duo.kim, duo.fatma) if whose == "coach" else (duo.fatma, duo.kim)
    assert Topic.CONTACT not in open_of(duo, duo.family, without)
    assert Topic.PATH in open_of(duo, duo.family, without)
    assert Topic.CONTACT in open_of(duo, duo.family, fine)
    mail.outbox.clear()
    assert care.follow_vogs(now=duo.cast.now) == 1
    assert care.follow_vogs(now=duo.cast.now) == 0
    companion.refresh_from_db()
    match.refresh_from_db()
    assert (companion.waits_for_vog_since is not None) is (whose == "coach")
    assert (match.waits_for_vog_since is not None) is (whose == "mother")
    lines = LogEntry.objects.filter(action="support.vog.waited_for", household_id=duo.family.pk)
    assert lines.count() == 1


def test_when_something_is_not_right_contact_rests_with_both(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    alarms.raise_alarm(
        actor=duo.valeria, kind="safety", household_id=duo.family.pk, match_id=match.pk,
        words="Het voelde niet goed.", now=duo.cast.now,
    )  # fmt: skip
    for who in (duo.fatma, duo.kim):
        assert Topic.CONTACT not in open_of(duo, duo.family, who)
        assert Topic.PATH in open_of(duo, duo.family, who)


def test_who_may_never_again_lets_the_whole_match_rest(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    assert alarms.let_matches_rest([duo.coach.household], now=duo.cast.now) == 1
    assert Match.objects.get(pk=match.pk).contact_rests


# Closing a part.


def close(duo: Duo, companion: Companion, who: Person, comes_back: bool = True) -> None:
    companions.close_part(
        actor=who, companion_id=companion.pk, letter="Wat ging het goed met de brieven.",
        comes_back=comes_back, now=duo.cast.now,
    )  # fmt: skip


@pytest.mark.requirement("DC-07")
def test_the_coach_closes_and_the_mother_stays(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    close(duo, companion, duo.kim)
    assert Match.objects.get(pk=match.pk).ended_at is None
    assert not seen(match, duo.kim)
    assert open_of(duo, duo.family, duo.kim) == set()
    assert open_of(duo, duo.mother.household, duo.kim) == set()
    assert Topic.CONTACT in open_of(duo, duo.family, duo.fatma)
    assert open_of(duo, duo.coach.household, duo.valeria) == {Topic.PATH}
    assert match.households() == (duo.family.pk, duo.mother.household_id)


@pytest.mark.requirement("DC-07")
def test_the_family_brings_the_coach_back_in_one_step(duo: Duo, sign_in: SignIn) -> None:
    match, companion = duo.on_the_way()
    close(duo, companion, duo.kim)
    page = sign_in(duo.valeria).get(path_page(match)).content.decode()
    assert "Wat ging het goed met de brieven." in page
    answer = sign_in(duo.valeria).post(reverse("support:call_back", args=[companion.pk]))
    assert answer.status_code == 302
    assert seen(match, duo.kim)
    assert Topic.CONTACT in open_of(duo, duo.family, duo.kim)
    assert Companion.objects.filter(match=match).count() == 2


def test_nobody_but_the_family_asks_back_and_only_when_that_was_said(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    close(duo, companion, duo.kim, comes_back=False)
    with pytest.raises(Refused):
        companions.call_back(actor=duo.fatma, companion_id=companion.pk, now=duo.cast.now)
    with pytest.raises(DomainError):
        companions.call_back(actor=duo.valeria, companion_id=companion.pk, now=duo.cast.now)
    assert not seen(match, duo.kim)


def test_who_closes_writes_a_word_first(duo: Duo) -> None:
    _match, companion = duo.on_the_way()
    with pytest.raises(DomainError):
        companions.close_part(
            actor=duo.kim, companion_id=companion.pk, letter=" ", comes_back=True, now=duo.cast.now
        )
    with pytest.raises(Refused):
        close(duo, companion, duo.fatma)
    close(duo, companion, duo.cast.coordinator)
    companion.refresh_from_db()
    assert companion.closed_by == duo.cast.coordinator


def test_when_the_match_ends_every_part_ends(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    matches.stop_match(actor=duo.valeria, match_id=match.pk, now=duo.cast.now)
    companion.refresh_from_db()
    assert companion.closed_at is not None
    assert open_of(duo, duo.family, duo.kim) == set()
    assert open_of(duo, duo.coach.household, duo.valeria) == set()


def test_who_stands_there_first_closes_her_part_and_then_stops(duo: Duo) -> None:
    _match, companion = duo.on_the_way()
    with pytest.raises(DomainError):
        stopping.stop_supporting(actor=duo.kim, supporter_id=duo.coach.pk, now=duo.cast.now)
    close(duo, companion, duo.kim)
    stopping.stop_supporting(actor=duo.kim, supporter_id=duo.coach.pk, now=duo.cast.now)
    assert Supporter.objects.get(pk=duo.coach.pk).status == Supporter.Status.LEFT


def test_erasing_a_second_one_leaves_the_match_with_the_first(duo: Duo, sign_in: SignIn) -> None:
    match, companion = duo.on_the_way()
    erasing.erase_myself(actor=duo.kim, now=duo.cast.now)
    companion.refresh_from_db()
    assert companion.closed_at is not None
    assert Match.objects.get(pk=match.pk).ended_at is None
    page = sign_in(duo.valeria).get(path_page(match))
    assert page.status_code == 200
    assert "Kim" not in page.content.decode()


# In pages.


@pytest.mark.requirement("DC-01")
def test_the_family_reads_who_stands_there_and_as_what(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    for who in (duo.valeria, duo.fatma, duo.kim, duo.cast.coordinator):
        page = sign_in(who).get(path_page(match)).content.decode()
        for word in ("Fatma", "Kim", "Buurtmoeder", "Gezinscoach"):
            assert word in page, (who, word)
    circle = sign_in(duo.valeria).get(reverse("home:who_looked")).content.decode()
    assert "Kim" in circle  # she looked at the path


def test_the_way_of_asking_in_pages(duo: Duo, sign_in: SignIn) -> None:
    match = duo.to_meeting()
    noor, valeria, kim = (sign_in(w) for w in (duo.cast.coordinator, duo.valeria, duo.kim))
    asks = reverse("support:ask_companion", args=[match.pk])
    assert "Kim" in noor.get(asks).content.decode()
    noor.post(asks, {"role": COACH, "supporter": duo.coach.pk})
    companion = Companion.objects.get()
    invited = reverse("support:companion", args=[companion.pk])
    assert kim.get(invited).status_code == 404
    page = valeria.get(path_page(match)).content.decode()
    assert "Woorden van Kim." in page
    assert "Kim" in valeria.get(reverse("home:circle")).content.decode()
    valeria.post(reverse("support:welcome", args=[companion.pk]), {"reply": "yes"})
    assert invited in kim.get(reverse("home:support")).content.decode()
    page = kim.get(invited).content.decode()
    assert "Valeria" in page
    assert "Luna" not in page
    assert "Fatma" not in page
    assert kim.post(invited, {"reply": "yes"}).headers["Location"] == path_page(match)
    assert kim.get(path_page(match)).status_code == 200
    close_url = reverse("support:close_part", args=[companion.pk])
    assert kim.get(close_url).status_code == 200
    kim.post(close_url, {"letter": "Dag!", "comes_back": "on"})
    assert kim.get(path_page(match)).status_code == 404
    assert "Dag!" in valeria.get(path_page(match)).content.decode()


def test_her_own_page_and_calendar_know_the_match(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    assert path_page(match) in sign_in(duo.kim).get(reverse("home:support")).content.decode()
    page = sign_in(duo.valeria).get(reverse("support:consents", args=[duo.family.pk]))
    assert "Kim" in page.content.decode()
    for name in ("rhythm", "note_day", "days", "house_rules", "agreement", "give_consent"):
        url = reverse(f"support:{name}", args=[match.pk])
        for who in (duo.kim, duo.fatma, duo.valeria):
            assert sign_in(who).get(url).status_code == 200, (name, who)
