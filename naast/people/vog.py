"""How it stands with the VOG of each adult in a supporting household."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.kernel.clock import add_months
from naast.people.models import HouseholdMember, Supporter
from naast.programmes import Programme


class Vog(StrEnum):
    """How it stands with the VOG of one adult, the most pressing first."""

    MISSING = "missing"
    MISFIT = "misfit"
    EXPIRED = "expired"
    SOON = "soon"
    VALID = "valid"
    NOT_NEEDED = "not_needed"


COUNTING: Final = frozenset({Vog.VALID, Vog.SOON, Vog.NOT_NEEDED})
"""States in which nothing has to be done before a proposal."""

VOG_WORDS: Final[dict[Vog, Promise]] = {
    Vog.MISSING: _("VOG not seen yet"),
    Vog.MISFIT: _("VOG does not fit"),
    Vog.EXPIRED: _("VOG too old"),
    Vog.SOON: _("VOG to be renewed"),
    Vog.VALID: _("VOG seen"),
    Vog.NOT_NEEDED: _("needs no VOG"),
}
VOG_TONES: Final[dict[Vog, str]] = {
    Vog.MISSING: "rose",
    Vog.MISFIT: "rose",
    Vog.EXPIRED: "rose",
    Vog.SOON: "apricot",
    Vog.VALID: "moss",
    Vog.NOT_NEEDED: "plain",
}


@dataclass(frozen=True, slots=True)
class AdultVog:
    """One adult of a supporting household. `until` is the last day on which the VOG counts."""

    member: HouseholdMember
    state: Vog
    seen_on: date | None = None
    until: date | None = None

    @property
    def needed(self) -> bool:
        """Whether this adult needs one at all."""
        return self.state != Vog.NOT_NEEDED

    @property
    def words(self) -> str:
        """The state in words."""
        return str(VOG_WORDS[self.state])

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return VOG_TONES[self.state]


def renew_ahead(programme: Programme) -> timedelta:
    """How long before its last day a VOG is put on the coordinator's list."""
    return timedelta(days=int(programme.care.vog_warn_days))


def adult_vogs(supporter: Supporter, programme: Programme, on: date) -> list[AdultVog]:
    """How it stands with the VOG of every adult at home."""
    adults = supporter.household.adults_at_home()
    return [_adult_vog(adult, programme, on) for adult in adults]


def _adult_vog(adult: HouseholdMember, programme: Programme, on: date) -> AdultVog:
    if not adult.needs_vog:
        return AdultVog(adult, Vog.NOT_NEEDED)
    sightings = list(adult.vog_sightings.all())
    fitting = [sighting.seen_on for sighting in sightings if sighting.profile_ok]
    if not fitting:
        state = Vog.MISFIT if sightings else Vog.MISSING
        return AdultVog(adult, state, sightings[-1].seen_on if sightings else None)
    until = add_months(max(fitting), int(programme.matching.vog_valid_months))
    state = _state_until(until, on, renew_ahead(programme))
    return AdultVog(adult, state, max(fitting), until)


def _state_until(until: date, on: date, ahead: timedelta) -> Vog:
    if until < on:
        return Vog.EXPIRED
    return Vog.SOON if until - on <= ahead else Vog.VALID


def most_pressing(adults: Sequence[AdultVog]) -> AdultVog | None:
    """The adult whose VOG asks for attention first; None in a household without adults."""
    return min(adults, key=lambda a: (list(Vog).index(a.state), a.until or date.max), default=None)
