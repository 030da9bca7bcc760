"""Whoever writes a programme file reads in Dutch what is wrong: key, what stands there, what may.

Every kind of fault the reader knows has its row here; a new one without a row makes a test red.
"""

import os
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest

from naast.programmes import InvalidDefinition, load
from naast.programmes.instruments import load as load_instrument
from naast.programmes.library import DEFINITIONS, in_all_folders, look_also_in, look_no_longer_in
from naast.programmes.library import read as read_text
from naast.programmes.sentences import DUTCH, ENGLISH, Sentences, fault

NOT_SAID_BY_ITSELF: Final = {
    "a_list", "a_table", "a_text_in", "a_choice", "a_span", "both", "this_number", "nothing",
    "plain", "causes",
}  # fmt: skip
"""Parts of sentences."""

ELSEWHERE: Final = {
    "few_replies", "no_gate_here", "not_changed_number", "not_changed_text", "same_name",
    "too_deep", "too_long", "too_much", "unreadable", "not_utf8",
}  # fmt: skip
"""Sentences about several files, about a file that cannot be changed by words, and of what an
organisation changes; they have tests of their own below or in `test_overrides`.
"""

B, M, D, H = "buurtgezinnen", "maatjesproject", "duo-coaching", "home-start"

FAULTS: Final = [
    # sentence, file, what stood there, what stands there now, key, what is said.
    ("missing", B, "valid_days = 14", "", "proposal.valid_days",
     "ontbreekt; hier hoort een heel getal van 1 tot en met 90"),
    ("missing", B, 'nl = "Buurtgezinnen"\n', "", "name.nl",
     "ontbreekt; hier hoort een tekst tussen aanhalingstekens"),
    ("missing", B, "[source]", "[bron]", "source", "ontbreekt; hier hoort een tabel"),
    ("missing", B, "[rhythm.words]", "[rhythm.woorden]", "rhythm.words",
     "ontbreekt; hier hoort een tabel met een tekst in nl en en"),
    ("missing", B, '8, unit = "weeks"', "8", "phases.trial.duration.unit",
     "ontbreekt; hier hoort een van days, weeks, months"),
    ("missing", B, 'gates = ["both_said_yes"]', "", "phases.proposal.gates",
     "ontbreekt; hier hoort een lijst"),
    ("empty", B, 'title = "De kracht van het gewone"', 'title = " "', "source.title",
     "is leeg; hier hoort een tekst tussen aanhalingstekens"),
    # Each wrong type.
    ("not_a", B, 'title = "De kracht van het gewone"', "title = 3", "source.title",
     "hier staat 3; hier hoort een tekst tussen aanhalingstekens"),
    ("not_a", B, "vog = true", 'vog = "ja"', "trust.vog",
     "hier staat 'ja'; hier hoort true of false"),
    ("not_a", B, "vog = true", "vog = 2026-11-29", "trust.vog",
     "hier staat 2026-11-29; hier hoort true of false"),
    ("not_a", B, "valid_days = 14", "valid_days = 1.5", "proposal.valid_days",
     "hier staat 1.5; hier hoort een heel getal van 1 tot en met 90"),
    ("not_a", B, "valid_days = 14", "valid_days = true", "proposal.valid_days",
     "hier staat true; hier hoort een heel getal van 1 tot en met 90"),
    ("not_a", B, "valid_days = 14", "valid_days = [14]", "proposal.valid_days",
     "hier staat een lijst; hier hoort een heel getal van 1 tot en met 90"),
    ("not_a", B, "limit_km = 10.0", 'limit_km = "ver"', "matching.distance_limit_km",
     "hier staat 'ver'; hier hoort een getal van 0.5 tot en met 200"),
    ("not_a", B, "limit_km = 10.0", "limit_km = nan", "matching.distance_limit_km",
     "hier staat nan; hier hoort een getal van 0.5 tot en met 200"),
    ("not_a", B, 'gates = ["both_said_yes"]', 'gates = "both_said_yes"', "phases.proposal.gates",
     "hier staat 'both_said_yes'; hier hoort een lijst"),
    ("not_a", B, "[rhythm.words]", "words = 3\n[rhythm.woord]", "rhythm.words",
     "hier staat 3; hier hoort een tabel met een tekst in nl en en"),
    ("one_of", B, 'unit = "weeks"', 'unit = "weken"', "phases.trial.duration.unit",
     "hier staat 'weken'; kies uit days, weeks, months"),
    ("one_of", B, "[elements.E8]", "[elements.E9]", "elements.E9",
     "hier staat 'E9'; kies uit E1, E2, E3"),
    ("one_of", M, '[aims.feeling_well]\nkind = "ladder"', '[aims.feeling_well]\nkind = "words"',
     "aims.feeling_well.kind", "hier staat 'words'; kies uit ladder, faces"),
    ("twice", B, '["talk_held",', '["vog_valid",', "phases.acquaintance.gates.1",
     "'vog_valid' staat er twee keer; een keer is genoeg"),
    ("unknown", B, "number = 8,", "nummer = 8, number = 8,", "phases.trial.duration.nummer",
     "deze naam kennen we hier niet; bedoel je number?"),
    ("meant", B, "[kinds]", "[kindz]", "kindz", "deze naam kennen we hier niet; bedoel je kinds?"),
    ("known", B, "[trust]\n", "[trust]\nnature = 1\n", "trust.nature",
     "deze naam kennen we hier niet; wat hier kan: vog, references, acquaintance_talk"),
    ("is_key", B, "[phases.trial]", '[phases.trial]\nkey = "x"', "phases.trial.key",
     "is de naam van de tabel zelf; laat deze regel weg"),
    ("not_a_name", B, "[kinds]\n", '[kinds]\n"Oma" = { nl = "a", en = "b" }\n', "kinds.Oma",
     "is geen goede naam: begin met een kleine letter"),
    ("not_a_language", B, 'nl = "Buurtgezinnen"\n', 'nl = "a"\nnld = "b"\n', "name.nld",
     "is geen taal: schrijf twee kleine letters, zoals nl of en"),
    # Each bound.
    ("less", B, "valid_days = 14", "valid_days = 0", "proposal.valid_days",
     "hier staat 0; dat is minder dan 1. Hier hoort een heel getal van 1 tot en met 90"),
    ("less", B, "limit_km = 10.0", "limit_km = 0.1", "matching.distance_limit_km",
     "hier staat 0.1; dat is minder dan 0.5. Hier hoort een getal van 0.5 tot en met 200"),
    ("more", B, "limit_km = 10.0", "limit_km = 900", "matching.distance_limit_km",
     "hier staat 900.0; dat is meer dan 200. Hier hoort een getal van 0.5 tot en met 200"),
    ("more", B, "valid_days = 14", f"valid_days = 0x{'f' * 9000}", "proposal.valid_days",
     "hier staat een veel te groot getal; dat is meer dan 90"),
    # What fields say together, and names that point nowhere.
    ("below", B, "child_age_from = 0", "child_age_from = 18", "audience.child_age_until",
     "hier staat 17; dat is minder dan child_age_from, en dat is 18"),
    ("below", M, "age_from = 18", "age_from = 18\nage_until = 17", "trust.age_until",
     "hier staat 17; dat is minder dan age_from, en dat is 18"),
    ("below", H, "child_age_until = 17", "child_age_until = 2",
     "audience.options.older.child_age_until",
     "hier staat 2; dat is minder dan child_age_from, en dat is 7"),
    ("not_in", B, 'by = ["parent", ', "by = [", "registration.confirmation_by",
     "hier staat 'parent'; dat staat niet bij by. Kies uit team, school"),
    ("not_in", B, '"coordinator", "asking", "supporting"]', '"leider"]',
     "phases.acquaintance.acts.0",
     "hier staat 'leider'; dat staat niet bij roles. Kies uit asking, supporting, coordinator"),
    ("not_in", M, 'must = ["language"]', 'must = ["age"]', "likenesses.must.0",
     "hier staat 'age'; dat staat niet bij asked. Kies uit language, hobby"),
    ("not_in", D, 'phase = "plan"', 'phase = "plannen"', "plan.phase",
     "hier staat 'plannen'; dat staat niet bij phases. Kies uit"),
    ("not_in", D, 'parts = ["asking", "supporting", "coach"]', 'parts = ["asking", "oma"]',
     "plan.parts.1", "hier staat 'oma'; dat staat niet bij roles"),
    ("not_in", D, 'goes_along = "supporting"', 'goes_along = "oma"', "plan.goes_along",
     "hier staat 'oma'; dat staat niet bij roles"),
    ("culture", M, 'asked = ["language", "hobby"]\nmust = ["language"]',
     'asked = ["culture"]\nmust = ["culture"]', "likenesses.must.0",
     "hier staat 'culture'; dat leest een mens, en nooit een regel"),
    ("no_duration", B, "duration = { number = 24", "meetings = 3 #", "phases.under_way.duration",
     "ontbreekt, en de poort term_reached kijkt ernaar; hier hoort een tabel met number, unit"),
    ("no_meetings", M, "meetings = 3\n", "", "phases.trial.meetings",
     "ontbreekt, en de poort meetings_held kijkt ernaar; hier hoort een heel getal"),
    ("no_gates", B, 'gates = ["both_said_yes"]', "gates = []", "phases.proposal.gates",
     "is leeg; dan gaat deze fase vanzelf voorbij. Hier hoort een lijst met poorten"),
    ("none", B, 'asks = ["asking", "supporting"]', "asks = []", "proposal.asks",
     "is leeg; hier hoort minstens een"),
    ("none", M, 'moments = ["before"]', "moments = []", "young_measures.wish.moments",
     "is leeg; hier hoort minstens een"),
    ("no_role", B, "[roles.coordinator]", "[roles.leader]", "roles.coordinator",
     "ontbreekt; hier hoort een tabel met de woorden voor deze rol"),
    ("asking_first", D, 'parts = ["asking", "supporting"', 'parts = ["supporting", "asking"',
     "plan.parts", "begint met 'supporting'; begin met 'asking', want het gezin komt eerst"),
    ("goes_with", D, 'phase = "plan"\n', "", "plan.phase",
     "hoort bij parts: vul ze allebei in, of geen van beide"),
    ("like_an_aim", M, "[measures.helps]", "[measures.aim_helps]", "measures.aim_helps.question",
     "hier staat 'aim_helps'; met aim_ beginnen doelen. Kies een andere naam"),
    ("not_a_later_phase", B, 'before = "trial"', 'before = "acquaintance"', "safety.before",
     "hier staat 'acquaintance'; dat is geen fase na een andere. Kies uit"),
    ("only_a_family", B, 'opens = ["profile", "path"]', 'opens = ["enquiries"]',
     "phases.proposal.opens", "hier staat 'enquiries'; dat opent alleen een gezin zelf"),
    ("other_name", B, 'slug = "buurtgezinnen"', 'slug = "b"', "slug",
     "hier staat 'b'; hier hoort 'buurtgezinnen', zoals het bestand heet"),
    ("not_toml", B, "version = 1\n", "version = = 1\n", "(bestand)",
     "regel 6, teken 11: deze waarde kunnen we niet lezen"),
]  # fmt: skip


