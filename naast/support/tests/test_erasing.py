"""Erasing: what is gone is gone, what stays says of nobody whose it was, and nobody else loses
anything.
"""

import time
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common import keys, logbook
from naast.common.drafts import DraftOf
from naast.common.erasing import erase_again
from naast.common.logbook import chain
from naast.common.models import Draft, Key, LogEntry
from naast.kernel.errors import DomainError
from naast.people.models import (
    Account,
    ContactDetails,
    Grant,
    Household,
    HouseholdMember,
    Person,
    Role,
)
from naast.support.models import (
    Acceptance,
    Companion,
    Evaluation,
    HouseRules,
    Match,
    Note,
    SupportRequest,
)
from naast.support.selectors.logbook import logbook_lines
from naast.support.services import erasing, notes
from tests.canary_rows import Canaries, everything
from tests.cast import Cast
from tests.crowd import crowd
from tests.plugin_trust import Promise, size


@pytest.fixture
def match(cast: Cast) -> Match:
    """Samira beside Anke and Joost, the agreement signed, with a note about each family."""
    match = cast.to_under_way()
    for home in (cast.asking, cast.supporting):
        notes.write_note(
            actor=cast.coordinator, household_id=home.pk, words="Bracht soep.", now=cast.now
        )
    return match


def settle(cast: Cast, name: str = "Dina") -> HouseholdMember:
    """A second adult with a login at Samira's home."""
    person = Person.objects.create(first_name=name, email=f"{name}@voorbeeld.test")
    Account.objects.open(person)
    adult = HouseholdMember.objects.create(
        household=cast.asking, person=person, kind=HouseholdMember.Kind.ADULT, name=name
    )
    Household.objects.filter(pk=cast.asking.pk).update(name=f"Samira en {name}")
    return adult


@pytest.mark.trust
def test_nothing_of_an_erased_family_is_anywhere(
    cast: Cast, match: Match, promise: Promise
) -> None:
    for _note in range(30):
        notes.write_note(
            actor=cast.coordinator, household_id=cast.asking.pk, words="Nog iets.", now=cast.now
        )
    canaries = Canaries()
    canaries.fill()
    cast.parent.refresh_from_db()
    home = cast.asking.pk
    theirs = {
        (model, pk)
        for model, rows in {
            "people.Person": [cast.parent.pk],
            "people.Account": [cast.parent.account.pk],
            "people.ContactDetails": [cast.parent.pk],
            "people.Household": [home],
            "people.HouseholdMember": ids(HouseholdMember.objects.filter(household=home)),
            "support.SupportRequest": [cast.request.pk],
            "support.Note": ids(Note.objects.filter(household=home)),
            "support.HouseRules": ids(match.house_rules.all()),
            "support.Agreement": ids(match.agreements.all()),
            "support.Evaluation": ids(match.evaluations.all()),
            "support.Meeting": ids(match.meetings.all()),
            "support.Step": ids(match.steps.all()),
        }.items()
        for pk in rows
    }
    words = canaries.words(theirs)
    others = canaries.words(set(canaries.of) - theirs)
    before = everything()
    assert all(word in before for word in words | others)

    began = time.monotonic()
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    seconds = time.monotonic() - began
    keys.forget()

    after = everything()
    left = [word for word in words if word in after]
    harmed = [word for word in others if word not in after]
    assert harmed == []
    assert chain.verify() == []
    promise.kept("P18", "gewist is weg: woorden van een gezin, in elke tabel en elke sleutel",
                 count=len(words), broken=len(left), floor=50)  # fmt: skip
    promise.kept("P18", "wissen binnen een minuut, in seconden",
                 count=round(seconds) + 1, broken=int(seconds > 60), floor=1)  # fmt: skip


def ids(rows: object) -> list[int]:
    return list(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]


def test_the_keys_are_destroyed_and_can_never_come_back(cast: Cast, match: Match) -> None:
    gone = [f"household:{cast.asking.pk}", f"match:{match.pk}", f"person:{cast.parent.pk}"]
    assert Key.objects.filter(owner__in=gone).count() == 3
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    assert not Key.objects.filter(owner__in=gone).exists()
    for owner in gone[:2]:
        with pytest.raises(LookupError):
            keys.key_of(owner)


