"""The one pattern of reading: what is visible, with the look written down, else as if not there.

A view that shows one thing calls `see`; a view that shows several calls `saw` with the households
whose data stand on the page; one about people outside every household `saw_outsiders`. The doors
(`naast.config.doors`) refuse a personal page that did none of these.
Source: docs/decisions/0021-one-pattern-of-reading.md.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol, TypeVar, cast

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from naast.common import logbook
from naast.kernel.errors import Refused
from naast.people.http import PersonRequest
from naast.people.models import Grant, Household, HouseholdMember, Person


class Concerned(Protocol):
    """Something that is about one household or more."""

    def households(self) -> Sequence[int]:
        """Ids of the households."""


Row = TypeVar("Row", bound=models.Model)


def see(request: PersonRequest, visible: models.QuerySet[Row], pk: int) -> Row:
    """The row `pk` of what the actor may know of; the look is written down.

    Args: visible: begins with `visible_to(request.actor)` or narrower.
    Raises: Http404 when it is not there, or not for this actor: nobody can tell which.
    """
    found = get_object_or_404(visible, pk=pk)
    saw(request, cast(Concerned, found).households(), found)
    return found


def saw(
    request: PersonRequest,
    households: Iterable[int],
    subject: models.Model | None = None,
    *,
    ground: str = "",
) -> None:
    """Write down that the actor looks at these households now. A form that is sent is no look: its
    service writes what it did.

    Args:
        subject: what the page is about; None for a list.
        ground: why they are open, when that is neither home, role nor grant: `addressed` for who
            got a mail to say yes to a question.
    Raises: Refused when one of them is closed to the actor, so that nothing is shown without a
    ground.
    """
    if request.method not in ("GET", "HEAD"):
        return
    shown = set(households)
    grounds = dict.fromkeys(shown, ground) if ground else grounds_of(request.actor, shown)
    logbook.look(
        request.actor, request.door.log, subject, now=timezone.now(), bases=grounds,
        broken_glass=any(ground.startswith("glass:") for ground in grounds.values()),
    )  # fmt: skip


def saw_outsiders(request: PersonRequest, subject: models.Model, *, ground: str) -> None:
    """Write down that the actor looks at data of people who belong to no household here, such as
    who sent something in: one line, without a household.

    Args: ground: why it is open to the actor, as a code.
    """
    if request.method not in ("GET", "HEAD"):
        return
    logbook.look(request.actor, request.door.log, subject, now=timezone.now(), bases={None: ground})


def grounds_of(actor: Person, households: Collection[int]) -> dict[int, str]:
    """On which ground each household is open to the actor: `own`, `organisation:3` for who
    coordinates there, the basis of the grant that opens it, such as `match:7`, or `regional:3` for
    who looks along there as second person.

    Who was erased is left out: nothing of theirs is on the page any more.
    Raises: Refused when one of them is not open at all.
    """
    if not households:
        return {}
    lives = HouseholdMember.objects.grown_up(actor).filter(household=OuterRef("pk"))
    opened = Grant.objects.live(timezone.now()).filter(person=actor, household=OuterRef("pk"))
    rows = Household.objects.filter(pk__in=households, erased_at=None).annotate(
        lives=Exists(lives), basis=Subquery(opened.order_by("starts_at", "pk").values("basis")[:1])
    )
    coordinated = set(actor.organisations_coordinated())
    looked_along = set(actor.organisations_watched())
    grounds: dict[int, str] = {}
    found = rows.order_by("pk").values_list("pk", "organisation", "lives", "basis")
    for pk, looked_after_by, own, basis in found:
        if own:
            grounds[pk] = "own"
        elif looked_after_by in coordinated:
            grounds[pk] = f"organisation:{looked_after_by}"
        elif basis is not None:
            grounds[pk] = basis
        elif looked_after_by in looked_along:
            grounds[pk] = f"regional:{looked_after_by}"
    if missing := set(households) - set(grounds):
        raise Refused(f"look at {len(missing)} closed households")
    return grounds
