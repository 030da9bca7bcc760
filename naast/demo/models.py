"""Mails of the demo, kept to be read."""

from __future__ import annotations

from typing import Self

from django.db import models


class DemoMailQuerySet(models.QuerySet["DemoMail"]):
    """Reads of demo mails."""

    def to_address(self, address: str) -> Self:
        """Mails to one address, however it was typed."""
        return self.filter(to__iexact=address.strip())

    def newest_first(self) -> Self:
        """The last mail on top."""
        return self.order_by("-at", "-pk")


class DemoMail(models.Model):
    """A mail that Naast sent to one address in demo mode (demobericht). It never left the house."""

    at = models.DateTimeField()
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()

    objects = DemoMailQuerySet.as_manager()

    class Meta:
        verbose_name = "demo mail"

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
