"""Everything one person may have: what is theirs and their family's, and nothing of anybody else.

Which rows, each room says (`naast.common.belongings`); which fields, the record of processing.
Source: docs/decisions/0027-erasing-and-clocks.md; GDPR articles 15 and 20.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import ForeignKey, Model, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.common.belongings import Chapter, Circle, chapters, rows_of
from naast.common.models import LogEntry
from naast.common.processing import PersonalField, record
from naast.people.models import Household, HouseholdMember, Organisation, Person, Role, Supporter
from naast.support.selectors.leaving import drafts_in_sessions
from naast.support.selectors.logbook import matches_opened_to
from naast.ui.components.formats import dutch_date, dutch_datetime

SHOWN_ON_PAGE = 50
"""How many rows of a chapter stand on the page, the newest; the file holds all."""


@dataclass(frozen=True, slots=True)
class Value:
    """One field of one row: `raw` for a machine (codes and ISO moments), `text` for a reader."""

    field: str
    label: str
    raw: Any
    text: str


@dataclass(frozen=True, slots=True)
class ExportChapter:
    """The rows of one kind, oldest first."""

    model: str
    title: str
    rows: Sequence[Sequence[Value]]
    brief: bool

    @property
    def newest(self) -> Sequence[Sequence[Value]]:
        """What stands on the page, the newest first, without what is empty."""
        shown = reversed(self.rows[-SHOWN_ON_PAGE:])
        return [[value for value in row if self._is_told(value)] for row in shown]

    def _is_told(self, value: Value) -> bool:
        """Whether it stands on the page. In one line without labels a bare "no" says nothing."""
        return bool(value.text) and not (self.brief and value.raw is False)

    @property
    def left_out(self) -> int:
        """How many rows stand in the file only."""
        return max(0, len(self.rows) - SHOWN_ON_PAGE)


@dataclass(frozen=True, slots=True)
class Export:
    """All of it. `households`: whose data stand in it, for the logbook."""

    person: Person
    made_at: datetime
    households: Sequence[int]
    chapters: Sequence[ExportChapter]

    def as_data(self) -> dict[str, Any]:
        """For a file: chapters with their rows by name of the field, and what each field is."""
        return {
            "naast_export": 1,
            "made_at": self.made_at.isoformat(),
            "chapters": [
                {
                    "model": chapter.model,
                    "title": chapter.title,
                    "fields": {v.field: v.label for row in chapter.rows[:1] for v in row},
                    "rows": [{v.field: v.raw for v in row} for row in chapter.rows],
                }
                for chapter in self.chapters
            ],
        }


def export_of(person: Person, *, now: datetime) -> Export:
    """Everything about `person`, and about the homes this person lives in.

    A parent who lives elsewhere gets what is about that parent only; what is about the child is
    asked of a person, who looks whether it can be given.
    """
    homes = list(Household.objects.of(person).order_by("pk"))
    ids = frozenset(home.pk for home in homes)
    circle = Circle(
        people=frozenset({person.pk}),
        households=ids,
        matches=frozenset(matches_opened_to(ids)),
        drafts=drafts_in_sessions([person.pk]),
    )
    teller = _Teller(circle)
    made = [teller.chapter(chapter) for chapter in chapters()]
    return Export(person, now, sorted(ids), [chapter for chapter in made if chapter.rows])


class _Teller:
    """Puts rows in words, naming nobody the reader does not know."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        members = HouseholdMember.objects.filter(household__in=circle.households)
        own = members.filter(at_home=True).values("person")
        staff = Role.objects.values("person")
        known = Person.objects.filter(Q(pk__in=circle.people) | Q(pk__in=own) | Q(pk__in=staff))
        homes = Household.objects.filter(pk__in=circle.households)
        self.names: Mapping[type[Model], dict[int, str]] = {
            Person: dict(known.values_list("pk", "first_name")),
            Household: dict(homes.values_list("pk", "name")),
            Supporter: dict(
                Supporter.objects.filter(household__in=circle.households).values_list(
                    "pk", "household__name"
                )
            ),
            HouseholdMember: dict(members.values_list("pk", "name")),
            Organisation: dict(Organisation.objects.values_list("pk", "name")),
        }

    def chapter(self, of: Chapter) -> ExportChapter:
        """One chapter, with the fields that the record of processing puts in an export."""
        fields = [each for each in record().of_model(of.model) if each.in_export]
        rows = rows_of(of.model, of.rows, self.circle)
        made = [
            [self._value(row, field, of) for field in fields] for row in rows.order_by(of.order)
        ]
        return ExportChapter(of.model, str(of.title), made, of.brief)

    def _value(self, row: Model, field: PersonalField, of: Chapter) -> Value:
        raw = self._raw(row, field.field)
        if shown := of.shown.get(field.field):
            text = _text(shown(row))
            raw = shown(row) if field.field == "payload" else raw
        elif choice := getattr(row, f"get_{field.field}_display", None):
            text = str(choice())
        else:
            text = _text(raw)
        return Value(field.field, str(field.name), raw, text)

    def _raw(self, row: Model, name: str) -> Any:
        """The value as it stands, but for whom or what it points at: that becomes a name. Nothing
        else is read of what it points at, because that may be somebody else's.
        """
        if isinstance(row, LogEntry) and name in _NUMBERS:
            return self._name(_NUMBERS[name], getattr(row, name) or None)
        if isinstance(row, LogEntry) and name == "basis":
            return row.basis.partition(":")[0]
        field = row._meta.get_field(name)
        if isinstance(field, ForeignKey):
            return self._name(field.related_model, getattr(row, field.attname))
        return getattr(row, name)

    def _name(self, kind: type[Model] | str, pk: int | None) -> str:
        assert isinstance(kind, type)
        if pk is None:
            return _HOUSE if kind in (Person, Organisation) else ""
        return self.names[kind].get(pk, str(_OTHERS[kind]))


_NUMBERS: Final[Mapping[str, type[Model]]] = {"actor_id": Person, "organisation_id": Organisation}
"""Fields of a line of the logbook that point at something without being a link."""

_HOUSE: Final = "Naast"
"""Who acts when nobody does."""

_OTHERS: Final[Mapping[type[Model], Promise]] = {
    Person: gettext_lazy("Somebody of another family"),
    Household: gettext_lazy("Another family"),
    Supporter: gettext_lazy("Another family"),
    HouseholdMember: gettext_lazy("Somebody of another family"),
    Organisation: gettext_lazy("Another organisation"),
}
"""How others are called, who are nobody's business here."""


def _text(value: Any) -> str:
    """A value as people write it."""
    match value:
        case None | "":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return dutch_datetime(timezone.localtime(value))
        case date():
            return dutch_date(value)
        case Mapping():
            return "; ".join(f"{key}: {_text(each)}" for key, each in value.items())
        case str():
            return value
        case Iterable():
            return ", ".join(_text(each) for each in value)
        case _:
            return str(value)
