"""Somebody says that something is not right: contact rests, two people look, nobody reads who."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common import logbook
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, Household, HouseholdMember, Person, Role
from naast.people.services.grants import open_grants
from naast.programmes.vocabulary import Topic
from naast.support import trajectory
from naast.support.models import Alarm, Match
from naast.support.selectors.logbook import logbook_lines
from naast.support.services import alarms, clockwork, matches, path, second_yes
from tests.cast import Cast

SIDES = [("parent", "asking"), ("supporting_parent", "supporting")]


def alarm(cast: Cast, who: str = "parent", home: str = "asking", **more: Any) -> Alarm:
    values: dict[str, Any] = {"kind": "safety", "words": "", "now": cast.now, **more}
    return alarms.raise_alarm(
        actor=cast.by_name(who), household_id=getattr(cast, home).pk, **values
    )


def topics(cast: Cast) -> tuple[set[str], set[str]]:
    return (
        Grant.objects.topics(cast.asking.pk, cast.supporting_parent, cast.now),
        Grant.objects.topics(cast.supporting.pk, cast.parent, cast.now),
    )


@pytest.mark.parametrize(("who", "home"), SIDES)
def test_contact_rests_at_once_for_both_and_the_path_stays(cast: Cast, who: str, home: str) -> None:
    match = cast.to_trial()
    alarm(cast, who, home, match_id=match.pk)
    for side in topics(cast):
        assert Topic.CONTACT not in side
        assert Topic.PATH in side


def test_an_address_that_was_opened_for_a_visit_closes_too(cast: Cast) -> None:
    match = cast.to_trial()
    open_grants(
        cast.asking, to=[cast.supporting_parent], topics=[Topic.ADDRESS], purpose="visit",
        basis="visit:1", now=cast.now, needs_vog_of=cast.supporter,
    )  # fmt: skip
    alarm(cast, match_id=match.pk)
    assert Topic.ADDRESS not in topics(cast)[0]


def test_two_taps_are_enough(cast: Cast, sign_in: SignIn) -> None:
    cast.to_trial()
    samira = sign_in(cast.parent)
    own_page = samira.get(reverse("home:circle")).content.decode()
    assert f'href="{reverse("support:report")}"' in own_page
    page = samira.get(reverse("support:report")).content.decode()
    assert "0800-2000" in page
    assert 'href="tel:112"' in page
    match = Match.objects.get()
    assert f'name="match" value="{match.pk}"' in page
    samira.post(reverse("support:report"), {"match": match.pk})
    assert Alarm.objects.get().match == match
    assert match.contact_rests


@pytest.mark.parametrize("name", ["path", "house_rules", "evaluate", "stop"])
def test_every_page_of_a_match_leads_there(cast: Cast, sign_in: SignIn, name: str) -> None:
    match = cast.to_trial()
    for who in (cast.parent, cast.supporting_parent):
        page = sign_in(who).get(reverse(f"support:{name}", args=[match.pk])).content.decode()
        assert f'href="{reverse("support:report")}"' in page


def test_sent_twice_it_is_one(cast: Cast) -> None:
    match = cast.to_trial()
    assert alarm(cast, match_id=match.pk) == alarm(cast, match_id=match.pk)
    assert Alarm.objects.count() == 1


@pytest.mark.parametrize(("who", "home"), SIDES)
def test_both_read_that_it_rests_and_nobody_who_said_so(
    cast: Cast, sign_in: SignIn, who: str, home: str
) -> None:
    match = cast.to_trial()
    before = {name: page_of(sign_in, cast, name, match) for name, _home in SIDES}
    alarm(cast, who, home, match_id=match.pk, words="Ik schrok van de hond.")
    for name, _home in SIDES:
        page = page_of(sign_in, cast, name, match)
        assert page != before[name]
        assert "contact rust nu even" in page
        assert "Ik schrok" not in page
        own = getattr(cast, dict(SIDES)[name])
        sentences = {(line.who, line.sentence) for line in logbook_lines(own, cast.by_name(name))}
        resting = "liet jullie contact rusten, om eerst met jullie te praten"
        assert ("Naast", resting) in sentences
        assert not [s for _who, s in sentences if "waarom iemand keek" in s]


def page_of(sign_in: SignIn, cast: Cast, who: str, match: Match) -> str:
    address = reverse("support:path", args=[match.pk])
    return sign_in(cast.by_name(who)).get(address).content.decode()


def test_somebody_else_at_home_reads_nothing_of_it(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    partner = cast.introduce("partner", "Bas")
    cast._adult(cast.asking, partner)
    told = alarm(cast, match_id=match.pk, words="Thuis is het niet goed.")
    assert not Alarm.objects.visible_to(partner).contains(told)
    page = sign_in(partner).get(reverse("support:report")).content.decode()
    assert "Thuis is het niet goed" not in page
    assert "Thuis is het niet goed" in (
        sign_in(cast.parent).get(reverse("support:report")).content.decode()
    )


def test_the_coordinator_and_a_second_person_are_told_neutrally(
    cast: Cast, postman: Postman
) -> None:
    match = cast.to_trial()
    postman()
    alarm(cast, match_id=match.pk, words="De deur zat op slot.")
    letters = postman()
    told = {address for letter in letters for address in letter.to}
    assert {"coordinator@voorbeeld.test", "second_coordinator@voorbeeld.test"} <= told
    for letter in letters:
        assert "slot" not in f"{letter.subject} {letter.body}"
        assert "Samira" not in f"{letter.subject} {letter.body}"


def test_with_one_coordinator_the_regional_one_is_told(cast: Cast, postman: Postman) -> None:
    match = cast.to_trial()
    Role.objects.filter(person=cast.second_coordinator).delete()
    postman()
    alarm(cast, match_id=match.pk)
    letters = postman()
    assert "regional@voorbeeld.test" in {a for letter in letters for a in letter.to}


def test_one_person_cannot_let_it_go_on_and_two_can(cast: Cast) -> None:
    match = cast.to_trial()
    told = alarm(cast, match_id=match.pk)
    with pytest.raises(DomainError, match="Geef eerst antwoord"):
        alarms.settle(actor=cast.coordinator, alarm_id=told.pk, now=cast.now)
    alarms.answer_alarm(
        actor=cast.coordinator, alarm_id=told.pk, words="We spraken elkaar.", now=cast.now
    )
    for _time in range(2):
        alarms.settle(actor=cast.coordinator, alarm_id=told.pk, now=cast.now)
        assert Topic.CONTACT not in topics(cast)[0]
    alarms.settle(actor=cast.second_coordinator, alarm_id=told.pk, now=cast.now)
    assert all(Topic.CONTACT in side for side in topics(cast))


def test_as_long_as_one_alarm_is_open_it_rests(cast: Cast) -> None:
    match = cast.to_trial()
    first = alarm(cast, match_id=match.pk)
    alarm(cast, "supporting_parent", "supporting", match_id=match.pk)
    settle_by_two(cast, first)
    assert Topic.CONTACT not in topics(cast)[0]


def settle_by_two(cast: Cast, told: Alarm) -> None:
    alarms.answer_alarm(
        actor=cast.coordinator, alarm_id=told.pk, words="We spraken elkaar.", now=cast.now
    )
    for who in (cast.coordinator, cast.second_coordinator):
        alarms.settle(actor=who, alarm_id=told.pk, now=cast.now)


@pytest.mark.parametrize("who", ["parent", "supporting_parent", "stranger", "far_coordinator"])
def test_no_family_and_no_stranger_settles(cast: Cast, who: str) -> None:
    told = alarm(cast, match_id=cast.to_trial().pk)
    for act in (alarms.settle, alarms.answer_alarm):
        words = {"words": "Kan door."} if act is alarms.answer_alarm else {}
        with pytest.raises((Alarm.DoesNotExist, Refused)):
            act(actor=cast.by_name(who), alarm_id=told.pk, now=cast.now, **words)


def test_a_coordinator_who_lives_there_settles_nothing(cast: Cast) -> None:
    told = alarm(cast, match_id=cast.to_trial().pk)
    cast._adult(cast.supporting, cast.coordinator)
    with pytest.raises(Refused):
        alarms.settle(actor=cast.coordinator, alarm_id=told.pk, now=cast.now)


def test_while_it_rests_nothing_goes_on_and_nothing_opens(cast: Cast) -> None:
    match = cast.to_rules()
    alarm(cast, match_id=match.pk)
    with pytest.raises(DomainError, match="rust"):
        second_yes.say_yes(actor=cast.second_coordinator, match_id=match.pk, now=cast.now)
    with pytest.raises(DomainError, match="rust"):
        path.skip_phase(actor=cast.coordinator, match_id=match.pk, reason="Zo.", now=cast.now)
    trajectory.advance(Match.objects.with_families().get(pk=match.pk), now=cast.now)
    clockwork.reach_terms(now=cast.now + timedelta(days=900))
    assert Topic.CONTACT not in topics(cast)[0]


def test_a_meeting_cannot_be_planned_while_it_rests(cast: Cast) -> None:
    match = cast.to_meeting()
    alarm(cast, match_id=match.pk)
    with pytest.raises(DomainError, match="rust"):
        path.plan_meeting(
            actor=cast.coordinator, match_id=match.pk, place="Speeltuin", now=cast.now,
            planned_at=cast.now + timedelta(days=1),
        )  # fmt: skip


def test_stopping_is_always_possible(cast: Cast) -> None:
    match = cast.to_trial()
    alarm(cast, match_id=match.pk)
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)


@pytest.mark.parametrize(
    ("who", "home"),
    [("stranger", "asking"), ("supporting_parent", "asking"), ("other_parent", "asking"),
     ("far_coordinator", "asking"), ("municipality", "asking")],
)  # fmt: skip
def test_nobody_speaks_for_a_home_that_is_not_theirs(cast: Cast, who: str, home: str) -> None:
    match = cast.to_trial()
    with pytest.raises((Household.DoesNotExist, Match.DoesNotExist)):
        alarm(cast, who, home, match_id=match.pk)
    assert not Match.objects.get().contact_rests


def test_nobody_lets_a_match_rest_that_is_not_theirs(cast: Cast) -> None:
    match = cast.to_trial()
    with pytest.raises(Match.DoesNotExist):
        alarm(cast, "former_supporter", "former_household", match_id=match.pk)


def test_a_child_who_calls_is_written_down_by_the_coordinator(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    noor = sign_in(cast.coordinator)
    address = f"{reverse('support:report')}?koppeling={match.pk}"
    assert address in noor.get(reverse("support:path", args=[match.pk])).content.decode()
    noor.post(address, {"match": match.pk, "words": "Yara belde."})
    told = Alarm.objects.get()
    assert (told.household, told.raised_by) == (cast.asking, cast.coordinator)
    assert match.contact_rests


# "This surprises me": about a look.


def look_of(cast: Cast, who: Person) -> LogEntry:
    logbook.look(
        who, "support.request.seen", cast.request, now=cast.now,
        bases={cast.asking.pk: f"organisation:{cast.organisation.pk}"},
    )  # fmt: skip
    return LogEntry.objects.looks().latest("pk")


def test_an_alarm_about_a_coordinator_goes_past_her(
    cast: Cast, sign_in: SignIn, postman: Postman
) -> None:
    line = look_of(cast, cast.coordinator)
    postman()
    told = alarm(cast, kind="surprise", about_line=line.pk, words="Waarom keek Noor?")
    letters = postman()
    addresses = {a for letter in letters for a in letter.to}
    assert addresses == {"second_coordinator@voorbeeld.test", "regional@voorbeeld.test"}
    assert not Alarm.objects.visible_to(cast.coordinator).exists()
    address = reverse("support:alarm", args=[told.pk])
    assert sign_in(cast.coordinator).get(address).status_code == 404
    with pytest.raises(Alarm.DoesNotExist):
        alarms.answer_alarm(actor=cast.coordinator, alarm_id=told.pk, words="Ik", now=cast.now)
    today = sign_in(cast.second_coordinator).get(reverse("home:today")).content.decode()
    assert "Vraagt waarom iemand keek" in today


def test_the_family_reads_the_answer_and_it_is_settled(cast: Cast, sign_in: SignIn) -> None:
    line = look_of(cast, cast.coordinator)
    told = alarm(cast, kind="surprise", about_line=line.pk)
    pim = sign_in(cast.second_coordinator)
    pim.post(reverse("support:alarm", args=[told.pk]), {"answer": "yes", "words": "Ze belde je."})
    told.refresh_from_db()
    assert told.settled_at is not None
    page = sign_in(cast.parent).get(reverse("support:report")).content.decode()
    assert "Ze belde je." in page


def test_only_a_line_of_the_own_logbook_can_surprise(cast: Cast) -> None:
    line = look_of(cast, cast.coordinator)
    with pytest.raises(LogEntry.DoesNotExist):
        alarm(cast, "supporting_parent", "supporting", kind="surprise", about_line=line.pk)


def test_a_safety_alarm_stands_on_top_of_today(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    alarm(cast, match_id=match.pk)
    HouseholdMember.objects.filter(household=cast.former_household).update(needs_vog=True)
    page = sign_in(cast.second_coordinator).get(reverse("home:today")).content.decode()
    first = page.index('class="todo"')
    assert "Iemand meldde dat er iets niet klopt" in page[first : first + 900]
