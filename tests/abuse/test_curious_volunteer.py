"""Somebody who stands beside families and would like to know more than is theirs to know."""

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.people.models import Grant
from naast.support.models import Evaluation
from naast.support.services import matches
from tests.abuse.conftest import CLOSED, DESK, Tells, World
from tests.cast import Cast

pytestmark = pytest.mark.trust


def stop(world: World) -> None:
    matches.stop_match(actor=world.cast.parent, match_id=world.match.pk, now=world.cast.now)


def test_after_the_end_every_page_is_gone_at_the_next_request(world: World) -> None:
    client = world.client("supporting_parent")
    path = reverse("support:path", args=[world.match.pk])
    assert client.get(path).status_code == 200
    stop(world)
    assert client.get(path).status_code == 404


def test_after_the_end_no_form_can_be_sent_from_an_old_tab(world: World) -> None:
    stop(world)
    sent = {"go_on": "yes", "went_well": "Nog even dit."}
    answer = world.post("supporting_parent", "support:evaluate", world.match.pk, **sent)
    assert answer.status_code == 404
    assert not Evaluation.objects.filter(given_by=world.cast.supporting_parent).exists()


def test_after_the_end_the_own_page_tells_no_name_any_more(world: World, tells: Tells) -> None:
    stop(world)
    assert tells(world.get("supporting_parent", "home:support")) == []


def test_before_the_family_said_yes_there_is_nothing_to_read(world: World, tells: Tells) -> None:
    answer = world.get("wil", "home:support")
    assert answer.status_code == 200
    assert tells(answer) == []


def test_a_proposal_that_the_family_did_not_answer_yet_is_not_there(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.propose()
    client = sign_in(cast.supporting_parent)
    assert client.get(reverse("support:path", args=[match.pk])).status_code == 404
    assert "Samira" not in client.get(reverse("home:support")).content.decode()


def test_at_the_proposal_there_is_a_first_name_and_no_way_to_reach_anybody(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, "proposal")
    client = sign_in(cast.supporting_parent)
    page = client.get(reverse("support:path", args=[match.pk]), follow=True).content.decode()
    for word in ("El-Voorb", "parent@voorbeeld.test", "06 00", "Kanarie-parent"):
        assert word not in page, word


def test_notes_about_the_family_are_not_for_the_volunteer(world: World) -> None:
    client = world.client("supporting_parent")
    for address in [*world.addresses(), reverse("home:support"), reverse("home:circle")]:
        assert "zwemles" not in client.get(address).content.decode(), address


def test_how_the_family_looks_back_is_closed_until_both_wrote(world: World) -> None:
    client = world.client("supporting_parent")
    for address in [*world.addresses(), reverse("home:support")]:
        assert "pannenkoeken" not in client.get(address).content.decode(), address


def test_lists_of_families_do_not_exist_for_volunteers(world: World) -> None:
    for who in ("supporting_parent", "former_supporter", "wil"):
        client = world.client(who)
        assert {client.get(reverse(page)).status_code for page in DESK} == {404}, who


def test_nobody_is_found_by_name(world: World, tells: Tells) -> None:
    for key in ("q", "search", "zoek", "naam", "name", "postcode"):
        for page in ("home:support", "home:circle", "home:reach", "home:home"):
            told = tells(world.get("former_supporter", page, **{key: "El-Voorbeeld"}))
            assert set(told) <= {"El-Voorb"}  # what was typed stands in the address


def test_the_trust_file_of_another_volunteer_is_closed(world: World) -> None:
    assert world.get("wil", "people:supporter", world.cast.supporter.pk).status_code == 404
    assert world.get("supporting_parent", "people:supporter", world.neighbours.near.supporter.pk
                     ).status_code == 404  # fmt: skip


def test_beside_one_family_is_not_beside_another(world: World) -> None:
    far = world.neighbours.far
    assert far.match is not None
    client = world.client("supporting_parent")
    for name, pk in (("support:path", far.match.pk), ("support:request", far.request.pk),
                     ("support:request", world.neighbours.near.request.pk)):  # fmt: skip
        assert client.get(reverse(name, args=[pk])).status_code == 404


def test_every_look_of_a_volunteer_is_a_line_the_family_can_read(world: World) -> None:
    def looks() -> int:
        lines = LogEntry.objects.looks().filter(household_id=world.cast.asking.pk)
        return lines.filter(actor_id=world.cast.supporting_parent.pk).count()

    for number in range(1, 4):
        assert world.get("supporting_parent", "support:path", world.match.pk).status_code == 200
        assert looks() == number


def test_nobody_opens_a_door_for_themselves(world: World) -> None:
    before = set(Grant.objects.values_list("pk", "ends_at"))
    extra = {"topic": "address", "person": world.cast.supporting_parent.pk, "grant": "1"}
    client = world.client("supporting_parent")
    for address in world.addresses():
        if "stoppen" not in address and "akkoord" not in address:
            client.post(address, {**extra, "paper": "nothing"})
    after = set(Grant.objects.filter(topic="address").values_list("pk", "ends_at"))
    assert after <= before


def test_a_former_volunteer_finds_every_door_closed(world: World) -> None:
    client = world.client("former_supporter")
    assert {client.get(address).status_code for address in world.addresses()} <= set(CLOSED)
