"""What the two sides say to the questions of the path."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from naast.people.models import Person
from naast.support.models.side import Side


class Answer(models.Model):
    """What a side said to a question of the path (antwoord). Never changed: a later answer is a
    new row.
    """

    class Question(models.TextChoices):
        PROPOSAL = "proposal", _("Shall we meet?")
        TRIAL = "trial", _("Shall we try?")

    class Reply(models.TextChoices):
        YES = "yes", _("Yes")
        THINKING = "thinking", _("Let me think")
        NO = "no", _("No")

    match = models.ForeignKey("support.Match", models.CASCADE, related_name="answers")
    side = models.CharField(max_length=10, choices=Side)
    question = models.CharField(max_length=8, choices=Question)
    reply = models.CharField(max_length=8, choices=Reply)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.side}: {self.reply}"


def latest_answer(answers: Iterable[Answer], side: Side, question: str) -> Answer | None:
    """The last thing a side said to a question, or None."""
    given = [a for a in answers if a.side == side and a.question == question]
    return given[-1] if given else None
