"""The places that material can name: public facts of this installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from naast.people.models import Organisation
from naast.places import municipalities
from naast.programmes import is_known
from naast.toolkit.subjects import GENERAL, Subject, subject


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation or a municipality that material can name, with what runs there.

    `key` stands in addresses: a CBS code, or `o` and the number of an organisation. `phone` is the
    public number, where there is one organisation to call. `by` says which organisations those are.
    """

    key: str
    name: str
    phone: str
    programmes: frozenset[str]
    by: tuple[str, ...]
    is_organisation: bool

    def runs(self, about: Subject) -> bool:
        """Whether what it is about is there."""
        return about.programme is None or about.key in self.programmes


NOWHERE: Final = Place("", "", "", frozenset(), (), is_organisation=False)
"""When no place is named."""


def places() -> dict[str, Place]:
    """Every place by its key: organisations by name, then municipalities by name."""
    running = list(
        Organisation.objects.filter(offerings__isnull=False, area__isnull=False)
        .distinct()
        .select_related("area")
        .prefetch_related("offerings")
        .order_by("name")
    )
    found = {f"o{each.pk}": _organisation(each) for each in running}
    by_code: dict[str, list[Organisation]] = {}
    for each in running:
        for code in each.area.municipality_codes if each.area else ():
            by_code.setdefault(code, []).append(each)
    known = municipalities()
    there = [(known[code].name, code, by) for code, by in by_code.items() if code in known]
    return found | {code: _municipality(code, name, by) for name, code, by in sorted(there)}


def _programmes(organisation: Organisation) -> frozenset[str]:
    slugs = (offering.programme for offering in organisation.offerings.all())
    return frozenset(slug for slug in slugs if is_known(slug))


def _organisation(each: Organisation) -> Place:
    return Place(
        f"o{each.pk}", each.name, each.phone, _programmes(each), (each.name,), is_organisation=True
    )


def _municipality(code: str, name: str, by: list[Organisation]) -> Place:
    return Place(
        code, name, by[0].phone if len(by) == 1 else "",
        frozenset(slug for each in by for slug in _programmes(each)),
        tuple(each.name for each in by), is_organisation=False,
    )  # fmt: skip


def subjects_here(there: Mapping[str, Place]) -> list[Subject]:
    """What material can be about: what always holds, then the programmes that run somewhere."""
    running = sorted({slug for place in there.values() for slug in place.programmes})
    found = (subject(key) for key in (*GENERAL, *running))
    return [each for each in found if each is not None]