def test_it_is_written_down_before_the_key_goes(cast: Cast, match: Match) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    line = LogEntry.objects.get(action="people.household.erased")
    assert (line.household_id, line.actor_id) == (cast.asking.pk, cast.parent.pk)
    assert LogEntry.objects.filter(action="people.person.erased").count() == 1
    assert chain.verify() == []


def test_what_is_counted_stays_without_a_word_or_a_name(cast: Cast, match: Match) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    match = Match.objects.whole().get(pk=match.pk)
    assert (match.ending, match.ended_at) == (Match.Ending.STOPPED, cast.now)
    assert match.anonymised_at == cast.now
    assert match.request.programme == "buurtgezinnen"
    assert (match.request.question, match.request.slots) == ("", [])
    assert [str(home) for home in match.everybody()] == ["(gewist)", "Anke en Joost"]
    assert match.steps.count() >= 4
    assert {answer.reply for answer in match.answers.all()} == {"yes"}
    assert [each.mood for each in match.evaluations.all()] == [3, 3]
    assert {each.went_well for each in Evaluation.objects.all()} == {""}
    assert not HouseRules.objects.exists()
    assert not Acceptance.objects.exists()


def test_a_question_without_a_match_leaves_nothing(cast: Cast) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    assert not SupportRequest.objects.exists()


def test_a_running_match_ends_and_the_others_hear_of_it_in_neutral_words(
    cast: Cast, match: Match, postman: Postman
) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    told = {address for letter in postman() for address in letter.to}
    assert told == {"supporting_parent@voorbeeld.test", "coordinator@voorbeeld.test"}
    assert not Grant.objects.live(cast.now).exists()


