"""The two sides of a match."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """The two sides of a match."""

    ASKING = "asking", _("Asking family")
    SUPPORTING = "supporting", _("Supporting family")

    @property
    def other(self) -> Side:
        """The side across."""
        return Side.SUPPORTING if self == Side.ASKING else Side.ASKING
