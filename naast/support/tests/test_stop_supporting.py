"""A supporter stops: what runs comes first, what nobody read yet goes back to the list."""

from html import unescape

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.kernel.errors import DomainError
from naast.people.models import Supporter
from naast.support.models import Match
from naast.support.services.stopping import stop_supporting
from tests.cast import Cast


def test_a_running_match_is_named_first(cast: Cast, sign_in: SignIn) -> None:
    cast.to_trial()
    with pytest.raises(DomainError, match="Samira"):
        stop_supporting(actor=cast.supporting_parent, supporter_id=cast.supporter.pk, now=cast.now)
    address = reverse("support:stop_supporting", args=[cast.supporter.pk])
    page = unescape(sign_in(cast.supporting_parent).get(address).content.decode())
    assert "Neem hier eerst afscheid" in page
    assert "Samira" in page


def test_a_proposal_nobody_read_goes_back_to_the_list(cast: Cast) -> None:
    match = cast.propose()
    stop_supporting(actor=cast.supporting_parent, supporter_id=cast.supporter.pk, now=cast.now)
    match.refresh_from_db()
    cast.request.refresh_from_db()
    cast.supporter.refresh_from_db()
    assert match.ending == Match.Ending.WITHDRAWN
    assert cast.request.status == "waiting"
    assert cast.supporter.status == Supporter.Status.LEFT


@pytest.mark.parametrize("who", ["supporting_parent", "coordinator"])
def test_goodbye_says_thanks_and_how_long_data_stay(cast: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(cast.by_name(who))
    address = reverse("support:stop_supporting", args=[cast.supporter.pk])
    assert "daarna een jaar" in unescape(client.get(address).content.decode()).lower()
    client.post(address)
    client.post(address)  # twice is not an error page
    cast.supporter.refresh_from_db()
    assert cast.supporter.left_at is not None


@pytest.mark.parametrize("who", ["parent", "far_coordinator", "stranger"])
def test_nobody_says_goodbye_for_another(cast: Cast, sign_in: SignIn, who: str) -> None:
    cast.to_trial()
    address = reverse("support:stop_supporting", args=[cast.supporter.pk])
    client = sign_in(cast.by_name(who))
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
