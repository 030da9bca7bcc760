"""The words of the map: what people say, what they asked in vain, and when the map changed."""

from uuid import UUID, uuid4

from django.db import models
from django.utils import timezone


class Synonym(models.Model):
    """An everyday word and the words of the map that it stands for (ander woord)."""

    word = models.CharField(max_length=80, unique=True)
    means = models.CharField(max_length=300, help_text="Words, separated by commas.")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word


class Missed(models.Model):
    """What was asked for and not found (gemist): loose words, where, and how often.

    Sent in by a press on a button that shows these words. They are about nobody: what looks like
    a name, a number or an address was left out, and they are read from a few times on.
    """

    words = models.CharField(max_length=80)
    municipality = models.CharField(max_length=4, blank=True, help_text="CBS code; empty: unknown.")
    times = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        ordering = ["-times", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "municipality"], name="missed_words_once_per_place"
            )
        ]

    def __str__(self) -> str:
        return self.words


class MapState(models.Model):
    """Which state the map is in (stand van de kaart): a mark that changes with every change, so
    that every process knows when what it remembers is old. One row.
    """

    mark = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return str(self.mark)


def changed() -> None:
    """Say that something of the map changed; inside the transaction of the change."""
    if not MapState.objects.update(mark=uuid4()):
        MapState.objects.create()


def mark() -> UUID | None:
    """The state the map is in now; None for a map nobody ever changed."""
    return MapState.objects.values_list("mark", flat=True).first()
