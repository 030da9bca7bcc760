"""A new programme is a new file: one that nobody thought of runs without a line of code."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from conftest import SignIn
from naast.impact.services import close_quarters
from naast.people.models import Household, Supporter
from naast.programmes import all_programmes, find
from naast.programmes.checks import definitions_are_valid
from naast.programmes.library import look_also_in, look_no_longer_in
from naast.support.checks import gates_have_predicates
from naast.support.models import Match, SupportRequest
from tests.cast import NOW, Cast
from tests.life import Life

MUZIEKBUUR = Path(__file__).parent / "programmes" / "muziekbuur.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of programmes of one's own, with the sixth in it."""
    shutil.copy(MUZIEKBUUR, tmp_path)
    look_also_in(tmp_path)
    yield tmp_path
    look_no_longer_in(tmp_path)


def test_a_file_is_all_it_takes(folder: Path) -> None:
    assert "muziekbuur" in {programme.slug for programme in all_programmes()}
    assert definitions_are_valid(None) == []
    assert gates_have_predicates() == []


def test_it_runs_from_the_first_question_to_the_goodbye(
    folder: Path, cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    life = Life(cast, find("muziekbuur"), sign_in, clock)
    life.ask()
    life.offer()
    life.prepare()
    life.propose()
    assert life.walk() == [phase.key for phase in life.programme.phases]
    assert Match.objects.get(pk=life.match.pk).ending == Match.Ending.COMPLETED
    life.sleep(days=150)
    report = reported(life, others=19)
    assert "Muziekbuur" in report["screen"]
    assert re.search(r"^[^;]*;[^;]*;20;asked", report["sheet"], re.MULTILINE)


def reported(life: Life, others: int) -> dict[str, str]:
    """The report of the quarter in which it was asked, with so many other families beside it."""
    for number in range(others):
        home = Household.objects.create(
            organisation=life.organisation, name=f"Gezin {number}", postcode="2311"
        )
        SupportRequest.objects.create(
            household=home, organisation=life.organisation, programme=life.programme.slug,
            asked_at=NOW, confirmed_at=NOW, waiting_since=NOW.date(),
        )  # fmt: skip
    close_quarters(now=timezone.now())
    asked = {"programma": life.programme.slug, "periode": "2026-k4"}
    pages = {"screen": "impact:reports", "sheet": "impact:report_csv"}
    return {
        name: life.noor.get(reverse(page), asked).content.decode("utf-8-sig")
        for name, page in pages.items()
    }


def test_its_own_words_stand_on_the_pages(
    folder: Path, cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    life = Life(cast, find("muziekbuur"), sign_in, clock)
    life.ask()
    life.offer()
    life.prepare()
    life.propose()
    path = read(life.noor.get(reverse("support:path", args=[life.match.pk])).content)
    assert "Duet" in path
    assert "Luistergezin" in path
    assert "Muziekbuur" in path
    assert "steungezin" not in path
    board = read(life.noor.get(reverse("support:match_board", args=[life.asked.pk])).content)
    assert "steungezin" not in board
    assert Supporter.objects.get(pk=life.supporter.pk).kind in life.programme.kinds


def read(page: bytes) -> str:
    """What people read on a page: without tags and addresses."""
    return re.sub(r"<[^>]+>", " ", page.decode())


def test_a_file_with_errors_stops_the_start_and_names_each(folder: Path) -> None:
    text = MUZIEKBUUR.read_text(encoding="utf-8")
    wrong = text.replace('"goal_reached"', '"goal_reech"').replace("families_at_once = 1", "f = 1")
    wrong = wrong.replace("asked_from = 9", 'asked_from = "negen"')
    (folder / "muziekbuur.toml").write_text(wrong, encoding="utf-8")
    said = [error.msg for error in definitions_are_valid(None)]
    assert len(said) == 3
    assert any(
        "muziekbuur.toml: capacity.f: deze naam kennen we hier niet" in line for line in said
    )
    assert any("phases.encore.gates.0: hier staat 'goal_reech'; kies uit" in line for line in said)
    assert any(
        "young.asked_from: hier staat 'negen'; hier hoort een heel getal" in line for line in said
    )


def test_a_gate_that_nothing_looks_at_stops_the_start(folder: Path) -> None:
    text = MUZIEKBUUR.read_text(encoding="utf-8")
    text = text.replace('gates = ["goal_reached"]', 'gates = ["plan_accepted"]')
    (folder / "muziekbuur.toml").write_text(text, encoding="utf-8")
    assert definitions_are_valid(None) == []
    (error,) = gates_have_predicates()
    assert "muziekbuur.toml: phases.encore.gates: hier staat 'plan_accepted'; die" in error.msg


def test_two_files_with_one_name_are_refused(folder: Path) -> None:
    text = MUZIEKBUUR.read_text(encoding="utf-8").replace('"muziekbuur"', '"buurtgezinnen"', 1)
    (folder / "muziekbuur.toml").unlink()
    (folder / "buurtgezinnen.toml").write_text(text, encoding="utf-8")
    (error,) = definitions_are_valid(None)
    assert "buurtgezinnen.toml: slug: is ook de naam van een ander programma hier" in error.msg
