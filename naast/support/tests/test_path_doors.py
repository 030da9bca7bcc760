"""Who sees the page of a match, in every phase. A grid anybody can check."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.support.models import Match
from naast.support.services import matches
from tests.cast import Cast


def asked_first(cast: Cast) -> Match:
    return cast.propose()


def asked_both(cast: Cast) -> Match:
    return cast.say(cast.propose(), cast.parent, "proposal")


def ended(cast: Cast) -> Match:
    match = cast.to_trial()
    matches.stop_match(actor=cast.supporting_parent, match_id=match.pk, now=cast.now)
    return match


LIVE = (asked_both, Cast.to_meeting, Cast.to_coupling, Cast.to_trial, Cast.to_agreement,
        Cast.to_under_way)  # fmt: skip
NOBODY = ("other_parent", "former_supporter", "far_coordinator", "municipality", "stranger")


@pytest.mark.parametrize("walk", LIVE)
@pytest.mark.parametrize("who", ["parent", "supporting_parent", "coordinator"])
def test_both_families_and_the_coordinator_see_a_live_match(
    cast: Cast, sign_in: SignIn, walk: Callable[[Cast], Match], who: str
) -> None:
    address = reverse("support:path", args=[walk(cast).pk])
    assert sign_in(cast.by_name(who)).get(address).status_code == 200


@pytest.mark.parametrize("walk", [asked_first, *LIVE, ended])
def test_to_everybody_else_it_does_not_exist(
    cast: Cast, sign_in: SignIn, walk: Callable[[Cast], Match]
) -> None:
    address = reverse("support:path", args=[walk(cast).pk])
    for who in NOBODY:
        assert sign_in(cast.by_name(who)).get(address).status_code == 404, who


@pytest.mark.parametrize(
    ("walk", "parent", "supporting_parent", "coordinator"),
    [(asked_first, 200, 404, 200), (ended, 404, 404, 200)],
)
def test_before_the_first_yes_and_after_the_end(
    cast: Cast, sign_in: SignIn, walk: Callable[[Cast], Match],
    parent: int, supporting_parent: int, coordinator: int,
) -> None:  # fmt: skip
    address = reverse("support:path", args=[walk(cast).pk])
    assert sign_in(cast.parent).get(address).status_code == parent
    assert sign_in(cast.supporting_parent).get(address).status_code == supporting_parent
    assert sign_in(cast.coordinator).get(address).status_code == coordinator


CONTACTS = {
    "parent": ("06 00 00 00 00", "supporting_parent@voorbeeld.test", "Verzonnen"),
    "supporting_parent": ("06 00 00 00 00", '"mailto:parent@voorbeeld.test', "El-Voorbeeld"),
}
HOMES = {"parent": "Kanarie-supporting_parent", "supporting_parent": "Kanarie-parent"}
PAGES = ("support:path", "home:circle", "home:support")


def pages_of(sign_in: SignIn, cast: Cast, who: str, match: Match) -> str:
    """Everything this person can read about the match."""
    client = sign_in(cast.by_name(who))
    addresses = [reverse("support:path", args=[match.pk]), *map(reverse, PAGES[1:])]
    return "".join(client.get(address).content.decode() for address in addresses)


@pytest.mark.parametrize("who", CONTACTS)
@pytest.mark.parametrize("walk", [asked_both, Cast.to_meeting, Cast.to_coupling])
def test_no_contact_is_on_any_page_before_the_trial(
    cast: Cast, sign_in: SignIn, who: str, walk: Callable[[Cast], Match]
) -> None:
    text = pages_of(sign_in, cast, who, walk(cast))
    assert not [word for word in CONTACTS[who] if word in text]


@pytest.mark.parametrize("who", CONTACTS)
def test_contact_is_there_in_the_trial_and_gone_at_the_next_request_after_the_end(
    cast: Cast, sign_in: SignIn, who: str
) -> None:
    match = cast.to_trial()
    text = pages_of(sign_in, cast, who, match)
    assert not [word for word in CONTACTS[who] if word not in text]
    assert HOMES[who] not in text  # an address is opened for a visit, and pressed for
    assert "Verweg 9" not in text
    matches.stop_match(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    text = pages_of(sign_in, cast, who, match)
    assert not [word for word in CONTACTS[who] if word in text]


def test_a_proposal_shows_ages_and_no_names_of_children(cast: Cast, sign_in: SignIn) -> None:
    match = asked_both(cast)
    address = reverse("support:path", args=[match.pk])
    page = sign_in(cast.supporting_parent).get(address).content.decode()
    assert "8 jaar" in page
    assert "Yara" not in page
    cast.say(match, cast.supporting_parent, "proposal")
    assert "Yara (8)" in sign_in(cast.supporting_parent).get(address).content.decode()


FORMS_OF_THE_COORDINATOR = ("plan_meeting", "note_meeting", "skip_phase")


@pytest.mark.parametrize("name", FORMS_OF_THE_COORDINATOR)
@pytest.mark.parametrize("who", ["parent", "supporting_parent"])
def test_a_family_does_not_find_the_forms_of_the_coordinator(
    cast: Cast, sign_in: SignIn, name: str, who: str
) -> None:
    address = reverse(f"support:{name}", args=[cast.to_meeting().pk])
    client = sign_in(cast.by_name(who))
    assert client.get(address).status_code == 404
    assert client.post(address, {"reason": "x"}).status_code == 404
