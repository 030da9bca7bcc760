"""Buurtgezinnen as a definition: complete, and true to what is known of it."""

from datetime import date

import pytest

from naast.common.words import FrozenTable, Words
from naast.programmes import UnknownProgramme, all_programmes, find
from naast.programmes.vocabulary import Element, Gate, MeasureKind, Moment, Side, Topic

BUURTGEZINNEN = find("buurtgezinnen")


def test_it_is_among_all_programmes():
    assert BUURTGEZINNEN in all_programmes()


def test_an_unknown_programme_names_those_that_exist():
    with pytest.raises(UnknownProgramme, match="buurtgezinnen"):
        find("burgezinnen")


def test_the_path_runs_from_acquaintance_to_a_good_goodbye():
    assert [phase.key for phase in BUURTGEZINNEN.phases] == [
        "acquaintance", "proposal", "meeting", "coupling", "trial", "agreement", "under_way",
        "closing",
    ]  # fmt: skip
    assert BUURTGEZINNEN.first_phase.key == "acquaintance"
    assert BUURTGEZINNEN.phase_after("trial") == BUURTGEZINNEN.phase("agreement")
    assert BUURTGEZINNEN.phase_after("closing") is None


def test_a_phase_nobody_defined_is_a_key_error():
    with pytest.raises(KeyError, match="honeymoon"):
        BUURTGEZINNEN.phase("honeymoon")


def test_no_child_meets_anybody_before_the_vog_was_seen():
    until_meeting = [BUURTGEZINNEN.phase(key) for key in ("acquaintance", "meeting")]
    assert all(Gate.VOG_VALID in phase.gates for phase in until_meeting)


@pytest.mark.parametrize(
    ("phase", "gates"),
    [
        ("proposal", (Gate.BOTH_SAID_YES,)),
        ("meeting", (Gate.VOG_VALID, Gate.MEETING_HELD, Gate.BOTH_WANT_TRIAL)),
        ("coupling", (Gate.RULES_ACCEPTED_BY_ALL,)),
        ("trial", (Gate.TRIAL_EVALUATED,)),
        ("agreement", (Gate.AGREEMENT_ACCEPTED_BY_ALL,)),
        ("under_way", (Gate.TERM_REACHED,)),
        ("closing", (Gate.FAREWELL_DONE,)),
    ],
)
def test_each_phase_has_its_gates(phase, gates):
    assert BUURTGEZINNEN.phase(phase).gates == gates


def test_doors_open_one_by_one_and_the_address_comes_last():
    opened = [topic for phase in BUURTGEZINNEN.phases for topic in phase.opens]
    assert opened == [Topic.PROFILE, Topic.PATH, Topic.STORY, Topic.CONTACT]
    assert BUURTGEZINNEN.phase("trial").opens == (Topic.CONTACT,)


def test_the_profile_of_a_proposal_gives_no_address_away():
    assert {str(item) for item in BUURTGEZINNEN.proposal.profile}.isdisjoint(
        {"address", "surname", "postcode", "phone"}
    )


def test_they_go_together_for_two_years_and_look_back_four_times():
    under_way = BUURTGEZINNEN.phase("under_way")
    began = date(2026, 1, 31)
    assert under_way.duration
    assert under_way.duration.after(began) == date(2028, 1, 31)
    assert under_way.evaluation_days(began) == (
        date(2026, 4, 30), date(2026, 10, 31), date(2027, 4, 30), date(2027, 10, 31),
    )  # fmt: skip


def test_whoever_makes_it_one_year_looks_back_twice():
    shorter = BUURTGEZINNEN.with_overrides({"phases.under_way.duration.number": 12})
    assert len(shorter.phase("under_way").evaluation_days(date(2026, 1, 1))) == 2


def test_what_guards_safety_or_a_familys_own_yes_is_never_skipped():
    skippable = [phase.key for phase in BUURTGEZINNEN.phases if phase.skippable]
    assert skippable == ["coupling", "trial", "agreement", "under_way"]


def test_a_parent_confirms_whoever_registers():
    registration = BUURTGEZINNEN.registration
    assert (registration.by, registration.confirmation_by) == (
        ("parent", "team", "school"),
        "parent",
    )
    assert registration.max_questions <= 10


def test_it_embodies_all_eight_elements_in_one_sentence_each():
    assert set(BUURTGEZINNEN.elements) == set(Element)
    for words in BUURTGEZINNEN.elements.values():
        assert words.in_language("nl").count(".") == 1


def test_the_numbers_are_those_of_the_source():
    assert BUURTGEZINNEN.matching.distance_limit_km == 10
    assert BUURTGEZINNEN.rhythm.every_weeks == 2
    assert BUURTGEZINNEN.reports.times_per_year == 4
    assert BUURTGEZINNEN.rhythm.day_parts == ("wo-middag", "za-middag")


def test_what_is_measured_before_is_optional_and_only_counted():
    before = [m for m in BUURTGEZINNEN.measures if m.moments[0] == Moment.BEFORE]
    assert [m.key for m in before if m.only_in_totals] == ["benefit", "youth_care"]
    assert all(measure.optional for measure in BUURTGEZINNEN.measures)


def test_looking_back_on_the_trial_begins_with_what_goes_well():
    trial = [m for m in BUURTGEZINNEN.measures if Moment.TRIAL in m.moments]
    assert trial[0].key == "goes_well"
    assert all(set(m.asked_of) == {Side.ASKING, Side.SUPPORTING} for m in trial)


def test_both_sides_are_asked_once_whether_they_stay_in_touch():
    asked = [m for m in BUURTGEZINNEN.measures if m.key == "stay_in_touch"]
    assert [(m.kind, m.moments) for m in asked] == [(MeasureKind.YES_NO, (Moment.AFTER,))]


def test_a_grandparent_can_stand_beside_a_family():
    assert "opa" in BUURTGEZINNEN.kinds["grandparent"].in_language("nl")


def test_there_is_enough_to_choose_and_to_begin_with():
    assert len(BUURTGEZINNEN.interests) >= 16
    assert len(BUURTGEZINNEN.house_rules) >= 8
    assert len(BUURTGEZINNEN.agreement) >= 9


AVOIDED = ("hulpvraag", "cliënt", "casus", "probleem", "interventie", "risico", "diagnose", "!")


@pytest.mark.parametrize("programme", all_programmes(), ids=lambda programme: programme.slug)
def test_every_text_is_short_and_uses_our_words(programme):
    for words in texts_of(programme):
        dutch = words.in_language("nl").lower()
        assert not [word for word in AVOIDED if word in dutch], dutch
        for sentence in dutch.replace("?", ".").split(". "):
            assert len(sentence.split()) <= 20, sentence


def texts_of(part):
    """Every text of a programme, however deep."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, FrozenTable):
        for child in part.values():
            yield from texts_of(child)
    elif isinstance(part, tuple):
        for child in part:
            yield from texts_of(child)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from texts_of(getattr(part, name))
