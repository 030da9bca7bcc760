"""What a part beside a family and the phases of the path have to do with each other, and what
Today says of it.
"""

from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Grant, Person, Supporter
from naast.support import trajectory
from naast.support.beside import ends_now
from naast.support.models import Alarm, Companion, Match
from naast.support.selectors.guides import areas_of
from naast.support.selectors.today import today
from naast.support.selectors.today_item import Item
from naast.support.services import alarms, companions, path, requests
from tests.cast import Cast
from tests.duo import COACH, DUO, Duo

pytestmark = pytest.mark.django_db


@pytest.fixture
def duo(cast: Cast) -> Duo:
    """Valeria, Fatma and Kim."""
    return Duo(cast)


def phase_of(match: Match) -> str:
    step = trajectory.current_step(Match.objects.get(pk=match.pk))
    assert step is not None
    return step.phase


def close(duo: Duo, companion: Companion, *, work_done: bool, comes_back: bool = True) -> None:
    companions.close_part(
        actor=duo.kim, companion_id=companion.pk, letter="Dag Valeria.", comes_back=comes_back,
        work_done=work_done, now=duo.cast.now,
    )  # fmt: skip


def go_on(duo: Duo, match: Match, days: int) -> None:
    """The project leader lets the path go on, so many days later."""
    path.skip_phase(
        actor=duo.cast.coordinator, match_id=match.pk, reason="De coaching is klaar.",
        now=duo.cast.now + timedelta(days=days),
    )  # fmt: skip


def lines(duo: Duo, days: int = 0) -> list[Item]:
    shown = today(duo.cast.coordinator, now=duo.cast.now + timedelta(days=days))
    return [item for item in (*shown.yours, *shown.theirs) if item.key.startswith("companion:")]


# A part that is closed.


