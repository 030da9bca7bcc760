"""How often somebody may try."""

from django.db import models


class Bucket(models.Model):
    """How many tries are left of one limit, and since when (emmer). `key` is a keyed hash."""

    key = models.CharField(max_length=64, unique=True)
    tokens = models.FloatField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"bucket {self.pk}"
