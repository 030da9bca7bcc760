"""An ending on the screens of both sides and of the coordinator."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.people.models import HouseholdMember, Person, Supporter
from naast.support.models import (
    Again,
    Enough,
    Goodbye,
    InTouch,
    Match,
    Step,
    SupportRequest,
    Thanks,
)
from naast.support.selectors.export import export_of
from naast.support.services import afterwards, erasing, matches
from naast.support.tests.test_ending import (
    ask_again,
    at_the_goodbye,
    due_on,
    rounded_off,
    set_number,
    stopped,
)
from tests.cast import Cast

CLOCK = time_machine.Traveller


def page(sign_in: SignIn, who: Person, name: str, *args: object) -> str:
    """What somebody reads there."""
    text = sign_in(who).get(reverse(name, args=args)).content.decode()
    return text.replace("&#x27;", "'").replace("&nbsp;", " ")


def near_the_end(cast: Cast, days: int = 40) -> Match:
    """On their way together, with that many days to go."""
    match = cast.to_under_way()
    day = cast.now.date() + timedelta(days=days)
    Step.objects.filter(match=match, completed_on=None).update(due_on=day)
    return match


# Announced.


@pytest.mark.requirement("BG-08", "HS-03")
def test_the_end_is_announced_to_both_sides_and_on_today(cast: Cast, sign_in: SignIn) -> None:
    set_number("ending.announce_days", 45)
    match = near_the_end(cast, 46)
    for who in (cast.parent, cast.supporting_parent):
        assert "komt in zicht" not in page(sign_in, who, "support:path", match.pk)
    assert "Bedenk met beide kanten" not in page(sign_in, cast.coordinator, "home:today")
    day = cast.now.date() + timedelta(days=44)
    Step.objects.filter(match=match, completed_on=None).update(due_on=day)
    for who in (cast.parent, cast.supporting_parent):
        shown = page(sign_in, who, "support:path", match.pk)
        assert "Het einde van jullie tijd samen komt in zicht" in shown
        assert "Ongeveer nog 3 keer samen" in shown
    assert "Bedenk met beide kanten" in page(sign_in, cast.coordinator, "home:today")


@pytest.mark.requirement("BG-08")
def test_a_goodbye_is_planned_in_own_words_and_read_by_the_other_side(
    cast: Cast, sign_in: SignIn
) -> None:
    match = near_the_end(cast)
    sent = sign_in(cast.supporting_parent).post(
        reverse("support:goodbye", args=[match.pk]),
        {"day": "2026-12-05", "words": "Samen naar het strand.", "replaces": "0"},
    )
    assert sent.status_code == 302
    shown = page(sign_in, cast.parent, "support:path", match.pk)
    assert "Samen naar het strand." in shown
    assert "za 5 december 2026" in shown
    assert "Bedenk met beide kanten" not in page(sign_in, cast.coordinator, "home:today")
    stale = sign_in(cast.parent).post(
        reverse("support:goodbye", args=[match.pk]), {"words": "Zee.", "replaces": "0"}
    )
    assert "nieuwere versie" in stale.content.decode()
    assert "Zee." in stale.content.decode()


@pytest.mark.parametrize("day", ["2026-10-01", "geen dag", "9999-99-99"])
def test_an_odd_day_is_answered_in_words(cast: Cast, sign_in: SignIn, day: str) -> None:
    match = near_the_end(cast)
    for name, field in (("support:goodbye", "day"), ("support:longer", "until")):
        sent = sign_in(cast.parent).post(reverse(name, args=[match.pk]), {field: day})
        assert sent.status_code == 200
        assert "error-summary" in sent.content.decode()
    assert not Goodbye.objects.exists()


# The question about contact, and thanks.


@pytest.mark.requirement("BG-08", "JP-04")
def test_contact_is_asked_once_of_both_and_nobody_reads_what_the_other_said(
    cast: Cast, sign_in: SignIn
) -> None:
    match = at_the_goodbye(cast)
    for who in (cast.parent, cast.supporting_parent):
        assert "Houden jullie contact?" in page(sign_in, who, "support:path", match.pk)
    address = reverse("support:stays_in_touch", args=[match.pk])
    sign_in(cast.supporting_parent).post(address, {"stays": "yes"})
    shown = page(sign_in, cast.parent, "support:path", match.pk)
    assert "Schrijf elkaars telefoonnummer op" not in shown
    sign_in(cast.parent).post(address, {"stays": "yes"})
    for who in (cast.parent, cast.supporting_parent):
        shown = page(sign_in, who, "support:path", match.pk)
        assert "Houden jullie contact?" not in shown
        assert "Schrijf elkaars telefoonnummer op" in shown
        assert "nog een jaar achter slot" in shown
    assert InTouch.objects.count() == 2


def test_thanks_are_read_by_the_other_side_once_it_is_rounded_off(
    cast: Cast, sign_in: SignIn
) -> None:
    match = at_the_goodbye(cast)
    sign_in(cast.parent).post(
        reverse("support:thanks", args=[match.pk]), {"words": "Dank voor de pannenkoeken."}
    )
    said = "Dank voor de pannenkoeken."
    assert said not in page(sign_in, cast.supporting_parent, "support:path", match.pk)
    assert said not in page(sign_in, cast.coordinator, "support:path", match.pk)
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    assert said in page(sign_in, cast.supporting_parent, "home:support")
    assert said in page(sign_in, cast.parent, "home:circle")
    for name in ("Samira", "Yara"):
        before = page(sign_in, cast.supporting_parent, "support:before", cast.supporting.pk)
        assert said in before
        assert name not in before
    assert sign_in(cast.stranger).get(
        reverse("support:before", args=[cast.supporting.pk])
    ).status_code == 404  # fmt: skip


def test_when_one_family_is_erased_its_thanks_go_and_nothing_breaks(
    cast: Cast, sign_in: SignIn
) -> None:
    match = rounded_off(cast)
    afterwards.leave_thanks(
        actor=cast.parent, match_id=match.pk, words="Dank jullie wel.", now=cast.now
    )
    erasing.erase_household(household_id=cast.asking.pk, now=cast.now)
    assert not Thanks.objects.exists()
    client = sign_in(cast.supporting_parent)
    assert "Dank jullie wel." not in client.get(reverse("home:support")).content.decode()
    for name in ("support:thanks", "support:again"):
        sent = client.post(reverse(name, args=[match.pk]), {"words": "Dag.", "again": "yes"})
        assert sent.status_code == 404


def test_a_copy_of_ones_data_holds_what_one_side_may_read(cast: Cast) -> None:
    match = at_the_goodbye(cast)
    for who, words in ((cast.parent, "Dank Anke."), (cast.supporting_parent, "Dank Samira.")):
        afterwards.leave_thanks(actor=who, match_id=match.pk, words=words, now=cast.now)
        matches.say_stays_in_touch(actor=who, match_id=match.pk, stays=True, now=cast.now)
    copy = json.dumps(export_of(cast.parent, now=cast.now).as_data(), default=str)
    assert "Dank Anke." in copy
    assert "Dank Samira." not in copy
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    ask_again(cast, match, cast.supporting_parent)
    copied = export_of(cast.parent, now=cast.now)
    assert "Dank Samira." in json.dumps(copied.as_data(), default=str)
    kept = {chapter.model: len(chapter.rows) for chapter in copied.chapters}
    assert kept[InTouch._meta.label] == 1
    assert Again._meta.label not in kept


# Enough, and longer.


@pytest.mark.requirement("JP-04")
def test_a_young_person_presses_enough_on_its_own_page(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_under_way()
    noah = cast.introduce("young", "Noah")
    member = HouseholdMember.objects.create(
        household=cast.asking, person=noah, kind=HouseholdMember.Kind.CHILD,
        name="Noah", birth_year=2013,
    )  # fmt: skip
    assert "Genoeg, eerder klaar" in page(sign_in, noah, "support:my_place")
    address = reverse("support:young_enough", args=[member.pk])
    assert sign_in(noah).get(address).status_code == 200
    sign_in(noah).post(address, {"match": match.pk, "words": "Ik voetbal nu op zaterdag."})
    assert "zegt dat het genoeg is" in page(sign_in, cast.coordinator, "home:today")
    shown = page(sign_in, cast.coordinator, "support:path", match.pk)
    assert "Ik voetbal nu op zaterdag." in shown
    for who in (cast.parent, cast.supporting_parent):
        assert "Ik voetbal nu" not in page(sign_in, who, "support:path", match.pk)
    sign_in(cast.coordinator).post(
        reverse("support:settle_enough", args=[match.pk]),
        {"enough": Enough.objects.get().pk, "ends": "yes"},
    )
    assert Match.objects.get(pk=match.pk).steps.filter(phase="closing").exists()
    assert sign_in(noah).post(address, {"match": 987_654}).status_code == 404


@pytest.mark.requirement("JP-04")
def test_the_asking_side_presses_enough_and_the_other_has_no_such_button(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_under_way()
    label = "Genoeg, eerder klaar"
    assert label in page(sign_in, cast.parent, "support:path", match.pk)
    assert label not in page(sign_in, cast.supporting_parent, "support:path", match.pk)
    address = reverse("support:enough", args=[match.pk])
    assert sign_in(cast.supporting_parent).get(address).status_code == 404
    for _time in range(2):
        assert sign_in(cast.parent).post(address, {"words": ""}).status_code == 302
    assert Enough.objects.count() == 1
    assert "mooi afscheid" in page(sign_in, cast.supporting_parent, "support:path", match.pk)


@pytest.mark.requirement("MM-05", "HS-03")
def test_going_on_longer_is_asked_answered_and_decided_on_the_path(
    cast: Cast, sign_in: SignIn
) -> None:
    set_number("ending.longest_months", 12)
    match = near_the_end(cast)
    until = due_on(match) + timedelta(days=500)
    sign_in(cast.supporting_parent).post(
        reverse("support:longer", args=[match.pk]), {"until": until.isoformat()}
    )
    assert "Willen jullie langer doorgaan?" in page(sign_in, cast.parent, "support:path", match.pk)
    answer = reverse("support:answer_longer", args=[match.pk])
    sign_in(cast.parent).post(answer, {"agrees": "yes"})
    today = page(sign_in, cast.coordinator, "home:today")
    assert "Beslis of ze langer doorgaan" in today
    decide = reverse("support:decide_longer", args=[match.pk])
    assert decide in today
    sign_in(cast.coordinator).post(decide, {"grants": "yes", "reason": "Tot de zomer."})
    assert due_on(match) == until
    for who in (cast.parent, cast.supporting_parent):
        assert "Tot de zomer." in page(sign_in, who, "support:path", match.pk)
    for name in (answer, decide):
        late = sign_in(cast.coordinator if name == decide else cast.parent)
        sent = late.post(name, {"agrees": "yes", "grants": "yes", "reason": "Nog eens."})
        assert sent.status_code in (200, 302)
    assert due_on(match) == until


# An early ending.


def test_an_early_ending_asks_for_a_talk_with_each_side_and_the_question_goes_first(
    cast: Cast, sign_in: SignIn
) -> None:
    match = stopped(cast)
    today = page(sign_in, cast.coordinator, "home:today")
    for name in ("Samira", "Anke en Joost"):
        assert f"Praat na met {name}" in today
    sign_in(cast.coordinator).post(
        reverse("support:aftertalk", args=[match.pk]),
        {"side": "asking", "held_on": "2026-11-02", "words": "De reistijd was lastig."},
    )
    today = page(sign_in, cast.coordinator, "home:today")
    assert "Praat na met Samira" not in today
    assert "Praat na met Anke en Joost" in today
    assert "De reistijd was lastig." in page(sign_in, cast.parent, "home:circle")
    why = "Daarom telt de vraag alsof die 4 weken langer wacht."
    assert why in page(sign_in, cast.parent, "home:circle")
    assert why in page(sign_in, cast.coordinator, "support:waiting_list")
    assert "De reistijd" not in page(sign_in, cast.supporting_parent, "home:support")


def test_after_a_while_nobody_is_asked_to_talk_it_over_any_more(
    cast: Cast, sign_in: SignIn, clock: CLOCK
) -> None:
    stopped(cast)
    clock.move_to(cast.now + timedelta(days=31))
    assert "Praat na met" not in page(sign_in, cast.coordinator, "home:today")


# Again.


@pytest.mark.requirement("DC-07")
def test_beginning_again_is_asked_on_the_own_page(cast: Cast, sign_in: SignIn) -> None:
    match = rounded_off(cast)
    address = reverse("support:again", args=[match.pk])
    sign_in(cast.parent).post(address, {"again": "yes"})
    other = page(sign_in, cast.supporting_parent, "support:before", cast.supporting.pk)
    assert "Zij willen het ook" not in other
    assert "opnieuw beginnen" not in page(sign_in, cast.coordinator, "home:today")
    sign_in(cast.parent).post(address, {"again": "no"})
    assert not Again.objects.exists()
    for who in (cast.parent, cast.supporting_parent):
        sign_in(who).post(address, {"again": "yes"})
    again = Match.objects.live().get()
    assert again.pk != match.pk
    assert "Eerste ontmoeting" in page(sign_in, cast.parent, "home:circle")
    assert LogEntry.objects.filter(action="support.match.begun_again").exists()


def test_two_who_stopped_and_both_ask_stand_on_today(cast: Cast, sign_in: SignIn) -> None:
    ask_again(cast, stopped(cast), cast.parent, cast.supporting_parent)
    assert "Ze willen allebei opnieuw beginnen" in page(sign_in, cast.coordinator, "home:today")
    cast.propose()
    assert "Ze willen allebei opnieuw" not in page(sign_in, cast.coordinator, "home:today")


# From asking to supporting.


@pytest.mark.requirement("BG-13")
def test_an_asking_family_offers_support_with_only_what_it_chooses(
    cast: Cast, sign_in: SignIn
) -> None:
    rounded_off(cast)
    samira = sign_in(cast.parent)
    address = reverse("support:become_supporter", args=[cast.asking.pk])
    assert address in samira.get(reverse("home:circle")).content.decode()
    shown = samira.get(address).content.decode()
    assert "Zaterdagochtend, zaterdagmiddag" in shown
    assert "een boek lezen" not in shown
    samira.post(address, {"take": ["interests"]})
    question = reverse("people:offer_question", args=["interests"])
    assert 'value="animals"' in samira.get(question).content.decode()
    kept = samira.get(reverse("people:offer_question", args=["slots"])).content.decode()
    assert "checked" not in kept
    assert not cast.asking.supporters.exists()
    assert "steun-opa of steun-oma" in samira.get(
        reverse("people:offer_question", args=["kind"])
    ).content.decode().lower()  # fmt: skip


@pytest.mark.requirement("BG-13")
def test_after_a_good_end_the_supporting_family_chooses_how_to_go_on(
    cast: Cast, sign_in: SignIn
) -> None:
    rounded_off(cast)
    shown = page(sign_in, cast.supporting_parent, "home:support")
    assert "Hoe wil je verder?" in shown
    assert reverse("support:stop_supporting", args=[cast.supporter.pk]) in shown


def test_today_asks_the_same_number_of_times_whatever_ended(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask_again(cast, stopped(cast), cast.parent, cast.supporting_parent)
    client = sign_in(cast.coordinator)
    client.get(reverse("home:today"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("home:today"))
    old = Match.objects.get()
    for number in range(4):
        match = Match.objects.create(
            request=SupportRequest.objects.get(pk=old.request_id),
            supporter=Supporter.objects.get(pk=old.supporter_id),
            version=old.version, proposed_by=cast.coordinator,
            proposed_at=cast.now - timedelta(days=number + 9),
            expires_on=cast.now.date(), ended_at=cast.now, ending=Match.Ending.STOPPED,
        )  # fmt: skip
        for side, who in (("asking", cast.parent), ("supporting", cast.supporting_parent)):
            Again.objects.create(match=match, side=side, said_by=who, said_at=cast.now)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("home:today"))
    assert len(many) == len(few)
