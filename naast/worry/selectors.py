"""What the pages show of the guide, in the order in which it is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.worry.content import guide
from naast.worry.vocabulary import About, Gesture, Role, Sign, Source, Takes

HEADINGS: dict[About, Promise] = {
    About.WELL: _("What goes well here"),
    About.BODY: _("How the child looks and feels"),
    About.MOOD: _("How it is with others"),
    About.FRIENDS: _("School, club and friends"),
    About.HOME: _("What it does at home"),
    About.PARENT: _("How it is with the parents"),
}

TIMES: dict[Takes, Promise] = {
    Takes.MOMENT: _("A moment"),
    Takes.HOUR: _("An hour"),
    Takes.AFTERNOON: _("An afternoon"),
}


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Signs under one heading; `ages` are the bands in which it has any, apart by spaces."""

    heading: Promise
    well: bool
    ages: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class GestureGroup:
    """Gestures that take as long; `roles` are those who find any here, apart by spaces."""

    heading: Promise
    roles: str
    gestures: tuple[Gesture, ...]


def role_with(slug: str) -> Role | None:
    """The role with this word in its address."""
    return next((role for role in guide().roles.role if role.slug == slug), None)


def signs_of(role: Role) -> list[SignGroup]:
    """What somebody in this role may see, what goes well first."""
    met = {age.key for age in guide().ages_of(role)}
    mine = [each for each in guide().signs.sign if role.key in each.roles and met & set(each.ages)]
    groups = []
    for about, heading in HEADINGS.items():
        signs = tuple(sign for sign in mine if sign.about == about)
        if signs:
            ages = _joined(age for sign in signs for age in sign.ages if age in met)
            groups.append(SignGroup(heading, about == About.WELL, ages, signs))
    return groups


def gestures_of(role: Role) -> list[Gesture]:
    """What somebody in this role can do, in the order of the file."""
    return [each for each in guide().gestures.gesture if role.key in each.roles]


def gestures_by_time() -> list[GestureGroup]:
    """All gestures, the smallest first."""
    groups = []
    for takes, heading in TIMES.items():
        mine = tuple(each for each in guide().gestures.gesture if each.takes == takes)
        groups.append(GestureGroup(heading, _joined(r for g in mine for r in g.roles), mine))
    return groups


def sources_of(keys: Iterable[str]) -> list[Source]:
    """The sources behind a page, each once, in the order of their file."""
    wanted = set(keys)
    return [source for source in guide().sources.source if source.key in wanted]


def _joined(words: Iterable[str]) -> str:
    """Words once each, as CSS finds them with `~=`."""
    return " ".join(dict.fromkeys(words))
