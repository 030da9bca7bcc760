"""What every page needs around its content: navigation, who is signed in, the way out."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from naast.people.models import Household, HouseholdMember, Person


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place in the navigation."""

    url: str
    title: str
    current: bool


def house(request: HttpRequest) -> dict[str, Any]:
    """Navigation by role, the name of who is signed in, and whether to offer Leave quickly.

    Coordinators work at their own desk; everybody else may have somebody looking over their
    shoulder.
    """
    actor: Person | None = getattr(request, "actor", None)
    works_here = actor is not None and bool(actor.organisations_watched())
    return {
        "nav": [
            NavItem(url, title, _is_current(request.path, url)) for url, title in _places(actor)
        ],
        "actor": actor,
        "actor_label": _label(actor) if actor else "",
        "leave_quickly": not works_here,
        # Also for who is not signed in, so that no page tells whether an address is known.
        "report_url": "" if works_here else reverse("support:report"),
        "own_data_url": reverse("home:my_data") if actor else "",
        "leave_to": settings.LEAVE_TO,
        "discreet": getattr(request, "discreet", False),
        "devices_url": reverse("people:devices") if actor else "",
        "sign_out_url": reverse("people:sign_out") if actor else "",
        "demo": settings.DEMO,
    }


def _is_current(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _label(actor: Person) -> str:
    roles = actor.live_roles
    return f"{actor.first_name} · {roles[0].organisation}" if roles else actor.first_name


def _places(actor: Person | None) -> list[tuple[str, str]]:
    if actor is None:
        return [
            (reverse("support:ask"), _("Find support")),
            (reverse("guide:near"), _("Near you")),
            (reverse("people:offer"), _("Stand beside somebody")),
            (reverse("worry:begin"), _("I am worried")),
            (reverse("people:sign_in"), _("Sign in")),
        ]
    if actor.is_coordinator:
        return [
            (reverse("home:today"), _("Today")),
            (reverse("support:waiting_list"), _("Waiting list")),
            (reverse("people:supporters"), _("Volunteers")),
            (reverse("support:matches"), _("Matches")),
            (reverse("guide:keep"), _("Map")),
            (reverse("impact:reports"), _("Reports")),
        ]
    if actor.is_regional:
        return [
            (reverse("support:watch"), _("Looking along")),
            (reverse("pages:desk"), _("Writing")),
            (reverse("impact:reports"), _("Reports")),
        ]
    if actor.log_role == "municipality":
        return [(reverse("impact:reports"), _("Reports"))]
    return _family_places(actor)


def _family_places(actor: Person) -> list[tuple[str, str]]:
    both = list(Household.objects.of(actor).values_list("requests", "supporters"))
    asks, supports = any(asked for asked, _offer in both), any(offer for _asked, offer in both)
    if not (asks or supports) and HouseholdMember.objects.young(actor).exists():
        return [(reverse("support:my_place"), _("My place"))]
    return [
        *([(reverse("home:circle"), _("My circle"))] if asks else []),
        *([(reverse("home:support"), _("My support"))] if supports else []),
    ]
