"""How a service gets hold of one row that its actor may know of, before it writes."""

from typing import Any, Protocol, TypeVar

from django.db.models import Model, QuerySet

from naast.people.models import HouseholdMember, Person

M = TypeVar("M", bound=Model, covariant=True)


class Rows(Protocol[M]):
    """Rows of one household each. `looked_after_by` is always a part of `visible_to`, and so are
    those of the own household.
    """

    def filter(self, *args: Any, **kwargs: Any) -> QuerySet[M]:
        """Those of which this holds."""

    def looked_after_by(self, actor: Person) -> QuerySet[M]:
        """Those of the organisations that `actor` coordinates for."""

    def visible_to(self, actor: Person) -> QuerySet[M]:
        """Those whose existence `actor` may know of."""


def locked(rows: Rows[M], actor: Person, pk: int) -> M:
    """The row with this number, locked until the transaction ends.

    Most of what is written, a coordinator writes about families of the own organisation, and a
    family about itself. So that is looked at first: it asks for no grant, and takes a third of the
    time.

    Raises: DoesNotExist when it is not visible to the actor.
    """
    if actor.organisations_coordinated():
        for row in rows.looked_after_by(actor).select_for_update(of=("self",)).filter(pk=pk):
            return row
    own = HouseholdMember.objects.grown_up(actor).values("household")
    mine = rows.filter(household__in=own, household__erased_at=None)
    for row in mine.select_for_update(of=("self",)).filter(pk=pk):
        return row
    return rows.visible_to(actor).select_for_update(of=("self",)).get(pk=pk)
