"""What needs the yes of two different people, and the register that only two can write in."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from naast.people.models.organisation import Organisation
from naast.people.models.person import Person


class Approval(models.Model):
    """The yes of one person to something that takes more than one (tweede ja).

    `about` says to what, as a basis does: `match:7` (a child goes along), `companion:7:4` (with who
    comes beside the family as well), `alarm:3` (contact goes
    on), `never-again:2`. The database knows one yes per person, so nobody is two.
    """

    about = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["about", "person"], name="one_yes_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.person_id}"


class NeverAgainQuerySet(models.QuerySet["NeverAgain"]):
    """Reads of the register."""

    def in_force(self) -> Self:
        """Entries to which two people said yes."""
        return self.filter(in_force_at__isnull=False)

    def waiting(self) -> Self:
        """Entries that wait for a second yes, about somebody who is still there."""
        return self.filter(in_force_at__isnull=True, person__erased_at=None)

    def watched_by(self, actor: Person) -> Self:
        """Entries of the organisations in which `actor` can be one of two, not about the actor."""
        watched = self.filter(organisation__in=actor.organisations_watched())
        return watched.filter(Q(person__isnull=True) | ~Q(person=actor))


class NeverAgain(models.Model):
    """That somebody may never again come near a child through us (nooit meer).

    In force it holds no name and no address, only keyed hashes (`keys.fingerprint`) by which the
    same e-mail address or phone number is known again. `person` is there only while it waits for
    the second yes, so that the second knows about whom it is.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    email = models.CharField(max_length=64, blank=True, db_index=True)
    phone = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)

    objects = NeverAgainQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_entry_in_force_names_nobody",
                condition=Q(in_force_at__isnull=True) | Q(person__isnull=True),
            ),
            models.CheckConstraint(
                name="an_entry_knows_somebody_by_something",
                condition=~Q(email="") | ~Q(phone=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def about(self) -> str:
        """To what the two people say yes."""
        return f"never-again:{self.pk}"
