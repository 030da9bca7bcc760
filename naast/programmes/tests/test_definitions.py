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


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            'unit = "weeks"',
            'unit = "weken"',
            "phases.trial.duration.unit: 'weken' is not one of days, weeks, months",
        ),
        (
            "number = 8,",
            "nummer = 8, number = 8,",
            "phases.trial.duration.nummer: is not a key here; did you mean number?",
        ),
        (
            "[trust]\n",
            "[trust]\nnature = 1\n",
            "trust.nature: is not a key here; known are vog, references, acquaintance_talk,"
            " home_visit, training",
        ),
        ("valid_days = 14", "", "proposal.valid_days: is missing"),
        ("valid_days = 14", "valid_days = 0", "proposal.valid_days: 0 is less than 1"),
        ("valid_days = 14", "valid_days = true", "proposal.valid_days: True is not a whole number"),
        ("valid_days = 14", "valid_days = 1.5", "proposal.valid_days: 1.5 is not a whole number"),
        ("limit_km = 10.0", "limit_km = 900", "matching.distance_limit_km: 900.0 is more than 200"),
        ("limit_km = 10.0", "limit_km = nan", "matching.distance_limit_km: nan is not a number"),
        ("vog = true", 'vog = "ja"', "trust.vog: 'ja' is not true or false"),
        ('title = "De kracht van het gewone"', 'title = " "', "source.title: is empty"),
        ('nl = "Buurtgezinnen"\n', "", "name.nl: is missing"),
        ('nl = "Buurtgezinnen"\n', 'nl = "a"\nnld = "b"\n', "name.nld: is not a language code"),
        ('["talk_held",', '["talk_hold",', "phases.acquaintance.gates.0: 'talk_hold' is not one"),
        ('["talk_held",', '["vog_valid",', "phases.acquaintance.gates.1: 'vog_valid' stands twice"),
        ('["both_said_yes"]', '"both_said_yes"', "phases.proposal.gates: 'both_said_yes' is not a"),
        ('["both_said_yes"]', "[]", "phases.proposal.gates: is empty, so this phase would pass"),
        ("[elements.E8]", "[elements.E9]", "elements.E9: 'E9' is not one of E1, E2, E3"),
        ("[kinds]\n", '[kinds]\n"Oma" = { nl = "a", en = "b" }\n', "kinds.Oma: is not a name of"),
        ("[roles.coordinator]", "[roles.leader]", "roles.coordinator: is missing"),
        ("[phases.trial]", '[phases.trial]\nkey = "x"', "phases.trial.key: is the name of the"),
        ("child_age_from = 0", "child_age_from = 18", "audience.child_age_until: 17 is below"),
        ('by = ["parent", ', "by = [", "registration.confirmation_by: 'parent' does not stand in"),
        (
            "duration = { number = 24",
            "meetings = 3 #",
            "phases.under_way.duration: is missing, and",
        ),
        ('slug = "buurtgezinnen"', 'slug = "b"', "slug: is not the name of the file,"),
        ("version = 1\n", "version = = 1\n", "(file): this is not TOML"),
        ("valid_days = 14", f"valid_days = 0x{'f' * 9000}", "proposal.valid_days: this number is"),
        (
            "limit_km = 10.0",
            f"limit_km = 0x{'f' * 9000}",
            "matching.distance_limit_km: this number is not a number",
        ),
    ],
)
def test_a_mistake_is_named_by_its_key(complaints, old, new, complaint):
    assert any(
        said.startswith(f"buurtgezinnen.toml: {complaint}") for said in complaints((old, new))
    ), complaints((old, new))


def test_all_mistakes_are_named_together(complaints):
    said = complaints(
        ("valid_days = 14", ""), ('unit = "weeks"', 'unit = "w"'), ("[kinds]", "[kindz]")
    )
    assert [line.split(": ")[1] for line in said] == [
        "kinds", "kindz", "phases.trial.duration.unit", "proposal.valid_days",
    ]  # fmt: skip


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "buurtgezinnen.toml"
    path.write_bytes(b'slug = "\xff"')
    with pytest.raises(InvalidDefinition, match=r"buurtgezinnen.toml: \(file\): this is not TOML"):
        load(path)


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
    assert "a.toml: version: 'x' is not a whole number" in errors
    assert any(error.startswith("b.toml: (file): ") for error in errors)


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
