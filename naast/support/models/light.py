"""What is kept before anybody registers: how often, where and on which day. Never about whom."""

from __future__ import annotations

from typing import Final, Self

from django.db import models

from naast.people.models import Organisation, Person

TALK: Final = "talk"
"""The place of a talk without a name: it is counted, and where it was is not kept."""


class ContactTallyQuerySet(models.QuerySet["ContactTally"]):
    """Reads of the tally."""

    def visible_to(self, actor: Person) -> Self:
        """If and only if the actor coordinates there. The numbers are about nobody."""
        return self.filter(organisation__in=actor.organisations_coordinated())


class ContactTally(models.Model):
    """How often somebody was spoken at one place on one day (turfje). A number and nothing else:
    no key to who was spoken, and none to who counted.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    programme = models.SlugField()
    place = models.SlugField(help_text="A place of the programme, or `talk`.")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    objects = ContactTallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "programme", "place", "day"], name="one_tally_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.day} {self.count}"


class PaperCode(models.Model):
    """A code on paper (code op papier) that somebody got in a talk without a name. Kept is a keyed
    hash; not the code, not whom it was for, and not who gave it.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    programme = models.SlugField()
    hash = models.CharField(max_length=64, unique=True)
    created_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.programme} {self.created_on}"