def said(file: str, text: str) -> list[tuple[str, str]]:
    """Key and words of everything that is wrong with this text."""
    with pytest.raises(InvalidDefinition) as raised:
        read_text(text, file)
    assert {problem.file for problem in raised.value.problems} == {f"{file}.toml"}
    return [(problem.key, problem.text) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "words"),
    [row[1:] for row in FAULTS],
    ids=[f"{row[0]}-{row[4]}" for row in FAULTS],
)
def test_a_fault_is_told_by_file_and_key_with_what_may_stand_there(
    file: str, old: str, new: str, key: str, words: str
) -> None:
    text = (DEFINITIONS / f"{file}.toml").read_text(encoding="utf-8")
    assert old in text
    found = said(file, text.replace(old, new, 1))
    assert any(at == key and told.startswith(words) for at, told in found), found


def test_every_kind_of_fault_has_its_row() -> None:
    kinds = {field.name for field in fields(Sentences)} - NOT_SAID_BY_ITSELF - ELSEWHERE
    assert {row[0] for row in FAULTS} == kinds


def test_every_sentence_is_in_dutch() -> None:
    for field in fields(Sentences):
        assert getattr(DUTCH, field.name) != getattr(ENGLISH, field.name), field.name


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("version", "na de naam hoort een ="),
        ("= 1", "hier begint geen goede regel"),
        ("version = 1 2", "hier hoort een nieuwe regel"),
        ("[name", "hier ontbreekt een ]"),
        ("[[name", "hier ontbreekt een ]"),
        ("version = 1\nversion = 2", "deze naam staat er al"),
        ("[name]\n[name]", "deze tabel staat er al"),
        ("x = {a = 1}\nx.b = 2", "deze tabel is hierboven al afgesloten"),
        ("x = {a = 1, a = 2}", "deze naam staat er al"),
        ("x = [1, 2", "hier ontbreekt een ] of een komma"),
        ("x = {a = 1", "hier ontbreekt een } of een komma"),
        ('x = "abc', "hier ontbreekt een aanhalingsteken"),
        ('x = "a\\q"', "schrijf een \\ als \\\\"),
        ('x = "\\u00zz"', "deze code na \\ klopt niet"),
        ("x = 2026-02-30", "deze datum bestaat niet"),
        ("x = ja", "deze waarde kunnen we niet lezen"),
        ('x = "a\x01"', "hier staat een teken dat niet mag"),
        ("a . = 1", "zo kan een naam niet beginnen"),
    ],
)
def test_broken_toml_is_told_with_its_line_and_what_stands_there(line: str, why: str) -> None:
    [(key, words)] = said(B, f"# eerst dit\n{line}")
    assert key == "(bestand)"
    assert words.startswith("regel ")
    assert f": {why}" in words, words
    assert f"Daar staat: {line.splitlines()[-1][:20]}" in words


