"""A team or teacher who would like to arrange it before the parent said yes."""

import pytest
from django.test import Client
from django.urls import reverse

from naast.common.models import LogEntry
from naast.people.services.households import Newcomer
from naast.support.models import SupportRequest
from naast.support.services import registering
from naast.support.services.requests import Question
from tests.abuse.conftest import World

pytestmark = pytest.mark.trust


@pytest.fixture
def typed(world: World) -> SupportRequest:
    """A teacher typed in a question with the address of a mother who does not know of it yet."""
    newcomer = Newcomer(
        first_name="Lot", email="lot@voorbeeld.test", phone="", postcode="2311", languages=["nl"],
        children=[],
    )  # fmt: skip
    return registering.register_request(
        newcomer,
        organisation=world.cast.organisation,
        programme="buurtgezinnen",
        question=Question(
            words="Lot kan wel wat rust gebruiken.", slots=[], interests=[], wants=[]
        ),
        asked_with="Juf Til",
        now=world.cast.now,
        absolute=lambda path: f"http://testserver{path}",
    )


def test_nothing_waits_before_the_parent_says_yes(world: World, typed: SupportRequest) -> None:
    assert typed.status == SupportRequest.Status.UNCONFIRMED
    page = world.get("coordinator", "support:waiting_list").content.decode()
    assert "wat rust gebruiken" not in page


def test_a_visitor_cannot_say_yes_for_the_parent(typed: SupportRequest) -> None:
    Client().post(reverse("support:confirm_request", args=[typed.pk]), {"answer": "yes"})
    typed.refresh_from_db()
    assert typed.status == SupportRequest.Status.UNCONFIRMED


def test_nobody_else_can_say_yes_for_the_parent(world: World, typed: SupportRequest) -> None:
    for who in ("coordinator", "other_parent", "supporting_parent", "stranger"):
        answer = world.post(who, "support:confirm_request", typed.pk, answer="yes")
        assert answer.status_code == 404, who
    typed.refresh_from_db()
    assert typed.status == SupportRequest.Status.UNCONFIRMED


def test_no_proposal_is_made_before_the_parent_says_yes(
    world: World, typed: SupportRequest
) -> None:
    sent = {"supporter": world.cast.former.pk}
    world.post("coordinator", "support:propose_match", typed.pk, **sent)
    assert not typed.matches.exists()


def test_who_typed_along_stands_in_the_logbook(typed: SupportRequest) -> None:
    lines = LogEntry.objects.filter(household_id=typed.household_id)
    assert "team" in set(lines.values_list("actor_role", flat=True))
