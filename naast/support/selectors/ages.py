"""Which ages are welcome in each municipality of an offering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naast import places
from naast.people.models import Offering
from naast.programmes import Programme


@dataclass(frozen=True, slots=True)
class AgesRow:
    """One municipality, by its code and name, and the keys of the further ages it chose."""

    code: str
    name: str
    chosen: Sequence[str]


@dataclass(frozen=True, slots=True)
class AgesView:
    """The ages of one offering. `options` are the further ages by key, in words."""

    offering: Offering
    programme: Programme
    options: Mapping[str, str]
    rows: Sequence[AgesRow]


def ages_of(offering: Offering) -> AgesView:
    """What every municipality where this organisation works chose."""
    programme = offering.definition()
    options = {each.key: str(each.title) for each in programme.audience.options}
    chosen = {each.municipality: each.options for each in offering.municipal_ages.all()}
    area = offering.organisation.area
    here = {postcode.municipality_code for postcode in area.all_postcodes()} if area else set()
    known = places.municipalities()
    rows = [AgesRow(code, known[code].name, chosen.get(code, [])) for code in known if code in here]
    return AgesView(offering, programme, options, rows)
