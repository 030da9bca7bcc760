"""Times together in the pages: agreed in plain words, moved with one tap, without JavaScript."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Supporter
from naast.support import rhythm
from naast.support.models import Match, Rhythm
from naast.support.services import appointments, requests
from naast.support.services.appointments import When
from naast.support.tests.test_rhythm import agree, plan
from tests.cast import Cast

pytestmark = pytest.mark.requirement("BG-09")

TYPED = {
    "how_often": "2", "days": ["5"], "day_part": "afternoon", "minutes": "180",
    "starts_on": "2026-11-05", "words": "We eten samen.", "replaces": "0",
}  # fmt: skip


@pytest.fixture
def match(cast: Cast) -> Match:
    return cast.to_trial()


def at(name: str, match: Match, *more: str) -> str:
    return reverse(f"support:{name}", args=[match.pk, *more])


def read(who: Client, url: str) -> str:
    answer = who.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def send(who: Client, url: str, **data: object) -> str:
    answer = who.post(url, data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_rhythm_from_suggestion_to_next_dates(cast: Cast, match: Match, sign_in: SignIn) -> None:
    samira, anke = sign_in(cast.parent), sign_in(cast.supporting_parent)
    assert 'value="2"' in read(samira, at("rhythm", match))
    said = send(samira, at("rhythm", match), **TYPED)
    assert "Het geldt als jullie allebei ja zeggen" in said
    assert "Samira stelt een ritme voor" in read(anke, reverse("home:support"))
    send(anke, at("accept_rhythm", match), version=1)
    for who, page in (
        (samira, reverse("home:circle")),
        (anke, reverse("home:support")),
        (sign_in(cast.coordinator), at("path", match)),
    ):
        page_text = read(who, page)
        assert "Elke twee weken op zaterdagmiddag, 3 uur" in page_text
        assert "za 7 november" in page_text
        assert "za 21 november" in page_text
    assert "We eten samen." in read(anke, at("rhythm", match))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_on": "2026-11-01"}, "al geweest"),
        ({"ends_on": "2026-11-04"}, "De laatste dag ligt voor de eerste"),
        ({"days": []}, "Kies minstens één dag"),
        ({"starts_on": "32 november"}, "geldige datum"),
        ({"replaces": "7"}, "nieuwere versie"),
    ],
)
def test_what_was_typed_is_kept_with_a_clear_answer(
    cast: Cast, match: Match, sign_in: SignIn, wrong: dict[str, object], said: str
) -> None:
    page = send(sign_in(cast.parent), at("rhythm", match), **{**TYPED, **wrong})
    assert said in page
    assert "We eten samen." in page
    assert not Rhythm.objects.exists()


def test_one_tap_cancels_and_the_other_reads_who_did(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    agree(cast, match)
    send(sign_in(cast.parent), at("change_time", match, "2026-11-07"), act="cancel", version="0")
    anke = sign_in(cast.supporting_parent)
    assert "Afgezegd door Samira." in read(anke, reverse("home:support"))
    send(anke, at("change_time", match, "2026-11-07"), act="restore", version="1")
    assert "Afgezegd door Samira." not in read(anke, at("path", match))


def test_one_tap_moves_it_a_week(cast: Cast, match: Match, sign_in: SignIn) -> None:
    agree(cast, match)
    samira = sign_in(cast.parent)
    send(samira, at("change_time", match, "2026-11-07"), act="later", version="0")
    page = read(sign_in(cast.supporting_parent), at("path", match))
    assert "za 14 november" in page
    assert "Was op za 7 november, veranderd door Samira." in page


def test_the_second_of_two_keeps_what_was_typed(cast: Cast, match: Match, sign_in: SignIn) -> None:
    agree(cast, match)
    url = at("appointment", match, "2026-11-07")
    send(sign_in(cast.supporting_parent), url, day="2026-11-10", version="0")
    page = send(sign_in(cast.parent), url, day="2026-11-12", version="0")
    assert "Anke veranderde deze net" in page
    assert 'value="2026-11-12"' in page
    assert 'name="version" value="1"' in page
    assert Match.objects.get().appointments.get().day == date(2026, 11, 10)


def test_a_time_that_is_not_there(cast: Cast, match: Match, sign_in: SignIn) -> None:
    agree(cast, match)
    samira = sign_in(cast.parent)
    for key in ("2026-11-08", "extra-999999", "onzin", "extra-"):
        assert samira.get(at("appointment", match, key)).status_code == 404
        assert "niet meer gepland" in send(samira, at("appointment", match, key), day="2026-12-01")
    wrong = {"act": "swap", "version": "0", "swap_with": f"{match.pk}/2026-11-21"}
    assert samira.post(at("change_time", match, "2026-11-07"), wrong).status_code == 404


@pytest.mark.requirement("MM-03")
def test_at_least_once_a_month_asks_for_a_day(cast: Cast, match: Match, sign_in: SignIn) -> None:
    samira = sign_in(cast.parent)
    send(samira, at("rhythm", match), **{**TYPED, "how_often": "month", "days": [], "at_least": ""})
    send(sign_in(cast.supporting_parent), at("accept_rhythm", match), version=1)
    page = read(samira, at("path", match))
    assert "Minstens één keer per maand" in page
    assert "Er staat nog geen volgende keer" in page
    page = send(samira, at("plan_time", match), day="2026-11-18", starts_at="10:00", minutes="60")
    assert "wo 18 november" in page
    assert "Er staat nog geen volgende keer" not in page


@pytest.fixture
def second(cast: Cast) -> Match:
    """Anke and Joost stand beside Wytske too."""
    home, wytske = cast._household("Wytske", ["nl"]), cast.introduce("wytske", "Wytske")
    cast._adult(home, wytske)
    Supporter.objects.update(capacity=2)
    asked = requests.ask_for_support(
        actor=wytske, household=home, programme=cast.request.programme,
        question=requests.Question("Een uurtje lucht.", ["za-middag"], [], []), now=cast.now,
    )  # fmt: skip
    mine, cast.request, cast.parent = (cast.request, cast.parent), asked, wytske
    found = cast.to_trial()
    cast.request, cast.parent = mine
    return found


def both_at_two(cast: Cast, match: Match, second: Match) -> None:
    for each, asks in ((match, cast.parent), (second, cast.by_name("wytske"))):
        parent, cast.parent = cast.parent, asks
        agree(cast, each, plan(rhythm.weekly(1, [5]), day_part="", starts_at=time(14)))
        cast.parent = parent


def test_two_at_the_same_hour_are_named_and_not_refused(
    cast: Cast, match: Match, second: Match, sign_in: SignIn
) -> None:
    both_at_two(cast, match, second)
    together = "Je ziet dan ook iemand anders."
    assert together in read(sign_in(cast.supporting_parent), reverse("home:support"))
    assert together in read(sign_in(cast.supporting_parent), at("path", match))
    assert together not in read(sign_in(cast.parent), at("path", match))
    page = read(sign_in(cast.coordinator), at("path", match))
    assert "Bij Anke en Joost staat dan ook iets anders." in page


def test_a_supporter_swaps_two_families_and_each_reads_only_its_own(
    cast: Cast, match: Match, second: Match, sign_in: SignIn
) -> None:
    agree(cast, match)
    extra = appointments.plan_extra(
        actor=cast.by_name("wytske"), match_id=second.pk, when=When(date(2026, 11, 12), time(9)),
        minutes=60, now=cast.now,
    )  # fmt: skip
    anke = sign_in(cast.supporting_parent)
    page = read(anke, at("appointment", match, "2026-11-07"))
    value = f"{second.pk}/extra-{extra.pk}/1"
    assert f'value="{value}"' in page
    assert "Wytske" not in page
    send(anke, at("change_time", match, "2026-11-07"), act="swap", version="0", swap_with=value)
    extra.refresh_from_db()
    assert extra.day == date(2026, 11, 7)
    assert match.appointments.get().day == date(2026, 11, 12)
    assert "Wytske" not in read(sign_in(cast.parent), at("path", match))
    stolen = {"act": "swap", "version": "1", "swap_with": f"{second.pk}/extra-{extra.pk}/2"}
    url = at("change_time", match, "2026-11-07")
    assert sign_in(cast.parent).post(url, stolen).status_code == 404


def test_ten_times_more_changes_ask_the_database_no_more(
    cast: Cast, match: Match, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    agree(cast, match)
    samira = sign_in(cast.parent)

    def plan_days(days: range) -> None:
        for day in days:
            appointments.plan_extra(
                actor=cast.parent, match_id=match.pk, when=When(date(2026, 11, day)),
                minutes=60, now=cast.now,
            )  # fmt: skip

    plan_days(range(10, 11))
    read(samira, at("path", match))
    with CaptureQueriesContext(connection) as few:
        read(samira, at("path", match))
    plan_days(range(11, 20))
    with django_assert_num_queries(len(few)):
        read(samira, at("path", match))
