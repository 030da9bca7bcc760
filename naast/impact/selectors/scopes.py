"""Over what a report goes: which organisations, which municipality. A fixed list per reader."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from naast import places
from naast.impact.policies import reads_totals_for
from naast.people.models import Organisation, Person

ALL = "alle"


@dataclass(frozen=True, slots=True)
class Scope:
    """One cut of the whole. Without `organisations` every organisation counts that stood beside
    families of the municipality.
    """

    key: str
    title: str
    organisations: tuple[int, ...] = ()
    municipality: str = ""

    @property
    def organisation(self) -> int | None:
        """The one organisation it is about, whose targets and prices count; None for more."""
        return self.organisations[0] if len(self.organisations) == 1 else None


def scopes_of(actor: Person) -> Mapping[str, Scope]:
    """Every scope this person may ask for, by key; the first is what they see without asking.

    If and only if: an organisation the actor coordinates for or looks along with, whole or within
    one of the municipalities where it works; all of those together; or, for who reads totals for a
    municipality, everything that was done for families who live there.
    """
    watched = actor.organisations_watched()
    offices = reads_totals_for(actor)
    found = Organisation.objects.filter(pk__in=[*watched, *offices]).select_related("area")
    scopes: list[Scope] = []
    for organisation in sorted(found, key=lambda each: each.name):
        towns = _towns(organisation)
        if organisation.pk in watched:
            key, own = f"o{organisation.pk}", (organisation.pk,)
            scopes.append(Scope(key, organisation.name, own))
            if len(towns) > 1:
                scopes += [
                    Scope(f"{key}-g{code}", _("%(organisation)s in %(town)s") % {
                        "organisation": organisation.name, "town": town}, own, code)
                    for code, town in towns.items()
                ]  # fmt: skip
        if organisation.pk in offices:
            scopes += [
                Scope(f"g{code}", _("Municipality of %(town)s") % {"town": town}, (), code)
                for code, town in towns.items()
            ]
    if len(watched) > 1:
        scopes.append(Scope(ALL, _("All your organisations together"), tuple(sorted(watched))))
    return {scope.key: scope for scope in scopes}


def _towns(organisation: Organisation) -> dict[str, str]:
    """The municipalities of its area that we know, by code."""
    if organisation.area is None:
        return {}
    known = places.municipalities()
    return {
        code: known[code].name for code in organisation.area.municipality_codes if code in known
    }
