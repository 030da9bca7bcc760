"""Two who stand beside one family each look back for themselves, on their own part."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Person
from naast.support.models import Match, MeasureAnswer
from naast.support.selectors.today import today
from naast.support.services import companions, measures
from naast.support.services.measures import Given
from tests.cast import Cast
from tests.duo import Duo

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("DC-09", "DC-01")]

DAYS = timedelta(days=62)
"""After this the first day of looking back of the coaching is there."""
OWN = "Ze belde zelf de school."


@pytest.fixture
def duo(cast: Cast) -> Duo:
    """Valeria, Fatma and Kim."""
    return Duo(cast)


@pytest.fixture
def match(duo: Duo, clock: time_machine.Traveller) -> Match:
    """They are on their way for two months."""
    match, _companion = duo.on_the_way()
    clock.shift(DAYS)
    return match


def answer(duo: Duo, match: Match, who: Person, words: str) -> None:
    measures.answer(
        actor=who, match_id=match.pk, moment="interim", now=duo.cast.now + DAYS,
        given={"as_a_duo": Given(3), "own_part": Given(words=words)},
    )  # fmt: skip


def page(sign_in: SignIn, match: Match, who: Person) -> str:
    return sign_in(who).get(reverse("support:measures", args=[match.pk])).content.decode()


def test_each_is_asked_about_their_own_part_and_the_family_about_its_question(
    duo: Duo, match: Match, sign_in: SignIn
) -> None:
    for who in (duo.fatma, duo.kim):
        asked = page(sign_in, match, who)
        assert "Welke stap zag je, en wat zou jou helpen?" in asked
        assert "Helpt het je?" not in asked
        assert duo.request.question not in asked
        path = sign_in(who).get(reverse("support:path", args=[match.pk])).content.decode()
        assert "Het is tijd om terug te kijken" in path
    assert "Welke stap zag je" not in page(sign_in, match, duo.valeria)


def test_each_answers_once_for_themselves(duo: Duo, match: Match, sign_in: SignIn) -> None:
    answer(duo, match, duo.kim, OWN)
    given = MeasureAnswer.objects.filter(measure="own_part")
    assert [row.household_id for row in given] == [duo.coach.household_id]
    address = reverse("support:measures", args=[match.pk])
    sent = {"moment": "interim", "with_the_family": "2", "as_a_duo": "3", "own_part": "Luisteren."}
    assert sign_in(duo.fatma).post(address, sent).status_code == 302
    assert {row.household_id for row in given.all()} == {
        duo.coach.household_id, duo.mother.household_id,
    }  # fmt: skip


def test_only_the_coordinator_reads_what_each_of_them_tells(
    duo: Duo, match: Match, sign_in: SignIn
) -> None:
    answer(duo, match, duo.kim, OWN)
    answer(duo, match, duo.fatma, "Luisteren.")
    assert OWN in page(sign_in, match, duo.kim)
    assert OWN not in page(sign_in, match, duo.fatma)
    assert OWN not in page(sign_in, match, duo.valeria)
    read = page(sign_in, match, duo.cast.coordinator)
    assert OWN in read
    assert "Luisteren." in read


def test_the_coordinator_keeps_reading_of_who_closed_a_part(
    duo: Duo, match: Match, sign_in: SignIn
) -> None:
    answer(duo, match, duo.kim, OWN)
    companions.close_part(
        actor=duo.kim, companion_id=match.companions.get().pk, letter="Dag.", comes_back=False,
        now=duo.cast.now + DAYS,
    )  # fmt: skip
    assert OWN in page(sign_in, match, duo.cast.coordinator)
    assert OWN not in page(sign_in, match, duo.fatma)


def test_today_names_who_did_not_look_back(duo: Duo, match: Match) -> None:
    def missing() -> str:
        shown = today(duo.cast.coordinator, now=duo.cast.now + DAYS)
        found = [item for item in (*shown.yours, *shown.theirs) if item.key == "look_back"]
        return found[0].detail if found else ""

    assert missing().endswith("Valeria, Fatma, Kim")
    answer(duo, match, duo.fatma, "Luisteren.")
    assert missing().endswith("Valeria, Kim")
