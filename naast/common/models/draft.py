"""Drafts: answers somebody is still giving."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import HOUSE, SealedJSONField


def _token() -> str:
    return secrets.token_urlsafe(24)


class DraftQuerySet(models.QuerySet["Draft"]):
    """Reads of drafts."""

    def alive(self, now: datetime) -> Self:
        """Drafts that somebody may still come back for."""
        return self.filter(updated_at__gte=now - Draft.KEPT_FOR)


class Draft(models.Model):
    """Answers somebody is still giving (concept), kept on the server so that a closed tab loses
    nothing.

    Whoever knows the token may go on with it; it is made of 192 random bits and never listed.
    """

    KEPT_FOR = timedelta(days=30)
    IN_SESSION = "draft:"
    """What the name in a session begins with, under which a browser knows its draft."""

    token = models.CharField(max_length=40, unique=True, default=_token)
    kind = models.CharField(max_length=40)
    answers = SealedJSONField(of=lambda draft: HOUSE, default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def keep(self, step: str, values: dict[str, Any], now: datetime) -> None:
        """Remember the answers of one step, in place of the earlier ones of that step."""
        self.answers = {**self.answers, step: values}
        self.updated_at = now
        self.save(update_fields=["answers", "updated_at"])