def test_the_other_family_goes_on_and_reads_what_happened(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    client = sign_in(cast.supporting_parent)
    page = client.get(reverse("home:support"))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Samira" not in text
    assert "Bracht soep." in text
    assert client.get(reverse("support:path", args=[match.pk])).status_code == 404
    assert client.get(reverse("home:who_looked") + "?periode=alles").status_code == 200
    sentences = [line.sentence for line in logbook_lines(cast.supporting, cast.supporting_parent)]
    assert "liet wissen wat jullie samen schreven" in sentences


def test_the_coordinator_still_has_the_other_family(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    client = sign_in(cast.coordinator)
    page = client.get(reverse("support:path", args=[match.pk]))
    assert page.status_code == 200
    assert "(gewist)" in page.content.decode()
    names = ("home:today", "support:waiting_list", "support:matches", "people:supporters",
             "support:plan")  # fmt: skip
    for name in names:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert "Samira" not in answer.content.decode(), name
    gone = [reverse("support:request", args=[cast.request.pk]),
            reverse("support:write_note", args=[cast.asking.pk]),
            reverse("support:match_board", args=[cast.request.pk])]  # fmt: skip
    assert [client.get(address).status_code for address in gone] == [404, 404, 404]
    seen = LogEntry.objects.looks().filter(household_id=cast.asking.pk)
    assert not seen.filter(actor_id=cast.coordinator.pk).exists()


def test_when_both_are_erased_the_match_is_only_counted(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    erasing.erase_myself(actor=cast.supporting_parent, now=cast.now)
    assert Match.objects.count() == 1
    client = sign_in(cast.coordinator)
    assert client.get(reverse("support:path", args=[match.pk])).status_code == 404
    assert client.get(reverse("people:supporter", args=[cast.supporter.pk])).status_code == 404
    assert "(gewist)" not in client.get(reverse("support:matches")).content.decode()
    assert chain.verify() == []


def test_every_session_ends_everywhere(cast: Cast, sign_in: SignIn) -> None:
    phone, laptop, other = sign_in(cast.parent), sign_in(cast.parent), sign_in(cast.coordinator)
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    for client in (phone, laptop):
        answer = client.get(reverse("home:circle"))
        assert answer.status_code == 302
    assert other.get(reverse("home:today")).status_code == 200
    assert not Account.objects.filter(email="parent@voorbeeld.test").exists()


def test_what_anybody_was_typing_about_them_goes(cast: Cast, match: Match, sign_in: SignIn) -> None:
    for person in (cast.parent, cast.supporting_parent, cast.coordinator):
        DraftOf(person.pk, "house_rules", match.pk).keep(QueryDict("rule=Stil"), cast.now)
    DraftOf(cast.coordinator.pk, "house_rules", 987_654).keep(QueryDict("rule=Ander"), cast.now)
    asking = Draft.objects.create(kind="asking", created_at=cast.now, updated_at=cast.now)
    session = sign_in(cast.parent).session
    session["draft:asking"] = asking.token
    session.save()
    assert Draft.objects.count() == 5
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    assert [draft.answers for draft in Draft.objects.all()] == [{"rule": ["Ander"]}]


def test_what_they_were_typing_about_their_own_place_or_part_goes(cast: Cast, match: Match) -> None:
    noah = Person.objects.create(first_name="Noah", email="noah@voorbeeld.test")
    place = HouseholdMember.objects.create(
        household=cast.asking, person=noah, kind="child", name="Noah", birth_year=2012
    )
    part = Companion.objects.create(
        match=match, supporter=cast.former, role="coach", asked_by=cast.coordinator,
        asked_at=cast.now,
    )  # fmt: skip
    for kind in ("young_measures", "young_thanks", "own_words"):
        DraftOf(noah.pk, kind, place.pk).keep(QueryDict("words=Stil"), cast.now)
    DraftOf(cast.coordinator.pk, "close_part", part.pk).keep(QueryDict("letter=Dag"), cast.now)
    DraftOf(cast.parent.pk, "guide.map_file", cast.parent.pk).keep(QueryDict("name=a"), cast.now)
    # The same number, and somebody else's words about somebody else.
    DraftOf(cast.far_coordinator.pk, "note", place.pk).keep(QueryDict("words=Ander"), cast.now)
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    assert [draft.answers for draft in Draft.objects.all()] == [{"words": ["Ander"]}]


def test_one_of_two_adults_goes_alone_and_the_family_goes_on(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    dina = settle(cast)
    leaving = erasing.erase_myself(actor=cast.parent, now=cast.now)
    assert (list(leaving.homes), [home.pk for home in leaving.left]) == ([], [cast.asking.pk])
    home = Household.objects.get(pk=cast.asking.pk)
    assert (home.name, home.erased_at) == ("Dina", None)
    assert SupportRequest.objects.get().question.startswith("Ik wil op zaterdag")
    assert Match.objects.get(pk=match.pk).ended_at is None
    assert dina.person is not None
    page = sign_in(dina.person).get(reverse("home:circle"))
    assert page.status_code == 200
    assert "Bracht soep." in page.content.decode()
    assert "Samira" not in everything()
    # Her yes under the papers of both stands, without her name.
    assert "(gewist)" in {each.member.name for each in Acceptance.objects.all()}


def test_the_last_adult_takes_the_family_along(cast: Cast) -> None:
    dina = settle(cast)
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    assert dina.person is not None
    erasing.erase_myself(actor=dina.person, now=cast.now)
    assert Household.objects.get(pk=cast.asking.pk).erased_at == cast.now


def test_a_parent_who_lives_elsewhere_takes_nothing_but_that_parent(
    cast: Cast, sign_in: SignIn
) -> None:
    lines = LogEntry.objects.about_household(cast.asking.pk).count()
    erasing.erase_myself(actor=cast.other_parent, now=cast.now)
    home = Household.objects.get(pk=cast.asking.pk)
    assert (home.name, home.erased_at) == ("Samira", None)
    assert SupportRequest.objects.get().question.startswith("Ik wil op zaterdag")
    names = set(HouseholdMember.objects.filter(household=home).values_list("name", flat=True))
    assert names == {"Samira", "Yara", "Sem"}
    assert "Karim" not in everything()
    assert sign_in(cast.parent).get(reverse("home:circle")).status_code == 200
    # Nothing about it reaches the family.
    assert LogEntry.objects.about_household(cast.asking.pk).writes().count() == lines


def test_who_works_here_ends_that_first(cast: Cast) -> None:
    with pytest.raises(DomainError):
        erasing.erase_myself(actor=cast.coordinator, now=cast.now)
    assert ContactDetails.objects.filter(pk=cast.coordinator.pk).exists()


def test_a_coordinator_who_left_goes_and_what_was_written_stays(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    Role.objects.filter(person=cast.coordinator).update(until=cast.now - timedelta(days=1))
    erasing.erase_myself(actor=Person.objects.get(pk=cast.coordinator.pk), now=cast.now)
    assert "Noor" not in everything()
    page = sign_in(cast.parent).get(reverse("home:circle"))
    assert page.status_code == 200
    assert "Bracht soep." in page.content.decode()
    assert "(gewist)" in page.content.decode()


def test_a_supporter_takes_the_sightings_of_its_vog_along(cast: Cast, match: Match) -> None:
    erasing.erase_myself(actor=cast.supporting_parent, now=cast.now)
    cast.supporter.refresh_from_db()
    assert not cast.supporter.trust_steps.exists()
    assert (cast.supporter.status, cast.supporter.left_at) == ("left", cast.now)
    text = everything()
    assert not [word for word in ("Anke", "Joost", "Verzonnen") if word in text]
    assert SupportRequest.objects.get().status == SupportRequest.Status.WAITING


def test_nobody_erases_somebody_else_and_nobody_twice(cast: Cast) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    with pytest.raises(Person.DoesNotExist):
        erasing.erase_myself(actor=cast.parent, now=cast.now)
    with pytest.raises(Household.DoesNotExist):
        erasing.erase_household(household_id=cast.asking.pk, now=cast.now)


def test_nothing_is_written_about_who_was_erased(cast: Cast) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    with pytest.raises(Household.DoesNotExist):
        notes.write_note(
            actor=cast.coordinator, household_id=cast.asking.pk, words="Nog iets.", now=cast.now
        )
    with pytest.raises(LookupError):
        logbook.record(
            cast.coordinator, "support.note.written", cast.asking, now=cast.now,
            households=[cast.asking.pk],
        )  # fmt: skip


def test_rows_that_come_back_with_a_backup_go_once_more(cast: Cast) -> None:
    note = notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Bracht soep.", now=cast.now
    )
    keys.destroy(f"household:{cast.asking.pk}")  # erased after the backup was made
    erasing.take_away_household(cast.asking.pk)
    erasing.take_away_person(cast.parent.pk)
    erasing.take_away_household(987_654)
    assert not Note.objects.filter(pk=note.pk).exists()
    assert "Samira" not in everything()


def test_a_match_that_runs_again_after_a_restore_ends_once_more(cast: Cast, match: Match) -> None:
    for owner in (f"household:{cast.asking.pk}", f"match:{match.pk}", f"person:{cast.parent.pk}"):
        keys.destroy(owner)
        assert erase_again(owner)
    match = Match.objects.get(pk=match.pk)
    assert (match.ending, match.anonymised_at) == (Match.Ending.STOPPED, cast.now)
    assert not Grant.objects.live(cast.now).exists()
    assert not Key.objects.filter(owner__in=[f"household:{cast.asking.pk}", f"match:{match.pk}"])
    assert "Samira" not in everything()
    assert chain.verify() == []


def test_a_family_that_stopped_before_still_reads_that_it_did(cast: Cast, sign_in: SignIn) -> None:
    match = cast.ended_with_former_supporter()
    Grant.objects.all().delete()  # their clock ran out
    text = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    assert "stopte een koppeling" in text or "ging een voorstel niet door" in text
    actions = {entry.action for entry in LogEntry.objects.filter(subject_id=match.pk)}
    assert "support.match.ended" in actions


def test_many_families_one_after_another(cast: Cast) -> None:
    """Erasing one costs the same whoever else is there."""
    crowd(cast, size(5, 50))
    began = time.monotonic()
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    assert time.monotonic() - began < 60