@pytest.mark.requirement("DC-07")
def test_when_the_work_of_the_coach_is_done_the_path_goes_on_with_the_mother(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    close(duo, companion, work_done=True)
    assert phase_of(match) == "near"
    assert Grant.objects.topics(duo.family.pk, duo.kim, duo.cast.now) == set()
    assert "contact" in Grant.objects.topics(duo.family.pk, duo.fatma, duo.cast.now)
    assert lines(duo) == []


@pytest.mark.requirement("DC-07")
def test_when_somebody_else_has_to_come_the_path_waits_and_today_says_so(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    close(duo, companion, work_done=False)
    assert phase_of(match) == "coaching"
    (line,) = lines(duo)
    assert (line.key, line.yours) == ("companion:missing", True)
    assert line.detail == "Kim sloot een deel af. Het pad gaat door, en er is nu geen gezinscoach."
    assert line.url == reverse("support:ask_companion", args=[match.pk])
    duo.ask(match)
    assert [item.key for item in lines(duo)] == ["companion:asked"]


def test_a_part_that_acts_later_too_moves_nothing(duo: Duo) -> None:
    match, companion = duo.together()
    assert ends_now(match, COACH) is None
    close(duo, companion, work_done=True)
    assert phase_of(match) == "meeting"
    assert [item.key for item in lines(duo)] == ["companion:missing"]


def test_the_page_asks_only_where_the_answer_moves_something(duo: Duo, sign_in: SignIn) -> None:
    match, companion = duo.together()
    address, client = reverse("support:close_part", args=[companion.pk]), sign_in(duo.kim)
    assert 'name="work_done"' not in client.get(address).content.decode()
    walk_to_coaching(duo, match)
    page = unescape(client.get(address).content.decode())
    assert "Ja. Het pad gaat verder met: De buurtmoeder blijft dichtbij" in page
    assert client.post(address, {"letter": "Dag."}).status_code == 200  # an answer is needed
    client.post(address, {"letter": "Dag.", "comes_back": "on", "work_done": "yes"})
    assert phase_of(match) == "near"
    own = sign_in(duo.valeria).get(reverse("support:path", args=[match.pk])).content.decode()
    assert "Vraag Kim terug" in own


def walk_to_coaching(duo: Duo, match: Match) -> None:
    """Every phase up to the coaching is skipped with a reason, where that may."""
    step = trajectory.current_step(match)
    while step is not None and step.phase != "coaching":
        trajectory.complete(match, step, now=duo.cast.now)
        match = Match.objects.with_families().get(pk=match.pk)
        step = trajectory.current_step(match)


# A phase that goes on.


@pytest.mark.requirement("DC-07")
def test_when_the_path_goes_on_the_coach_is_asked_to_close_and_after_a_while_it_closes(
    duo: Duo, sign_in: SignIn
) -> None:
    match, companion = duo.on_the_way()
    go_on(duo, match, 10)
    assert [(item.key, item.yours) for item in lines(duo, 10)] == [("companion:over", False)]
    (line,) = lines(duo, 17)
    assert (line.yours, line.action) == (True, "Vraag Kim")
    shown = reverse("support:path", args=[match.pk])
    assert "Het pad ging verder zonder jouw deel" in sign_in(duo.kim).get(shown).content.decode()
    assert "Het pad ging verder zonder dit deel" in sign_in(duo.fatma).get(shown).content.decode()
    assert companions.close_parts_that_are_over(now=duo.cast.now + timedelta(days=39)) == 0
    assert companions.close_parts_that_are_over(now=duo.cast.now + timedelta(days=40)) == 1
    companion.refresh_from_db()
    assert (companion.is_done, companion.comes_back) == (True, False)
    assert not Match.objects.visible_to(duo.kim).filter(pk=match.pk).exists()
    assert lines(duo, 40) == []
    assert companions.close_parts_that_are_over(now=duo.cast.now + timedelta(days=41)) == 0


def test_while_contact_rests_no_part_closes_by_itself(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    go_on(duo, match, 10)
    alarms.let_matches_rest([duo.coach.household], now=duo.cast.now)
    later = duo.cast.now + timedelta(days=60)
    assert companions.close_parts_that_are_over(now=later) == 0
    Alarm.objects.update(settled_at=later)
    assert companions.close_parts_that_are_over(now=later) == 1


@pytest.mark.requirement("DC-07")
def test_who_came_back_in_a_later_phase_is_there_to_stay(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    close(duo, companion, work_done=True)
    companions.call_back(actor=duo.valeria, companion_id=companion.pk, now=duo.cast.now)
    assert phase_of(match) == "near"
    assert lines(duo, 60) == []
    assert companions.close_parts_that_are_over(now=duo.cast.now + timedelta(days=60)) == 0


def test_the_clock_of_the_house_does_it(duo: Duo, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("keep_time")
    assert "parts_closed=0" in capsys.readouterr().out


# Who did not answer.


def test_who_did_not_answer_becomes_a_reminder_first_the_family_then_who_was_asked(
    duo: Duo,
) -> None:
    companion = duo.ask(duo.to_meeting())
    (line,) = lines(duo)
    assert (line.yours, line.detail) == (False, "Valeria heeft nog niet gezegd of Kim welkom is.")
    (line,) = lines(duo, 7)
    assert (line.yours, line.action) == (True, "Vraag Valeria")
    companions.welcome(actor=duo.valeria, companion_id=companion.pk, yes=True, now=duo.cast.now)
    (line,) = lines(duo, 7)
    assert line.detail == "Kim gaf nog geen antwoord op de vraag om erbij te komen."
    assert line.action == "Vraag Kim"


# What leans on one.


def another_family(duo: Duo, name: str, mother: Supporter, coach: Supporter) -> Companion:
    """One more family, with these two beside it."""
    home, person = duo._home(name.lower(), name)
    asked = requests.ask_for_support(
        actor=person, household=home, programme=DUO,
        question=requests.Question("Hoe vraag ik iets aan school?", [], [], []), now=duo.cast.now,
    )  # fmt: skip
    match = Match.objects.create(
        request=asked, supporter=mother, proposed_by=duo.cast.coordinator,
        proposed_at=duo.cast.now, expires_on=duo.cast.now.date(),
    )  # fmt: skip
    trajectory.set_out(match, now=duo.cast.now)
    return Companion.objects.create(
        match=match, supporter=coach, role=COACH, asked_by=duo.cast.coordinator,
        asked_at=duo.cast.now, welcomed_at=duo.cast.now, agreed_at=duo.cast.now,
    )  # fmt: skip


def warnings(duo: Duo) -> list[str]:
    return [
        each for area in areas_of(duo.cast.coordinator, now=duo.cast.now) for each in area.warnings
    ]


@pytest.mark.requirement("DC-08")
def test_today_warns_when_families_lean_on_one_coach(duo: Duo, sign_in: SignIn) -> None:
    duo.on_the_way()
    assert warnings(duo) == []
    second_mother = duo._supporter(duo._home("halima", "Halima")[0])
    another_family(duo, "Rosa", second_mother, duo.coach)
    told = "2 gezinnen van Duo-coaching leunen op één gezinscoach."
    assert warnings(duo) == [told]
    shown = today(duo.cast.coordinator, now=duo.cast.now).yours
    assert told in [item.detail for item in shown if item.key == "hangs_on_one"]
    page = sign_in(duo.cast.coordinator).get(reverse("support:guides")).content.decode()
    assert told in page


@pytest.mark.requirement("DC-08")
def test_a_second_coach_who_stood_there_before_is_enough_until_leaving(duo: Duo) -> None:
    duo.on_the_way()
    second_mother = duo._supporter(duo._home("halima", "Halima")[0])
    second_coach = duo._supporter(duo._home("lotte", "Lotte")[0])
    another_family(duo, "Rosa", second_mother, duo.coach)
    before = another_family(duo, "Ilse", second_mother, second_coach)
    Companion.objects.filter(pk=before.pk).update(closed_at=duo.cast.now)
    assert warnings(duo) == []
    Supporter.objects.filter(pk=second_coach.pk).update(
        status=Supporter.Status.LEFT, left_at=duo.cast.now
    )
    assert warnings(duo) != []


def test_today_costs_the_same_with_more_of_them(duo: Duo) -> None:
    def cost() -> int:
        reader = Person.objects.get(pk=duo.cast.coordinator.pk)
        with CaptureQueriesContext(connection) as queries:
            today(reader, now=duo.cast.now)
        return len(queries)

    duo.on_the_way()
    another_family(duo, "Rosa", duo.mother, duo.coach)
    cost()  # the first look of the day opens keys
    before = cost()
    another_family(duo, "Ilse", duo.mother, duo.coach)
    assert cost() == before
