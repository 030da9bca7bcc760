"""The plan everybody beside a family shares (DC-05), and going along for a while (DC-06)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import OutgoingMail
from naast.common.words import FrozenTable
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.programmes import find
from naast.support.models import Errand, Match, Task
from naast.support.selectors.planning import PlanView, plan_of
from naast.support.services import companions, matches, planning
from tests.cast import Cast
from tests.duo import COACH, DUO, Duo

pytestmark = pytest.mark.django_db


@pytest.fixture
def duo(cast: Cast) -> Duo:
    """Valeria, Fatma and Kim."""
    return Duo(cast)


def write(duo: Duo, match: Match, who: Person, part: str, words: str) -> Task:
    return planning.add_task(actor=who, match_id=match.pk, part=part, words=words, now=duo.cast.now)


def seen(duo: Duo, match: Match, who: Person, on: date | None = None) -> PlanView:
    found = plan_of(Match.objects.get(pk=match.pk), who, on=on or duo.cast.now.date())
    assert found is not None
    return found


def page_of(match: Match) -> str:
    return reverse("support:shared_plan", args=[match.pk])


# Tasks.


@pytest.mark.requirement("DC-05")
def test_the_plan_has_a_part_for_each_and_the_familys_comes_first(
    duo: Duo, sign_in: SignIn
) -> None:
    match, _companion = duo.on_the_way()
    write(duo, match, duo.kim, COACH, "Ik bel de woningbouw.")
    write(duo, match, duo.fatma, "supporting", "Ik neem de doos mee.")
    write(duo, match, duo.valeria, "asking", "Ik open elke dag drie brieven.")
    text = sign_in(duo.kim).get(page_of(match)).content.decode()
    places = [text.index(words) for words in ("drie brieven", "de doos mee", "de woningbouw")]
    assert places == sorted(places)


@pytest.mark.requirement("DC-05")
def test_everybody_beside_the_family_reads_all_of_it_and_nobody_else(
    duo: Duo, sign_in: SignIn
) -> None:
    match, _companion = duo.on_the_way()
    write(duo, match, duo.valeria, "asking", "Ik open elke dag drie brieven.")
    for who in (duo.valeria, duo.fatma, duo.kim, duo.cast.coordinator):
        assert "drie brieven" in sign_in(who).get(page_of(match)).content.decode()
    for stranger in (duo.cast.parent, duo.cast.far_coordinator):
        assert sign_in(stranger).get(page_of(match)).status_code == 404
        assert not Task.objects.visible_to(stranger).exists()


@pytest.mark.requirement("DC-05")
def test_nobody_hands_out_work_to_a_family(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    for who, own in ((duo.fatma, "supporting"), (duo.kim, COACH)):
        assert [key for key, _title in seen(duo, match, who).may_write] == [own]
        with pytest.raises(DomainError):
            write(duo, match, who, "asking", "Doe dit maar.")
    with pytest.raises(DomainError):
        write(duo, match, duo.cast.coordinator, "asking", "Doe dit maar.")
    write(duo, match, duo.valeria, COACH, "Bel jij de school?")


@pytest.mark.requirement("VN-09")
@pytest.mark.parametrize("standing", ["done", "not_needed", "later"])
def test_done_not_needed_and_later_are_answers_of_equal_rank(
    duo: Duo, sign_in: SignIn, standing: str
) -> None:
    match, _companion = duo.on_the_way()
    task, client = write(duo, match, duo.valeria, "asking", "Brieven openen."), sign_in(duo.valeria)
    client.post(reverse("support:say_of_task", args=[task.pk]), {"standing": standing})
    task.refresh_from_db()
    assert (task.standing, task.said_by) == (standing, duo.valeria)
    part = seen(duo, match, duo.fatma).parts[0]
    assert (list(part.to_do), list(part.said)) == ([], [task])
    client.post(reverse("support:say_of_task", args=[task.pk]), {"standing": "open"})
    assert seen(duo, match, duo.fatma).to_do == 1


def test_before_the_path_comes_to_it_there_is_no_plan(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.together()
    assert plan_of(match, duo.valeria, on=duo.cast.now.date()) is None
    assert sign_in(duo.valeria).get(page_of(match)).status_code == 404
    with pytest.raises(DomainError):
        write(duo, match, duo.valeria, "asking", "Alvast iets.")


def test_a_programme_without_parts_has_no_plan(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    assert not match.definition().plan.parts
    assert sign_in(cast.parent).get(page_of(match)).status_code == 404


def test_what_was_typed_is_kept_and_comes_back_with_an_error(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    client, url = sign_in(duo.valeria), page_of(match)
    client.post(f"{url}?bewaar=ja", {"words": "Half geschreven", "part": "asking"})
    assert "Half geschreven" in client.get(url).content.decode()
    refused = client.post(url, {"words": "Zonder wie", "part": ""})
    assert "Zonder wie" in refused.content.decode()
    assert client.post(url, {"words": "Met wie", "part": "coach"}).status_code == 302
    assert "Half geschreven" not in client.get(url).content.decode()


def test_who_closed_its_part_and_an_ended_match_read_nothing_of_it(duo: Duo) -> None:
    match, companion = duo.on_the_way()
    task = write(duo, match, duo.valeria, "asking", "Brieven openen.")
    companions.close_part(
        actor=duo.kim, companion_id=companion.pk, letter="Dag!", comes_back=True, now=duo.cast.now
    )
    assert not Task.objects.visible_to(duo.kim).exists()
    assert Task.objects.visible_to(duo.fatma).get() == task
    matches.stop_match(actor=duo.valeria, match_id=match.pk, now=duo.cast.now)
    assert not Task.objects.visible_to(duo.valeria).exists()
    with pytest.raises(Task.DoesNotExist):
        planning.say_of_task(
            actor=duo.cast.far_coordinator, task_id=task.pk, standing="done", now=duo.cast.now
        )


@pytest.mark.requirement("HS-09")
def test_beside_formal_help_the_plan_has_a_part_for_who_works_with_the_family() -> None:
    parts = find("home-start").plan.parts
    assert parts[0] == "asking"
    assert "professional" in parts


@pytest.mark.requirement("HS-09")
def test_the_family_reads_what_who_works_with_it_does_and_they_read_nothing(
    duo: Duo, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    match, _companion = duo.on_the_way()
    known, other = match.definition(), find("home-start")
    beside_help = replace(
        known,
        roles=FrozenTable({**known.roles, "professional": other.roles["professional"]}),
        plan=replace(other.plan, phase=known.plan.phase),
    )
    monkeypatch.setattr(Match, "definition", lambda _match: beside_help)
    write(duo, match, duo.cast.coordinator, "professional", "De wijkzuster komt op vrijdag.")
    with pytest.raises(DomainError):
        write(duo, match, duo.fatma, "professional", "Dat doet zij wel.")
    text = sign_in(duo.valeria).get(page_of(match)).content.decode()
    assert "komt op vrijdag" in text
    assert [part.key for part in seen(duo, match, duo.valeria).parts] == list(other.plan.parts)


# Going along.


def along(duo: Duo, match: Match, together: int = 2) -> Errand:
    return planning.plan_errand(
        actor=duo.valeria, match_id=match.pk, what="Naar de balie.", together=together,
        day=duo.cast.now.date() + timedelta(days=3), now=duo.cast.now,
    )  # fmt: skip


def next_days(duo: Duo, errand: Errand, *after: int) -> None:
    for days in after:
        planning.plan_errand_day(
            actor=duo.fatma, errand_id=errand.pk, now=duo.cast.now,
            day=duo.cast.now.date() + timedelta(days=days),
        )  # fmt: skip


@pytest.mark.requirement("DC-06")
def test_the_first_times_are_together_and_after_that_alone(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    errand, today = along(duo, match), duo.cast.now.date()
    next_days(duo, errand, 17, 10)
    row = seen(duo, match, duo.valeria).along[0]
    assert [time.together for time in row.times] == [True, True, False]
    assert (row.been, row.left, row.alone_from) == (0, 2, today + timedelta(days=17))
    later = seen(duo, match, duo.valeria, today + timedelta(days=11)).along[0]
    assert (later.been, later.left) == (2, 0)
    text = sign_in(duo.fatma).get(page_of(match)).content.decode()
    assert "Naar de balie." in text
    assert "alleen" in text


@pytest.mark.requirement("DC-06")
def test_how_often_is_a_number_of_the_programme_that_one_may_change(
    duo: Duo, sign_in: SignIn
) -> None:
    match, _companion = duo.on_the_way()
    number = int(find(DUO).plan.times_along)
    assert "plan.times_along" in find(DUO).numbers()
    client, url = sign_in(duo.valeria), reverse("support:plan_errand", args=[match.pk])
    assert f'value="{number}"' in client.get(url).content.decode()
    client.post(url, {"what": "Naar school.", "together": "1", "day": ""})
    assert Errand.objects.get().together == 1


@pytest.mark.requirement("DC-06")
def test_alone_sooner_or_once_more_together_are_one_press(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    errand, client = along(duo, match), sign_in(duo.valeria)
    url = reverse("support:errand", args=[errand.pk])
    for act, together in (("once_more", 3), ("alone", 0)):
        client.post(url, {"act": act})
        errand.refresh_from_db()
        assert errand.together == together
    client.post(url, {"act": "close"})
    assert not seen(duo, match, duo.valeria).along


def test_a_day_that_does_not_go_on_moves_the_fading_out(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    errand, today = along(duo, match), duo.cast.now.date()
    next_days(duo, errand, 10, 17)
    planning.drop_errand_day(
        actor=duo.valeria, errand_id=errand.pk, day=today + timedelta(days=3), now=duo.cast.now
    )
    assert seen(duo, match, duo.valeria).along[0].alone_from is None
    with pytest.raises(DomainError):
        next_days(duo, errand, -1)


def test_the_path_shows_what_there_is_to_do(duo: Duo, sign_in: SignIn) -> None:
    match, _companion = duo.on_the_way()
    for number in range(3):
        write(duo, match, duo.valeria, "asking", f"Brief {number} openen.")
    text = sign_in(duo.valeria).get(reverse("support:path", args=[match.pk])).content.decode()
    assert "Brief 2 openen." in text


# Telling the others.


def told() -> list[str]:
    """Whom a change in the plan was mailed to since the last time this was asked."""
    rows = OutgoingMail.objects.filter(kind="common.ready")
    found = sorted(row.to for row in rows)
    rows.delete()
    return found


def test_pressing_on_and_on_mails_the_others_once_a_day(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    now, others = duo.cast.now, sorted([duo.fatma.email, duo.kim.email])
    told()
    errand = along(duo, match)
    assert told() == others
    for number in range(3):
        planning.once_more(actor=duo.valeria, errand_id=errand.pk, now=now)
        planning.go_alone(actor=duo.valeria, errand_id=errand.pk, now=now)
        write(duo, match, duo.valeria, "asking", f"Brief {number} openen.")
    assert told() == []
    write(duo, match, duo.kim, COACH, "Ik bel de woningbouw.")
    assert told() == [duo.valeria.email]
    tomorrow = now + timedelta(days=1)
    planning.once_more(actor=duo.valeria, errand_id=errand.pk, now=tomorrow)
    assert told() == others


# A double press.


def test_a_double_press_writes_a_task_once_and_the_same_one_later_again(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    first = write(duo, match, duo.valeria, "asking", "Brieven openen.")
    assert write(duo, match, duo.valeria, "asking", " Brieven openen. ") == first
    assert write(duo, match, duo.valeria, COACH, "Brieven openen.") != first
    later = planning.add_task(
        actor=duo.valeria, match_id=match.pk, part="asking", words="Brieven openen.",
        now=duo.cast.now + timedelta(hours=1),
    )  # fmt: skip
    assert later != first


def test_a_double_press_plans_going_along_once(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    first = along(duo, match)
    assert along(duo, match) == first
    planning.close_errand(actor=duo.valeria, errand_id=first.pk, now=duo.cast.now)
    assert along(duo, match) != first
