"""A note is answered by the family and corrected in versions, for both to read."""

import pytest
from django.urls import reverse

from conftest import Postman, SignIn
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Household
from naast.support.models import Note, NoteReply
from naast.support.services import notes
from tests.cast import Cast

FIRST = "Vertelde over de zwemles."
SECOND = "Vertelde over de judoles."


def write(cast: Cast, home: Household | None = None) -> Note:
    return notes.write_note(
        actor=cast.coordinator, household_id=(home or cast.asking).pk, words=FIRST, now=cast.now
    )


def answer(cast: Cast, note: Note, *, asks: bool = True) -> NoteReply:
    return notes.answer_note(
        actor=cast.parent, note_id=note.pk, words="Het was de judoles.", asks_correction=asks,
        now=cast.now,
    )  # fmt: skip


@pytest.mark.parametrize(("who", "home", "start"), [
    ("parent", "asking", "home:circle"), ("supporting_parent", "supporting", "home:support"),
])  # fmt: skip
def test_both_kinds_of_families_answer_on_their_own_page(
    cast: Cast, sign_in: SignIn, who: str, home: str, start: str
) -> None:
    note, client = write(cast, getattr(cast, home)), sign_in(cast.by_name(who))
    assert (
        reverse("support:answer_note", args=[note.pk])
        in client.get(reverse(start)).content.decode()
    )
    client.post(reverse("support:answer_note", args=[note.pk]), {"words": "Zo zien wij het."})
    assert "Zo zien wij het." in client.get(reverse(start)).content.decode()
    noor = sign_in(cast.coordinator)
    assert "Zo zien wij het." in noor.get(reverse("support:note", args=[note.pk])).content.decode()


def test_the_coordinator_hears_it_today_until_she_has_read_it(cast: Cast, sign_in: SignIn) -> None:
    note, noor = write(cast), sign_in(cast.coordinator)
    answer(cast, note, asks=False)
    assert "Samira antwoordde op een notitie" in noor.get(reverse("home:today")).content.decode()
    noor.post(reverse("support:read_replies", args=[note.pk]))
    assert "antwoordde op een notitie" not in noor.get(reverse("home:today")).content.decode()
    circle = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    assert "Gelezen door Noor" in circle


def test_a_correction_keeps_the_version_before_for_both(cast: Cast, sign_in: SignIn) -> None:
    note, noor = write(cast), sign_in(cast.coordinator)
    answer(cast, note)
    assert "vraagt om een notitie te verbeteren" in noor.get(reverse("home:today")).content.decode()
    sent = noor.post(reverse("support:correct_note", args=[note.pk]), {"words": SECOND})
    assert sent.status_code == 302
    newer = Note.objects.get(corrects=note)
    assert "verbeteren" not in noor.get(reverse("home:today")).content.decode()
    for who in ("parent", "coordinator"):
        shown = sign_in(cast.by_name(who)).get(reverse("support:note", args=[newer.pk]))
        text = shown.content.decode()
        assert FIRST in text
        assert SECOND in text
        assert "Het was de judoles." in text
    circle = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    assert SECOND in circle
    assert FIRST not in circle


def test_an_older_version_says_so_and_changes_no_more(cast: Cast, sign_in: SignIn) -> None:
    note = write(cast)
    notes.correct_note(actor=cast.coordinator, note_id=note.pk, words=SECOND, now=cast.now)
    shown = sign_in(cast.coordinator).get(reverse("support:note", args=[note.pk]))
    assert "Zo stond het er eerst" in shown.content.decode()
    with pytest.raises(DomainError):
        notes.correct_note(actor=cast.coordinator, note_id=note.pk, words="Anders.", now=cast.now)


def test_an_empty_answer_is_no_answer(cast: Cast) -> None:
    note = write(cast)
    with pytest.raises(DomainError):
        notes.answer_note(
            actor=cast.parent, note_id=note.pk, words=" ", asks_correction=True, now=cast.now
        )
    with pytest.raises(DomainError):
        notes.correct_note(actor=cast.coordinator, note_id=note.pk, words="", now=cast.now)


def test_nobody_else_answers_corrects_or_reads(cast: Cast) -> None:
    cast.to_trial()
    note = write(cast)
    for who in ("supporting_parent", "other_parent", "stranger", "far_coordinator"):
        with pytest.raises(Note.DoesNotExist):
            notes.answer_note(
                actor=cast.by_name(who), note_id=note.pk, words="x", asks_correction=False,
                now=cast.now,
            )  # fmt: skip
    with pytest.raises(Refused):
        notes.answer_note(
            actor=cast.coordinator, note_id=note.pk, words="x", asks_correction=False, now=cast.now
        )
    with pytest.raises(Refused):
        notes.correct_note(actor=cast.parent, note_id=note.pk, words="x", now=cast.now)
    with pytest.raises(Refused):
        notes.read_replies(actor=cast.parent, note_id=note.pk, now=cast.now)


def test_what_was_typed_is_kept_as_a_draft(cast: Cast, sign_in: SignIn) -> None:
    note, samira = write(cast), sign_in(cast.parent)
    address = reverse("support:answer_note", args=[note.pk])
    samira.post(f"{address}?bewaar=ja", {"words": "Half geschreven"})
    assert "Half geschreven" in samira.get(address).content.decode()


def test_the_mails_say_nothing(cast: Cast, postman: Postman) -> None:
    note = write(cast)
    postman()
    answer(cast, note)
    notes.correct_note(actor=cast.coordinator, note_id=note.pk, words=SECOND, now=cast.now)
    letters = postman()
    assert [m.to for m in letters] == [["coordinator@voorbeeld.test"], ["parent@voorbeeld.test"]]
    for told in letters:
        text = f"{told.body} {told.subject}"
        assert not [word for word in ("Samira", "judo", "notitie") if word in text]
