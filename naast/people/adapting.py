"""The versions of a programme as an organisation runs it, told so that people can read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naast.people.models import Offering, OfferingVersion
from naast.programmes import Own, Programme, edition, find
from naast.programmes.differences import Difference, differences


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: who made it, when, and what became different. `by` is empty when the programme
    file had changed, or for how it began.
    """

    number: int
    at: datetime
    by: str
    goes_back_to: int | None
    changes: Sequence[Difference]
    latest: bool


def versions_of(offering: Offering) -> list[VersionRow]:
    """The versions of an offering, newest first."""
    rows: list[VersionRow] = []
    versions = list(offering.versions.select_related("made_by", "edition").order_by("number"))
    before = find(offering.programme)
    for version in versions:
        now = version.definition()
        rows.append(_row(version, differences(before, now), latest=version == versions[-1]))
        before = now
    return rows[::-1]


def number_now(offering: Offering) -> int:
    """The number of what is run now: that of the latest version, or the next when the programme
    file became another since.
    """
    latest = offering.versions.order_by("number").last()
    if latest is None:
        return 1
    same = Own.from_json(latest.own).canonical() == offering.own().canonical()
    current = latest.edition_id == edition(offering.programme).digest
    return latest.number if same and current else latest.number + 1


def changes(offering: Offering, own: Own) -> list[Difference]:
    """What would become different with this. Raises: InvalidDefinition."""
    base: Programme = find(offering.programme)
    return differences(offering.definition(), base.with_own(own))


def _row(version: OfferingVersion, changed: Sequence[Difference], *, latest: bool) -> VersionRow:
    by = version.made_by.first_name if version.made_by else ""
    return VersionRow(
        version.number, version.made_at, by, version.goes_back_to, changed, latest
    )  # fmt: skip
