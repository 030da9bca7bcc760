"""The ordinary life of a match: how a day together went, and the coordinator who asks after it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models import Household, Person
from naast.support.models.match import Match
from naast.support.models.paper import Evaluation
from naast.support.models.side import Side


def _match_of(row: HowItWent | CheckIn) -> str:
    return f"match:{row.match_id}"


def _own_side(actor: Person) -> Q:
    """Rows about the side on which `actor` is at home."""
    homes = Household.objects.of(actor)
    return Q(side=Side.ASKING, match__request__household__in=homes) | Q(
        side=Side.SUPPORTING, match__supporter__household__in=homes
    )


def _looked_after(actor: Person) -> Q:
    return Q(match__request__organisation__in=actor.organisations_coordinated())


class HowItWentQuerySet(models.QuerySet["HowItWent"]):
    """Reads of how days together went."""

    def visible_to(self, actor: Person) -> Self:
        """What `actor` may read of days together: what the own side noted; what the other side
        noted for both, while the match is open to the actor; everything for who coordinates.
        """
        across = Q(other_side_reads=True, match__in=Match.objects.visible_to(actor))
        return self.filter(_own_side(actor) | across | _looked_after(actor))

    def as_it_reads_now(self) -> Self:
        """Without the versions that somebody wrote anew."""
        return self.filter(corrected_by__isnull=True)


class HowItWent(models.Model):
    """What one side noted about one day together (hoe het ging). That it did not happen is an
    answer of equal rank.

    `key` comes with the form, so that a note that is sent twice arrives once. A change is a new
    row that `corrects` the one before; both stay readable. `other_side_reads` is what stood beside
    the box when it was written.
    """

    class Mood(models.IntegerChoices):
        GOOD = Evaluation.Mood.GOOD.value, _("Good")
        SO_SO = Evaluation.Mood.SO_SO.value, _("So-so")
        HARD = Evaluation.Mood.HARD.value, _("Hard")

    match = models.ForeignKey(Match, models.CASCADE, related_name="days_together")
    side = models.CharField(max_length=10, choices=Side)
    day = models.DateField()
    happened = models.BooleanField()
    mood = models.PositiveSmallIntegerField(choices=Mood, null=True, blank=True)
    did = SealedTextField(of=_match_of, blank=True)
    words = SealedTextField(of=_match_of, blank=True)
    other_side_reads = models.BooleanField(default=False)
    corrects = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    key = models.UUIDField(unique=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    typed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The coordinator who wrote it down, when it was told by telephone.",
    )  # fmt: skip
    written_at = models.DateTimeField()

    objects = HowItWentQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-written_at", "-pk"]
        indexes = [models.Index(fields=["match", "day"], name="days_of_a_match")]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side} {self.day}"

    def households(self) -> tuple[int, ...]:
        """Ids of the households that read it, for the logbook."""
        own = self.match.household(self.side).pk
        return self.match.households() if self.other_side_reads else (own,)


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    """Reads of check-ins."""

    def visible_to(self, actor: Person) -> Self:
        """Check-ins with the own side, or of matches the actor looks after. What somebody told
        who stood first before is not for who stands there now.
        """
        own = Q(with_home=None) & _own_side(actor)
        return self.filter(own | _looked_after(actor))


class CheckIn(models.Model):
    """That the coordinator calls one side to ask how it goes (even bellen), and what came of it.

    Most become due by the numbers of the programme and stand here once they were done or skipped;
    with `done_on` None somebody promised to call on `due_on`. The family reads the words.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="check_ins")
    side = models.CharField(max_length=10, choices=Side)
    with_home = models.ForeignKey(
        Household, models.CASCADE, null=True, blank=True, related_name="+",
        help_text="Whose call it was, when somebody else stands first on that side now.",
    )  # fmt: skip
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    skipped = models.BooleanField(default=False)
    words = SealedTextField(of=_match_of, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "side", "due_on"], name="one_check_in_a_day_per_side"
            ),
            models.CheckConstraint(
                name="a_skipped_check_in_has_a_day",
                condition=Q(skipped=False) | Q(done_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side} {self.due_on}"

    def households(self) -> tuple[int, ...]:
        """Id of the household that was called, for the logbook."""
        return (self.with_home_id or self.match.household(self.side).pk,)
