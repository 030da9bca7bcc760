"""What was asked before, during and after, and what one side answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedTextField
from naast.people.models import Household, Person
from naast.support.models.match import Match
from naast.support.models.request import SupportRequest
from naast.support.models.side import Side


def _writer_of(row: MeasureAnswer) -> str:
    """Whose key seals the words: once there is a match that of the match, as it may be about both;
    before that the household's own.
    """
    return f"match:{row.match_id}" if row.match_id else f"household:{row.household_id}"


class MeasureAnswerQuerySet(models.QuerySet["MeasureAnswer"]):
    """Reads of answers."""

    def visible_to(self, actor: Person) -> Self:
        """Answers `actor` may read. If and only if: the actor gave it; or it is no answer for
        totals only and the actor is a grown-up at the home that gave it, or coordinates for the
        organisation that was asked, or is of the other side and answered the same
        question of the same moment as well. Two who stand beside the same family do not read each
        other's.
        """
        own = Household.objects.of(actor)
        answered_too = MeasureAnswer.objects.exclude(side=OuterRef("side")).filter(
            match=OuterRef("match"),
            moment=OuterRef("moment"),
            phase=OuterRef("phase"),
            round=OuterRef("round"),
            measure=OuterRef("measure"),
            household__in=own,
        )
        shared = Q(only_in_totals=False) & (
            Q(household__in=own)
            | Q(request__organisation__in=actor.organisations_coordinated())
            | (Q(match__in=Match.objects.visible_to(actor)) & Exists(answered_too))
        )
        return self.filter(shared | Q(given_by=actor), household__erased_at=None)


class MeasureAnswer(models.Model):
    """What one home answered to a measure of the programme (antwoord op een meetvraag).

    Never changed: a later answer is a new row and counts instead. Without a value and without
    words somebody was asked and left it open, which is as good an answer. Before there is a match
    it hangs on the question. With `typed_by` it was spoken, and a coordinator wrote it down.
    """

    class Moment(models.TextChoices):
        BEFORE = "before", _("At the beginning")
        TRIAL = "trial", _("In the trial period")
        INTERIM = "interim", _("On the way")
        AFTER = "after", _("At the end")

    request = models.ForeignKey(
        SupportRequest, models.CASCADE, related_name="measure_answers"
    )  # fmt: skip
    match = models.ForeignKey(
        Match, models.CASCADE, null=True, blank=True, related_name="measure_answers"
    )
    household = models.ForeignKey(
        Household, models.CASCADE, related_name="measure_answers", help_text="Whose answer it is."
    )
    measure = models.SlugField()
    moment = models.CharField(max_length=7, choices=Moment)
    phase = models.SlugField(blank=True)
    round = models.PositiveSmallIntegerField(
        default=0, help_text="Which look back of the phase, from 1; 0 when it has no more than one."
    )
    side = models.CharField(max_length=10, choices=Side)
    value = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Yes 1 or no 0; a step from 0 to 10; a face from 1 to 3."
    )
    words = SealedTextField(of=_writer_of, blank=True)
    only_in_totals = models.BooleanField(
        default=False, help_text="What was promised beside the box: nobody else reads it."
    )
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    typed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()

    objects = MeasureAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_measured_value_is_on_its_scale",
                condition=Q(value__isnull=True) | Q(value__lte=10),
            ),
            models.CheckConstraint(
                name="before_a_match_it_hangs_on_the_question",
                condition=Q(moment="before", match__isnull=True)
                | (~Q(moment="before") & Q(match__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.moment} {self.measure}"

    @property
    def left_open(self) -> bool:
        """Whether it was asked and passed over."""
        return self.value is None and not self.words

    def households(self) -> tuple[int, ...]:
        """Id of the household whose answer it is, for the logbook."""
        return (self.household_id,)


def latest_answers(answers: Iterable[MeasureAnswer]) -> list[MeasureAnswer]:
    """Of each question of each side and moment the last answer, which counts; oldest first."""
    last = {(a.household_id, a.moment, a.phase, a.round, a.measure): a for a in answers}
    return sorted(last.values(), key=lambda answer: (answer.given_at, answer.pk))
