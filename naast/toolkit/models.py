"""How often material led somebody here. Nobody stands in it."""

from django.db import models


class Reach(models.Model):
    """How often a code or link was followed in a month (bereik): a number per kind of material,
    subject and place.

    Nothing is kept of who came: no moment, no address, no device. So it may be read as it is,
    also when it is one.
    """

    subject = models.SlugField(help_text="A programme, or one of the things that always hold.")
    kind = models.SlugField()
    place = models.CharField(
        max_length=20, blank=True, help_text="As in an address; empty when no place was named."
    )
    month = models.DateField(help_text="Its first day.")
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "subject", "kind", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "place", "month"], name="one_reach_per_kind_and_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.month:%Y-%m}"