def test_tables_that_stand_too_deep_are_told() -> None:
    [(key, words)] = said(B, f"x = {'[' * 5000}{']' * 5000}")
    assert (key, words) == ("(bestand)", DUTCH.too_deep)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "buurtgezinnen.toml"
    path.write_bytes(b'slug = "buurtgezinnen"\nmotto = "caf\xe9"')
    with pytest.raises(InvalidDefinition) as raised:
        load(path)
    assert str(raised.value) == (
        "buurtgezinnen.toml: (bestand): regel 2 is niet te lezen; bewaar het bestand als UTF-8"
    )


def test_a_file_with_a_mark_at_its_beginning_is_read(tmp_path: Path) -> None:
    path = tmp_path / "buurtgezinnen.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (DEFINITIONS / "buurtgezinnen.toml").read_bytes())
    assert load(path).slug == "buurtgezinnen"


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "map.toml").mkdir()
    with pytest.raises(InvalidDefinition, match=r"map.toml: \(bestand\): is niet te openen"):
        load(tmp_path / "map.toml")
    if os.geteuid():  # nothing is closed to root
        closed = tmp_path / "dicht.toml"
        closed.touch(mode=0)
        with pytest.raises(InvalidDefinition, match=r"dicht\.toml"):
            load(closed)


def test_an_empty_file_and_two_with_one_name_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "leeg.toml").touch()
    text = (DEFINITIONS / "buurtgezinnen.toml").read_text(encoding="utf-8")
    (tmp_path / "buurtgezinnen.toml").write_text(text, encoding="utf-8")
    look_also_in(tmp_path)
    try:
        problems = in_all_folders()[1]
    finally:
        look_no_longer_in(tmp_path)
    told = {(problem.file, problem.key): problem.text for problem in problems}
    assert told["buurtgezinnen.toml", "slug"] == DUTCH.same_name
    assert told["leeg.toml", "slug"].startswith("ontbreekt; hier hoort een tekst")


def test_a_list_of_somebody_else_is_told_in_dutch_too(tmp_path: Path) -> None:
    path = tmp_path / "lijst.toml"
    path.write_text('slug = "lijst"\nage_from = 5\n', encoding="utf-8")
    with pytest.raises(InvalidDefinition) as raised:
        load_instrument(path)
    told = {problem.key: problem.text for problem in raised.value.problems}
    assert told["age_from"].endswith("Hier hoort een heel getal van 9 tot en met 120")
    assert told["lines"] == "ontbreekt; hier hoort een tabel"


def test_what_somebody_wrote_is_shown_short() -> None:
    shown = DUTCH.of(fault("one_of", value="x" * 500, known="a"))
    assert len(shown) < 100


def test_files_we_ship_ourselves_are_told_in_english() -> None:
    assert ENGLISH.of(fault("none")) == "is empty; here belongs at least one"
