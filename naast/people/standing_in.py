"""Who stands in for a coordinator who is away: chosen for that time, for always, or a colleague."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from naast.people.models import Absence, Person, Role


@dataclass(frozen=True, slots=True)
class Cover:
    """How it stands with one coordinator in an organisation on a day.

    `until` is the last day of the role, `away_until` of an absence; None when there is none.
    `here` is whether this person coordinates now; `backup` is who stands in, None when nobody can.
    """

    person: Person
    phone: str
    here: bool
    until: date | None
    away_until: date | None
    backup: Person | None
    chosen: bool

    @property
    def number(self) -> str:
        """Number of the person, for an address."""
        return str(self.person.pk)

    @property
    def reachable(self) -> bool:
        """Whether families reach this person today."""
        return self.here and self.away_until is None


class Covers:
    """All coordinators of some organisations on a day, in two queries."""

    def __init__(self, organisations: Iterable[int], on: date) -> None:
        ids, self.on = list(organisations), on
        roles = Role.objects.filter(organisation__in=ids, kind=Role.Kind.COORDINATOR)
        whole = roles.select_related("person", "backup").order_by("since", "pk")
        self._roles: dict[int, list[Role]] = {}
        for role in whole:
            self._roles.setdefault(role.organisation_id, []).append(role)
        away = Absence.objects.filter(organisation__in=ids).on(on).select_related("backup")
        self._away = {(each.organisation_id, each.person_id): each for each in away}

    def here(self, organisation_id: int) -> list[Person]:
        """Who coordinates there on that day, longest there first."""
        live = [role for role in self._roles.get(organisation_id, []) if self._is_live(role)]
        return list({role.person_id: role.person for role in live}.values())

    def of(self, organisation_id: int, person: Person) -> Cover:
        """How it stands with one of them."""
        mine = [r for r in self._roles.get(organisation_id, []) if r.person_id == person.pk]
        live = [role for role in mine if self._is_live(role)]
        away = self._away.get((organisation_id, person.pk))
        chosen = away.backup if away else next((r.backup for r in mine if r.backup), None)
        here = self.here(organisation_id)
        others = [each for each in here if each.pk != person.pk and not self._is_away(each)]
        works = chosen is not None and any(each.pk == chosen.pk for each in here)
        ends = [role.until for role in live]
        return Cover(
            person=person,
            phone=next((role.phone for role in live if role.phone), ""),
            here=bool(live),
            until=None if None in ends else max((e for e in ends if e), default=None),
            away_until=away.until if away else None,
            backup=chosen if works else next(iter(others), None),
            chosen=works,
        )

    def _is_live(self, role: Role) -> bool:
        return role.since <= self.on and (role.until is None or role.until >= self.on)

    def _is_away(self, person: Person) -> bool:
        return any(pk == person.pk for _organisation, pk in self._away)
