"""Who reads along with a submission, and what was said about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import HOUSE, SealedTextField
from naast.library.models.submission import Submission

if TYPE_CHECKING:
    from naast.people.models import Person


class ReviewerQuerySet(models.QuerySet["Reviewer"]):
    """Reads of reviewers."""

    def visible_to(self, actor: Person) -> Self:
        """Those of submissions that `actor` may know of."""
        return self.filter(submission__in=Submission.objects.visible_to(actor))

    def invited_now(self, now: datetime) -> Self:
        """Those whose link still works."""
        return self.filter(until__gt=now, submission__erased_at=None)


class Reviewer(models.Model):
    """Somebody who was asked to read along (meelezer), by a link that stops working by itself."""

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="reviewers")
    email = models.EmailField(blank=True)
    invited_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at", "pk"]

    def __str__(self) -> str:
        return f"reviewer {self.pk}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Reads of remarks."""

    def visible_to(self, actor: Person) -> Self:
        """Those about submissions that `actor` may know of."""
        return self.filter(submission__in=Submission.objects.visible_to(actor))

    def for_sender(self) -> Self:
        """What the sender reads: what the editors and the contact person ask."""
        return self.filter(by__in=(Remark.By.EDITORS, Remark.By.CONTACT))


class Remark(models.Model):
    """What somebody said about a submission (opmerking), about one part of it or the whole.

    It says in which part somebody spoke and never who: a reviewer is `reviewer` here.
    """

    class By(models.TextChoices):
        EDITORS = "editors", _("the editors")
        SENDER = "sender", _("the sender")
        REVIEWER = "reviewer", _("somebody who read along")
        CONTACT = "contact", _("the contact person")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    by = models.CharField(max_length=8, choices=By)
    reviewer = models.ForeignKey(
        Reviewer, models.CASCADE, null=True, blank=True, related_name="remarks"
    )
    part = models.CharField(max_length=20, blank=True, help_text="Of the format; empty: all of it.")
    words = SealedTextField(of=lambda remark: HOUSE)
    said_at = models.DateTimeField()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="remark_of_a_reviewer_iff_by_one",
                condition=models.Q(by="reviewer", reviewer__isnull=False)
                | (~models.Q(by="reviewer") & models.Q(reviewer=None)),
            )
        ]

    def __str__(self) -> str:
        return f"remark {self.pk}"
