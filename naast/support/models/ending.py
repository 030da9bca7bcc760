"""How a time together ends: announced, extended, said goodbye to, talked over, and begun again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from naast.common.sealed import SealedTextField
from naast.people.models import Person
from naast.support.models.match import Match
from naast.support.models.paper import Note
from naast.support.models.side import Side


def _match_of(row: Goodbye | Thanks | Enough | Extension) -> str:
    return f"match:{row.match_id}"


class Goodbye(models.Model):
    """A version of the plan for the goodbye (afscheid): on which day, and what both would like to
    do. Either side writes it, or the coordinator; the latest counts.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="goodbyes")
    version = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)
    words = SealedTextField(of=_match_of, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["match", "version"], name="goodbye_version")]

    def __str__(self) -> str:
        return f"{self.match_id} v{self.version}"


class Thanks(models.Model):
    """What somebody thanks the other side for (bedankje). The other side reads it once it was
    rounded off; until then nobody but who wrote it does.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="thanks")
    side = models.CharField(max_length=10, choices=Side)
    words = SealedTextField(of=_match_of)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "thanks"
        constraints = [
            models.UniqueConstraint(fields=["match", "written_by"], name="thanks_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side}"


class InTouch(models.Model):
    """Whether one side stays in touch with the other after the goodbye (contact houden). Asked
    once, of both alike; who does not answer owes nobody an answer.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="in_touch")
    side = models.CharField(max_length=10, choices=Side)
    stays = models.BooleanField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name_plural = "in touch"
        constraints = [
            models.UniqueConstraint(fields=["match", "side"], name="in_touch_once_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side}"


class Enough(models.Model):
    """That who asked says that it is enough, earlier than agreed (genoeg). No reason is asked.

    `settles` is whether that is enough; a child that is too young to decide it alone is talked
    with first, at `talked_at`. Only who wrote the words and the coordinator read them.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="enoughs")
    phase = models.SlugField()
    settles = models.BooleanField()
    words = SealedTextField(of=_match_of, blank=True)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    talked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "phase", "said_by"],
                condition=Q(talked_at=None),
                name="enough_once_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.said_at:%Y-%m-%d}"


class Extension(models.Model):
    """A proposal to go on longer (verlenging): until which day, by which side. The end moves when
    the other side agrees and, beyond the longest time of the programme, the coordinator as well.

    It is settled when it was agreed, turned down or taken back; `granted` says which.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="extensions")
    side = models.CharField(max_length=10, choices=Side)
    until = models.DateField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    typed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The coordinator who wrote it down, when it was told by telephone.",
    )  # fmt: skip
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = SealedTextField(of=_match_of, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(default=False)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["match"], condition=Q(settled_at=None), name="one_open_extension"
            ),
            models.CheckConstraint(
                name="an_extension_is_granted_by_both",
                condition=Q(granted=False) | Q(agreed_at__isnull=False, settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_agreed_after_it_was_proposed",
                condition=Q(agreed_at=None) | Q(agreed_at__gte=F("proposed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.until}"


class Aftertalk(models.Model):
    """That the coordinator talked an early ending over with one side (nagesprek). What was said
    is a `Note` about that family, which reads and answers it as any other.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="aftertalks")
    side = models.CharField(max_length=10, choices=Side)
    held_on = models.DateField()
    note = models.OneToOneField(
        Note, models.CASCADE, null=True, blank=True, related_name="aftertalk"
    )
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "side"], name="aftertalk_once_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side}"


class Again(models.Model):
    """That one side of a match that ended would like to go on with the same family (opnieuw).
    Until both say so, neither learns that the other did.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="agains")
    side = models.CharField(max_length=10, choices=Side)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "side"], name="again_once_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side}"
