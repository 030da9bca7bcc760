"""The papers of a match as people read them: the words, and who said yes to this version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from naast.people.models import HouseholdMember, Person
from naast.support.models import Acceptance, Agreement, HouseRules, Match
from naast.ui.components.formats import brief_date

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was agreed. `about` is the question it answers, empty for a house rule."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Whether one adult accepted a paper, when and how. `home` is the name of the household."""

    member: HouseholdMember
    home: str
    accepted_at: datetime | None
    on_paper: bool

    @property
    def day(self) -> str:
        """On which day, in few letters; empty while there is no yes."""
        return brief_date(self.accepted_at)


@dataclass(frozen=True, slots=True)
class Paper:
    """The latest version of what two families wrote down. `kind` is one of `Acceptance.Paper`."""

    kind: str
    version: int
    lines: Sequence[Line]
    written_by: str
    written_at: datetime
    signatures: Sequence[Signature]

    @property
    def waiting(self) -> list[Signature]:
        """Those who have not accepted this version yet."""
        return [each for each in self.signatures if each.accepted_at is None]

    @property
    def accepted_by_all(self) -> bool:
        """Whether nobody still has to say yes."""
        return not self.waiting

    def awaits(self, person: Person) -> bool:
        """Whether this person can still say yes to this version."""
        return any(each.member.person_id == person.pk for each in self.waiting)


def house_rules_of(match: Match) -> Paper | None:
    """The house rules as they are now; None before the first version."""
    written = last(match.house_rules.all())
    if written is None:
        return None
    lines = [Line(rule) for rule in written.rules]
    return _paper(match, Acceptance.Paper.HOUSE_RULES, written, lines)


def agreement_of(match: Match) -> Paper | None:
    """The agreement as it is now, in the order of the programme; None before the first version."""
    written = last(match.agreements.all())
    if written is None:
        return None
    questions = {item.key: str(item.question) for item in match.definition().agreement}
    known = [key for key in questions if key in written.items]
    others = [key for key in written.items if key not in questions]
    lines = [Line(written.items[key], questions.get(key, "")) for key in [*known, *others]]
    return _paper(match, Acceptance.Paper.AGREEMENT, written, lines)


def _paper(
    match: Match, kind: str, written: HouseRules | Agreement, lines: Sequence[Line]
) -> Paper:
    given = {
        yes.member_id: yes
        for yes in match.acceptances.all()
        if yes.paper == kind and yes.version == written.version
    }
    signatures = [
        Signature(
            member=member,
            home=home.name,
            accepted_at=given[member.pk].accepted_at if member.pk in given else None,
            on_paper=member.pk in given and given[member.pk].on_paper,
        )
        for home in match.everybody()
        for member in home.adults_at_home()
    ]
    return Paper(
        kind=str(kind),
        version=written.version,
        lines=lines,
        written_by=written.written_by.first_name,
        written_at=written.written_at,
        signatures=signatures,
    )


def last(rows: Iterable[T]) -> T | None:
    """The last of these rows, or None."""
    every = list(rows)
    return every[-1] if every else None
