"""A definition that is not in order says where, and what is expected there."""

import subprocess
import sys
from pathlib import Path

import pytest

from naast.programmes import InvalidDefinition, load
from naast.programmes.checks import definitions_are_valid, errors_in
from naast.programmes.library import DEFINITIONS, load_all
from naast.programmes.vocabulary import Side

BUDDIES = Path(__file__).parent / "duo_buddies.toml"
GOOD = (DEFINITIONS / "buurtgezinnen.toml").read_text(encoding="utf-8")


@pytest.fixture
def complaints(tmp_path):
    """What is said about Buurtgezinnen after some text in it was replaced."""

    def read(*replacements):
        text = GOOD
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "buurtgezinnen.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InvalidDefinition) as raised:
            load(path)
        return [str(problem) for problem in raised.value.problems]

    return read


def test_all_mistakes_are_named_together(complaints):
    said = complaints(
        ("valid_days = 14", ""), ('unit = "weeks"', 'unit = "w"'), ("[kinds]", "[kindz]")
    )
    assert [line.split(": ")[1] for line in said] == [
        "kinds", "kindz", "phases.trial.duration.unit", "proposal.valid_days",
    ]  # fmt: skip


def test_good_definitions_are_read_beside_bad_ones(tmp_path):
    (tmp_path / "buurtgezinnen.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.toml").touch()
    programmes, problems = load_all(tmp_path)
    assert [programme.slug for programme in programmes] == ["buurtgezinnen"]
    assert {problem.file for problem in problems} == {"empty.toml"}


def test_the_server_names_every_problem_at_start_up(tmp_path):
    (tmp_path / "a.toml").write_text('slug = "a"\nversion = "x"\n')
    (tmp_path / "b.toml").write_text("[")
    errors = [error.msg for error in errors_in(tmp_path)]
    assert (
        "a.toml: version: hier staat 'x'; hier hoort een heel getal van 1 tot en met 10000"
        in errors
    )
    assert any(error.startswith("b.toml: (bestand): ") for error in errors)


def test_our_own_definitions_are_in_order():
    assert definitions_are_valid(None) == []


def test_a_quite_different_programme_fits_without_new_code():
    buddies = load(BUDDIES)
    supporters = [role for role in buddies.roles.values() if role.side == Side.SUPPORTING]
    assert sum(role.per_match for role in supporters) == 2
    assert buddies.registration.confirmation_by == "young_person"
    assert buddies.phase("trial").meetings == 3
    assert buddies.phase("under_way").skippable
    assert buddies.rhythm.hours == 2.5
    assert buddies.name.languages == ("nl", "en", "fr")
    assert buddies.matching.base_points == 1000
    assert buddies.numbers()["rhythm.hours"].value == 2.5
    assert buddies.numbers()["phases.trial.meetings"].whole


def test_a_definition_is_found_without_django():
    code = (
        "import sys, naast.programmes as p; str(p.find('buurtgezinnen').name);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
