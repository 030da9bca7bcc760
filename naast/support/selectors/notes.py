"""Notes as they read now, with what the family answered and how they read before."""

from collections.abc import Sequence
from dataclasses import dataclass

from naast.people.models import Household, Person
from naast.support import policies
from naast.support.models import Note, NoteReply


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note with its replies; `before` are the versions it corrects, newest first."""

    note: Note
    replies: Sequence[NoteReply]
    before: Sequence["NoteView"]

    @property
    def unread(self) -> bool:
        """Whether the family answered something that no coordinator has read yet."""
        return any(reply.read_at is None for reply in self.replies)


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes about a household for one reader; `may` are the actions of the note policy."""

    all: Sequence[NoteView]
    may: frozenset[str]


def notes_of(home: Household, reader: Person) -> Notes:
    """What was written about this household and how it answered, as far as `reader` may read it."""
    visible = Note.objects.visible_to(reader).filter(household=home)
    whole = visible.select_related("written_by").prefetch_related(
        "replies__written_by", "replies__read_by"
    )
    known = {note.pk: note for note in whole}
    corrected = {note.corrects_id for note in known.values()}
    latest = [_view(note, known) for note in known.values() if note.pk not in corrected]
    actions = ("write", "answer", "read_reply")
    may = frozenset(action for action in actions if policies.notes.may(reader, action, home))
    return Notes(latest, may)


@dataclass(frozen=True, slots=True)
class NotePage:
    """One note by itself. `newest` is the version that counts now, None when this is it."""

    of: NoteView
    newest: Note | None
    may: frozenset[str]


def note_view(note: Note, reader: Person) -> NotePage:
    """One note with its replies and versions. `note` comes from `visible_to(reader)`."""
    home = note.household
    notes = notes_of(home, reader)
    chain = next(each for each in notes.all if note.pk in _versions(each))
    of = next(each for each in (chain, *chain.before) if each.note.pk == note.pk)
    newest = None if of is chain else chain.note
    return NotePage(of, newest, notes.may if newest is None else frozenset())


def _versions(view: NoteView) -> set[int]:
    return {view.note.pk, *(each.note.pk for each in view.before)}


def _view(note: Note, known: dict[int, Note]) -> NoteView:
    before: list[NoteView] = []
    older = note.corrects_id
    while older is not None:
        earlier = known[older]
        before.append(NoteView(earlier, list(earlier.replies.all()), []))
        older = earlier.corrects_id
    return NoteView(note, list(note.replies.all()), before)
