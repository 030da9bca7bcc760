"""Who may see the pages of the desk. A grid anybody can check."""

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.people.services.grants import open_grants
from naast.programmes.vocabulary import Topic
from naast.support.services import matches
from tests.cast import Cast

LISTS = ("home:today", "support:waiting_list", "support:plan", "support:matches",
         "people:supporters")  # fmt: skip
NOBODYS = ("municipality", "stranger", "former_supporter", "other_parent", "parent",
           "supporting_parent")  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_the_coordinator_opens_every_list(cast: Cast, sign_in: SignIn, name: str) -> None:
    assert sign_in(cast.coordinator).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_a_coordinator_elsewhere_sees_an_empty_list(cast: Cast, sign_in: SignIn, name: str) -> None:
    cast.to_trial()
    page = sign_in(cast.far_coordinator).get(reverse(name))
    assert page.status_code == 200
    assert not [name for name in ("Samira", "Anke", "Ria") if name in page.content.decode()]


@pytest.mark.parametrize("who", NOBODYS)
@pytest.mark.parametrize("name", LISTS)
def test_to_everybody_else_the_lists_do_not_exist(
    cast: Cast, sign_in: SignIn, name: str, who: str
) -> None:
    assert sign_in(cast.by_name(who)).get(reverse(name)).status_code == 404


@pytest.mark.parametrize(
    ("who", "request_page", "board"),
    [
        ("coordinator", 200, 200),
        ("parent", 200, 404),
        ("other_parent", 404, 404),
        ("supporting_parent", 404, 404),
        ("former_supporter", 404, 404),
        ("far_coordinator", 404, 404),
        ("municipality", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_opens_a_question_and_its_board(
    cast: Cast, sign_in: SignIn, who: str, request_page: int, board: int
) -> None:
    client = sign_in(cast.by_name(who))
    asked = [cast.request.pk]
    assert client.get(reverse("support:request", args=asked)).status_code == request_page
    assert client.get(reverse("support:match_board", args=asked)).status_code == board


@pytest.mark.parametrize("action", ["plan_talk", "note_talk", "propose_match"])
@pytest.mark.parametrize("who", ["parent", *NOBODYS[:4], "far_coordinator"])
def test_only_the_coordinator_acts_at_the_desk(
    cast: Cast, sign_in: SignIn, action: str, who: str
) -> None:
    address = reverse(f"support:{action}", args=[cast.request.pk])
    assert sign_in(cast.by_name(who)).post(address, {"supporter": 1}).status_code == 404


def test_a_supporter_reads_the_story_when_it_is_opened_and_nothing_else(
    cast: Cast, sign_in: SignIn
) -> None:
    cast.to_meeting()
    page = sign_in(cast.supporting_parent).get(reverse("support:request", args=[cast.request.pk]))
    text = page.content.decode()
    assert "een boek lezen" in text
    assert "Yara (8)" in text
    closed = ("El-Voorbeeld", "Kanarie", "06 00", "parent@", "2311", "zaterdagochtend", "dieren")
    assert not [word for word in closed if word in text]


def test_the_story_closes_with_the_match(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_meeting()
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    address = reverse("support:request", args=[cast.request.pk])
    assert sign_in(cast.supporting_parent).get(address).status_code == 404


def test_a_profile_alone_opens_no_question(cast: Cast, sign_in: SignIn) -> None:
    open_grants(
        cast.asking, to=[cast.stranger], topics=[Topic.PROFILE, Topic.PATH], purpose="test",
        basis="test:1", now=cast.now, needs_vog_of=None,
    )  # fmt: skip
    address = reverse("support:request", args=[cast.request.pk])
    assert sign_in(cast.stranger).get(address).status_code == 404


@pytest.mark.parametrize("who", ["parent", "stranger", "far_coordinator", "municipality"])
def test_nobody_else_writes_about_a_family(cast: Cast, sign_in: SignIn, who: str) -> None:
    address = reverse("support:write_note", args=[cast.asking.pk])
    for method in ("get", "post"):
        assert getattr(sign_in(cast.by_name(who)), method)(address).status_code == 404
