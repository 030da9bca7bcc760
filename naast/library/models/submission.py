"""An example that somebody sent in, on its way to the library."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import HOUSE, SealedJSONField
from naast.kernel.clock import dutch_day
from naast.library.example import Kind
from naast.library.terms import terms
from naast.library.wording import KINDS

if TYPE_CHECKING:
    from naast.people.models import Person


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Reads of submissions."""

    def visible_to(self, actor: Person) -> Self:
        """All that were not taken back, for whoever keeps the library: who coordinates somewhere
        or looks along. Nobody else sees any; the sender, a reviewer and the contact person come in
        by a link of their own.
        """
        return self.standing() if actor.organisations_watched() else self.none()

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(erased_at=None)

    def sent_since(self, since: datetime) -> Self:
        """Those that came in from a moment on, also the ones that were taken back."""
        return self.filter(sent_at__gte=since)

    def still_before(self, since: datetime) -> Self:
        """Those with which nothing happened since a moment."""
        return self.filter(moved_at__lt=since)


class Submission(models.Model):
    """An example as somebody sent it in (inzending), without an account.

    `told` is the working text, in the fixed format: what stands in the library are the versions.
    `kind` and `theme` say where it stands, in the library and beside the map; the editors choose
    them. A sender who takes it back leaves a row with two days in it, so that the public clock goes
    on counting; `erased_at` says so.
    """

    class Status(models.TextChoices):
        SENT = "sent", _("with us")
        ASKED = "asked", _("a question for the sender")
        APPROVAL = "approval", _("with the contact person")
        APPROVED = "approved", _("the contact person said yes")
        PUBLISHED = "published", _("in the library")
        RESTING = "resting", _("not in the library")

    OPEN = (Status.SENT, Status.ASKED, Status.APPROVAL, Status.APPROVED)
    """What is under way."""

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=80, blank=True, help_text="Given when first published.")
    status = models.CharField(max_length=10, choices=Status, default=Status.SENT)
    kind = models.CharField(
        max_length=12, choices=[(each.value, name) for each, name in KINDS.items()],
        default=Kind.PRACTICE.value,
        help_text="What sort of thing it is; the editors choose it.",
    )  # fmt: skip
    theme = models.CharField(
        max_length=20, blank=True, help_text="A theme of the map; the editors choose it."
    )
    told = SealedJSONField(of=lambda submission: HOUSE, default=dict)
    sender_name = models.CharField(max_length=80, blank=True)
    sender_email = models.EmailField(blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(help_text="When something last happened to it.")
    erased_at = models.DateTimeField(null=True, blank=True)
    is_shown = models.BooleanField(default=False, help_text="Its last version stands in public.")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="one_address_per_submission"
            ),
            models.CheckConstraint(
                name="submission_approved_with_a_moment",
                condition=~Q(status__in=["approved", "published"]) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_erased_is_not_shown",
                condition=Q(erased_at=None) | Q(is_shown=False, sender_email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"

    @property
    def title(self) -> str:
        """What the example is called."""
        return str(self.told.get("title", ""))

    @property
    def due_on(self) -> date:
        """The day on which the first answer is there at the latest."""
        return dutch_day(self.sent_at) + timedelta(days=terms().answer_days)

    def contact_or_none(self) -> ExampleContact | None:
        """Who answers for it, when somebody else than the sender does or was asked to."""
        return getattr(self, "contact", None)

    def is_late(self, now: datetime) -> bool:
        """Whether the first answer came too late, or is still to come after its day."""
        return dutch_day(self.answered_at or self.erased_at or now) > self.due_on


class ExampleContact(models.Model):
    """Who answers for an example (contactpersoon van een voorbeeld): without their yes nothing of
    it is published. The sender, once asked, when nobody else was named.

    `asked_at` is part of their link: who is asked anew gets a new one and the old one dies.
    """

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="contact")
    email = models.EmailField()
    asked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"contact {self.pk}"
