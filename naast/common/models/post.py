"""The outbox: mail that still has to leave."""

from django.db import models


class OutgoingMail(models.Model):
    """A mail that still has to leave (uitgaande mail). Its text is written when it is sent.

    `kind` names who writes it; `facts` is what the writer needs: ids and links.
    """

    kind = models.CharField(max_length=40)
    to = models.EmailField()
    language = models.CharField(max_length=10)
    facts = models.JSONField(default=dict)
    put_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
