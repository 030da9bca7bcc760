"""The list of matches: where each stands and whose turn it is."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Supporter
from naast.support.models import SupportRequest
from naast.support.selectors.desk import MatchList, match_list
from naast.support.services import matches, requests
from tests.cast import Cast
from tests.crowd import crowd


def the_list(cast: Cast, show: str = "alle") -> MatchList:
    return match_list(cast.coordinator, show=show, on=cast.now.date())


def test_a_proposal_waits_for_the_asking_family(cast: Cast) -> None:
    cast.propose()
    [row] = the_list(cast).rows
    assert row.title == "Anke en Joost naast Samira"
    assert row.phase_title == "Voorstel"
    assert row.what == "Wacht op antwoord op het voorstel van Samira"
    assert not row.yours


def test_a_meeting_to_plan_is_the_coordinators(cast: Cast) -> None:
    cast.to_meeting()
    [row] = the_list(cast).rows
    assert row.yours
    assert row.what == "De eerste ontmoeting plannen"


def test_a_trial_that_runs_asks_nothing(cast: Cast) -> None:
    cast.to_trial()
    [row] = the_list(cast).rows
    assert row.what == ""
    assert row.due_on is not None


@pytest.mark.parametrize(("show", "shown"), [("trial", 1), ("alle", 1), ("onzin", 1)])
def test_the_list_is_narrowed_by_phase(cast: Cast, show: str, shown: int) -> None:
    cast.to_trial()
    assert len(the_list(cast, show).rows) == shown


def test_another_phase_shows_other_matches(cast: Cast) -> None:
    cast.to_trial()
    crowd(cast, families=1)
    asked = SupportRequest.objects.latest("pk")
    requests.note_talk(
        actor=cast.coordinator, request_id=asked.pk, held_on=cast.now.date(), now=cast.now
    )
    matches.propose_match(
        actor=cast.coordinator, request_id=asked.pk,
        supporter_id=Supporter.objects.latest("pk").pk, now=cast.now,
    )  # fmt: skip
    assert [row.title for row in the_list(cast, "proposal").rows] == ["Steun 3 naast Vraag 3"]
    assert list(the_list(cast).options) == ["alle", "proposal", "trial", "afgelopen"]


def test_what_ended_is_shown_on_demand_only(cast: Cast, sign_in: SignIn) -> None:
    cast.ended_with_former_supporter()
    client, address = sign_in(cast.coordinator), reverse("support:matches")
    assert "Ria naast Samira" not in unescape(client.get(address).content.decode())
    ended = unescape(client.get(f"{address}?fase=afgelopen").content.decode())
    assert "Ria naast Samira" in ended
    assert "Onderweg gestopt" in ended


def test_the_number_of_queries_stays_the_same(cast: Cast) -> None:
    def propose(number: int) -> None:
        crowd(cast, families=number)
        new = SupportRequest.objects.filter(
            matches=None, status="new", household__name__startswith="Vraag"
        )
        free = Supporter.objects.filter(matches=None, household__name__startswith="Steun")
        for asked, supporter in zip(new, free, strict=True):
            requests.note_talk(
                actor=cast.coordinator, request_id=asked.pk, held_on=cast.now.date(), now=cast.now
            )
            matches.propose_match(
                actor=cast.coordinator, request_id=asked.pk, supporter_id=supporter.pk,
                now=cast.now,
            )  # fmt: skip

    propose(2)
    with CaptureQueriesContext(connection) as few:
        the_list(cast)
    propose(4)
    with CaptureQueriesContext(connection) as many:
        assert len(the_list(cast).rows) == 6
    assert len(many) == len(few)
