"""Who reads what is about to be written, by name: told beside the box, before it is saved."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Grant, Household, HouseholdMember, Organisation, Person
from naast.programmes.vocabulary import Topic
from naast.support.models import ChosenReaders, Match
from naast.support.selectors.own_page import coordinators_of
from naast.support.selectors.turns import listed

About = Household | Match


def readers_of_text(about: About, reader: Person) -> str:
    """Who reads a text about this household or match, in words for whoever writes it: `you, Anke,
    and Noor and colleagues (Steun in Leiden)`.

    Derived from what opens it: the grown-ups at home; across, who may read the path by a live
    grant now; and the coordinators of the organisation.
    """
    organisation = (
        about.organisation if isinstance(about, Household) else about.request.organisation
    )
    families = _at_home(about) if isinstance(about, Household) else _on_both_sides(about)
    return listed([*_named(families, reader), _team(organisation, reader)])


def readers_of_own(own: ChosenReaders | None) -> str:
    """Who reads what is a young person's own, in words for who wrote it."""
    chosen = [
        (own is not None and own.for_parents, _("your parents")),
        (own is not None and own.for_coordinator, _("the coordinator")),
        (own is not None and own.for_supporter, _("who comes to stand beside you")),
    ]
    return listed([words for is_chosen, words in chosen if is_chosen]) or _("only you")


def _at_home(home: Household) -> list[HouseholdMember]:
    return list(home.adults_at_home())


def _on_both_sides(match: Match) -> list[HouseholdMember]:
    """The grown-ups to whom the path is open now, by account, and who live with one of them."""
    live = Grant.objects.live(timezone.now()).filter(topic=Topic.PATH, basis=match.basis)
    open_to = set(live.values_list("person", flat=True))
    found: list[HouseholdMember] = []
    for home in match.everybody():
        adults = home.adults_at_home()
        if any(adult.person_id in open_to for adult in adults):
            found += adults
    return found


def _named(families: Iterable[HouseholdMember], reader: Person) -> list[str]:
    """Names, and `you` first for who reads this."""
    names = [m.name for m in families if m.person_id != reader.pk]
    here = any(m.person_id == reader.pk for m in families)
    return [_("you"), *names] if here else names


def _team(organisation: Organisation, reader: Person) -> str:
    """The coordinators: one by name, more as colleagues; `you and your colleagues` for one of
    them.
    """
    name = {"organisation": organisation.name}
    if reader.coordinates(organisation.pk):
        return _("you and your colleagues of %(organisation)s") % name
    team = coordinators_of(organisation, on=timezone.localdate())
    if not team:
        return _("the coordinators of %(organisation)s") % name
    name["name"] = team[0].first_name
    if len(team) == 1:
        return _("%(name)s of %(organisation)s") % name
    return _("%(name)s and colleagues of %(organisation)s") % name
