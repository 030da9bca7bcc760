"""What was published, in every version it ever had."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from naast.kernel.clock import dutch_day
from naast.library.models.submission import Submission
from naast.library.terms import terms


class PublishedVersionQuerySet(models.QuerySet["PublishedVersion"]):
    """Reads of what is public."""

    def public(self) -> Self:
        """Every version of what stands in the library now; the newest of each comes first."""
        shown = self.filter(submission__is_shown=True)
        return shown.select_related("submission").order_by("submission_id", "-number")


class PublishedVersion(models.Model):
    """One version of an example as it stood in the library (gepubliceerde versie); never changed.

    `text` holds what may be read by all: quotes without a recorded yes were left out of it.
    `checked_on` is the day somebody last said that it is still right.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.JSONField()
    approved_at = models.DateTimeField(help_text="When the contact person said yes to this text.")
    published_at = models.DateTimeField()
    checked_on = models.DateField()

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.number}"

    def wants_a_look(self, now: datetime) -> bool:
        """Whether it is so long ago that somebody checked it that it asks for a look."""
        return dutch_day(now) - self.checked_on > timedelta(days=terms().check_again_days)
