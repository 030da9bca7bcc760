"""The export: everything of one person, and nothing of anybody else."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from naast.common.models import Draft, LogEntry
from naast.common.processing import record
from naast.people.models import Grant, HouseholdMember, Person, TrustStep, VogSighting
from naast.support.models import Match, Note
from naast.support.selectors.export import Export, export_of
from naast.support.services import matches, notes
from naast.support.services.exporting import make_export
from tests.canary_rows import Canaries, Row
from tests.cast import Cast
from tests.neighbours import Neighbours
from tests.plugin_trust import Promise


def words_of(export: Export) -> str:
    """All that stands in the file and on the page."""
    page = [value.text for chapter in export.chapters for row in chapter.rows for value in row]
    return json.dumps(export.as_data(), cls=DjangoJSONEncoder, ensure_ascii=False) + repr(page)


@pytest.fixture
def match(cast: Cast) -> Match:
    """Samira beside Anke and Joost, the agreement signed; a note about each; other families."""
    Neighbours(cast)
    match = cast.to_under_way()
    for home in (cast.asking, cast.supporting):
        notes.write_note(
            actor=cast.coordinator, household_id=home.pk, words="Bracht soep.", now=cast.now
        )
    return match


def rows(queryset: object) -> set[Row]:
    """Rows by label and number."""
    found = queryset.all()  # type: ignore[attr-defined]
    return {(row._meta.label, row.pk) for row in found}


def own_rows(cast: Cast, match: Match, who: str) -> set[Row]:
    """What belongs to somebody, worked out here by hand and not from the registry."""
    person = cast.by_name(who)
    home = cast.asking if who == "parent" else cast.supporting
    told = {
        ("people.Person", person.pk), ("people.Account", person.account.pk),
        ("people.ContactDetails", person.pk), ("people.Household", home.pk),
        ("support.Match", match.pk),
    }  # fmt: skip
    told |= rows(home.members) | rows(home.requests) | rows(home.supporters)
    told |= rows(Note.objects.filter(household=home))
    told |= rows(VogSighting.objects.filter(member__household=home))
    told |= rows(TrustStep.objects.filter(supporter__household=home))
    told |= rows(match.steps) | rows(match.meetings) | rows(match.house_rules)
    return told | rows(match.agreements) | rows(match.evaluations)


@pytest.mark.trust
@pytest.mark.parametrize("who", ["parent", "supporting_parent"])
def test_it_holds_all_of_one_person_and_nothing_of_another(
    cast: Cast, match: Match, promise: Promise, who: str
) -> None:
    canaries = Canaries()
    canaries.fill()
    mine = own_rows(cast, match, who)
    shown = {field.label for field in record().fields if field.in_export}
    due = {
        word
        for row in mine
        for field, word in canaries.of.get(row, {}).items()
        if f"{row[0]}.{field}" in shown
    }
    # First names of who works here stand under what they wrote, as on every page.
    staff = {
        canaries.of[("people.Person", person.pk)]["first_name"]
        for person in (
            cast.coordinator,
            cast.second_coordinator,
            cast.far_coordinator,
            cast.municipality,
        )
    }
    others = canaries.words(set(canaries.of) - mine) - staff
    others -= canaries.words(rows_about_organisations(canaries))
    text = words_of(export_of(Person.objects.get(pk=cast.by_name(who).pk), now=cast.now))
    missing = sorted(word for word in due if word not in text)
    leaked = sorted(word for word in others if word in text)
    assert [row for row in canaries.of if set(canaries.of[row].values()) & set(leaked)] == []
    promise.kept("P18", f"export volledig en van niemand anders ({who})",
                 count=len(due) + len(others), broken=len(missing) + len(leaked),
                 floor=100)  # fmt: skip
    assert len(due) >= 20


def rows_about_organisations(canaries: Canaries) -> set[Row]:
    """Nothing about a person."""
    return {row for row in canaries.of if row[0] in ("people.Organisation", "places.Area")}


def test_a_parent_who_lives_elsewhere_gets_nothing_of_the_family(cast: Cast, match: Match) -> None:
    text = words_of(export_of(cast.other_parent, now=cast.now))
    assert "Karim" in text
    assert "Verweg 9" in text
    for word in ("Samira", "Yara", "Sem", "boek lezen", "Bracht soep", "2311", "Anke"):
        assert word not in text, word


def test_the_family_gets_the_shared_papers_and_its_own_side_of_the_answers(
    cast: Cast, match: Match
) -> None:
    export = export_of(cast.parent, now=cast.now)
    text = words_of(export)
    for word in ("We bellen als het anders loopt", "Zoals besproken", "pannenkoeken", "Buurthuis",
                 "Bracht soep", "boek lezen", "Kanarie-parent 1", "Yara"):  # fmt: skip
        assert word in text, word
    for word in ("Anke", "Joost", "Verzonnen", "supporting_parent@", "plek aan tafel"):
        assert word not in text, word
    answers = next(c for c in export.chapters if c.model == "support.Answer")
    assert {value.text for row in answers.rows for value in row if value.field == "side"} == {
        "Wie steun vraagt"
    }


def test_a_proposal_that_passed_by_does_not_stand_in_it(cast: Cast) -> None:
    notes.write_note(
        actor=cast.coordinator, household_id=cast.supporting.pk, words="Bracht soep.", now=cast.now
    )
    passed = cast.propose()
    matches.withdraw_match(actor=cast.coordinator, match_id=passed.pk, now=cast.now)
    export = export_of(cast.supporting_parent, now=cast.now)
    assert "support.Match" not in {chapter.model for chapter in export.chapters}
    lines = next(c for c in export.chapters if c.model == "common.LogEntry")
    assert [v.raw for row in lines.rows for v in row if v.field == "action"] == [
        "support.note.written"
    ]


def test_who_looked_stands_in_it_with_consents_and_what_is_typed_now(
    cast: Cast, match: Match
) -> None:
    assert Grant.objects.filter(household=cast.asking).exists()
    found = {chapter.model: chapter for chapter in export_of(cast.parent, now=cast.now).chapters}
    assert {"people.Grant", "common.LogEntry", "support.Note"} <= set(found)
    what = {value.text for row in found["common.LogEntry"].rows for value in row}
    assert "schreef een notitie" in what
    assert Draft.objects.count() == 0


def test_making_one_is_written_down(cast: Cast) -> None:
    make_export(actor=cast.parent, now=cast.now)
    line = LogEntry.objects.get(action="people.export.made")
    assert (line.household_id, line.actor_id) == (cast.asking.pk, cast.parent.pk)
    make_export(actor=cast.other_parent, now=cast.now)
    line = LogEntry.objects.filter(action="people.export.made").latest("pk")
    assert (line.household_id, line.actor_id) == (None, cast.other_parent.pk)


def test_an_erased_family_across_is_called_erased(cast: Cast, match: Match) -> None:
    from naast.support.services.erasing import erase_myself

    erase_myself(actor=cast.supporting_parent, now=cast.now)
    text = words_of(export_of(cast.parent, now=cast.now))
    assert "Anke" not in text
    assert HouseholdMember.objects.filter(household=cast.asking).exists()


def test_it_costs_as_much_for_a_long_logbook(
    cast: Cast, match: Match, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(80):  # type: ignore[operator]
        export_of(cast.parent, now=cast.now)
