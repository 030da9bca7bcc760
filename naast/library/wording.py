"""How the pages name what a file says with a key, and the eight elements in our own words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.library.example import Kind, Ours, Perspective, Place, Way
from naast.programmes.vocabulary import Element


@dataclass(frozen=True, slots=True)
class ElementWords:
    """One element: its name, and what it means at the kitchen table."""

    name: Promise
    means: Promise


KINDS: dict[Kind, Promise] = {
    Kind.PRACTICE: _("How people do it"),
    Kind.FILM_EVENING: _("An evening with a film"),
    Kind.CAMPAIGN: _("A campaign"),
    Kind.DIALOGUE: _("Talks at a table"),
    Kind.COMMUNITY: _("A community in the neighbourhood"),
}

OURS: dict[Ours, Promise] = {
    Ours.FILM: _("About the film"),
    Ours.EVENING: _("An evening with it, ready to hold"),
    Ours.CAMPAIGN: _("The campaign, ready to take"),
}
"""What one finds on our own pages."""

TOGETHER = _("To begin together")
"""What the other kinds have in common."""

PLACES: dict[Place, Promise] = {
    Place.INFORMAL_INDIVIDUAL: _("Informal, one to one"),
    Place.FORMAL_INDIVIDUAL: _("Formal, one to one"),
    Place.INFORMAL_COLLECTIVE: _("Informal, in a group"),
    Place.FORMAL_COLLECTIVE: _("Formal, in a group"),
    Place.POLICY: _("Policy, outside the matrix"),
}

PLACES_MEAN: dict[Place, Promise] = {
    Place.INFORMAL_INDIVIDUAL: _("Somebody from around here stands beside you."),
    Place.FORMAL_INDIVIDUAL: _("Somebody whose work it is takes part."),
    Place.INFORMAL_COLLECTIVE: _("You are together with people who know what it is like."),
    Place.FORMAL_COLLECTIVE: _("You are in a group, with somebody whose work it is."),
    Place.POLICY: _("It makes room for all the others."),
}
"""What one finds in each place, for who does not know the words."""

PERSPECTIVES: dict[Perspective, Promise] = {
    Perspective.FAMILY: _("parents or young people"),
    Perspective.VOLUNTEER: _("volunteers"),
    Perspective.PROFESSIONAL: _("professionals"),
    Perspective.COORDINATOR: _("coordinators"),
    Perspective.POLICY: _("policy makers"),
}

WAYS: dict[Way, Promise] = {Way.IN_PERSON: _("face to face"), Way.ONLINE: _("online")}

ELEMENTS: dict[Element, ElementWords] = {
    Element.E1: ElementWords(
        _("Doubt is ordinary"),
        _(
            "Everybody who brings up a child, or grows up, doubts now and then. It may go"
            " less well for a while. One may say so, without anybody being shocked."
        ),
    ),
    Element.E2: ElementWords(
        _("Support from people you know"),
        _(
            "First comes who is there already: family, neighbours, friends, the club. They"
            " know you and they stay. Somebody paid comes beside them when that is needed."
        ),
    ),
    Element.E3: ElementWords(
        _("Easy to walk in"),
        _(
            "Support is near, easy to find, and asks little of you beforehand. You need no"
            " referral, no thick form and no reason that is big enough."
        ),
    ),
    Element.E4: ElementWords(
        _("Each other's equals"),
        _(
            "You know your own life best. Who supports knows something too. You decide"
            " together, and nobody talks about you without you."
        ),
    ),
    Element.E5: ElementWords(
        _("Your question leads"),
        _(
            "It is about what you find important, at your pace. Do you want nothing, or not"
            " now? Those are good answers too."
        ),
    ),
    Element.E6: ElementWords(
        _("Your whole life counts"),
        _(
            "A child grows up at home, at school, in the street and at the club. Parents have"
            " worries about money, housing or health too. So one looks at everything around"
            " it."
        ),
    ),
    Element.E7: ElementWords(
        _("What goes well comes first"),
        _(
            "There is always something that works. It is named aloud, because you can build"
            " on it and because it gives courage."
        ),
    ),
    Element.E8: ElementWords(
        _("Not bigger than it is"),
        _(
            "Not everything out of the ordinary needs a label or treatment. As light as"
            " possible, and heavier only when it has to be."
        ),
    ),
}
