"""Every programme there is, walked from the first question to the goodbye, in the pages."""

import pytest
import time_machine

from conftest import SignIn
from naast.programmes import all_programmes, find
from naast.support.models import Match
from tests.cast import Cast
from tests.life import Life

SLUGS = [programme.slug for programme in all_programmes()]


@pytest.fixture
def life(
    request: pytest.FixtureRequest, cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> Life:
    return Life(cast, find(request.param), sign_in, clock)


@pytest.mark.requirement("HS-01", "HS-02", "HS-03", "JP-03", "JP-06", "MM-01", "DC-01", "BG-02")
@pytest.mark.parametrize("life", SLUGS, indirect=True, ids=SLUGS)
def test_a_programme_is_walked_from_the_first_question_to_the_goodbye(life: Life) -> None:
    life.ask()
    life.offer()
    life.prepare()
    life.propose()
    assert life.walk() == [phase.key for phase in life.programme.phases]
    ended = Match.objects.get(pk=life.match.pk)
    assert ended.ending == Match.Ending.COMPLETED
    steps = list(ended.steps.all())
    assert all(step.completed_on for step in steps)
    assert not any(step.skipped_because for step in steps)
