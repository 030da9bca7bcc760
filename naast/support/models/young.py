"""The own voice, the own yes and the own answers of children and young people."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from naast.common.sealed import SealedTextField
from naast.people.models import Grant, Household, HouseholdMember, Person
from naast.programmes.vocabulary import Topic
from naast.support.models.answer import Answer
from naast.support.models.match import Match
from naast.support.models.measure import MeasureAnswer
from naast.support.models.request import SupportRequest


def _person_of(row: YoungVoice | YoungMeasureAnswer) -> str:
    return f"person:{row.person_id}"


def chosen_to_read(actor: Person) -> Q:
    """What is a young person's own: its own, and that of others who chose that somebody like
    `actor` reads it: the grown-ups at home, the coordinator, or a supporter to whom the story is
    open.
    """
    opened = Grant.objects.live(timezone.now()).filter(
        household=OuterRef("household"), person=actor, topic=Topic.STORY
    )
    coordinated = actor.organisations_coordinated()
    return (
        Q(person=actor)
        | Q(for_parents=True, household__in=Household.objects.of(actor))
        | Q(for_coordinator=True, household__organisation__in=coordinated)
        | Q(Exists(opened), for_supporter=True)
    )


class ChosenReaders(models.Model):
    """Who may read what is a young person's own; at first nobody."""

    for_parents = models.BooleanField(default=False)
    for_coordinator = models.BooleanField(default=False)
    for_supporter = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def is_told(self) -> bool:
        """Whether anybody else reads it."""
        return self.for_parents or self.for_coordinator or self.for_supporter


class YoungVoiceQuerySet(models.QuerySet["YoungVoice"]):
    """Reads of what young people wrote themselves."""

    def visible_to(self, actor: Person) -> Self:
        """The own words, and those of others who chose that somebody like `actor` reads them."""
        return self.filter(chosen_to_read(actor))


class YoungVoice(ChosenReaders):
    """What a child or young person says itself (eigen woorden), sealed with its own key. It alone
    chooses who reads it; at first nobody does.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="voices")
    household = models.ForeignKey(Household, models.CASCADE, related_name="voices")
    words = SealedTextField(of=_person_of)
    written_at = models.DateTimeField()

    objects = YoungVoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "household"], name="a_voice_per_home")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.written_at:%Y-%m-%d}"

    def households(self) -> tuple[int, ...]:
        """Id of the household it lives in, for the logbook."""
        return (self.household_id,)


class YoungAnswer(models.Model):
    """What a child or young person says to a match before the first meeting (eigen ja). Never
    changed: a later answer is a new row, and the last one counts. No reason is asked or kept.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="young_answers")
    member = models.ForeignKey(HouseholdMember, models.CASCADE, related_name="answers")
    reply = models.CharField(max_length=8, choices=Answer.Reply)
    given_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+",
        help_text="The child itself, or the coordinator who heard it.",
    )  # fmt: skip
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.reply}"

    def households(self) -> tuple[int, ...]:
        """Id of the household of the child, for the logbook; the other family reads nothing."""
        return (self.member.household_id,)


class YoungMeasureAnswerQuerySet(models.QuerySet["YoungMeasureAnswer"]):
    """Reads of what young people answered themselves."""

    def visible_to(self, actor: Person) -> Self:
        """The own answers, and those of others who chose that somebody like `actor` reads them."""
        return self.filter(chosen_to_read(actor), household__erased_at=None)


class YoungMeasureAnswer(ChosenReaders):
    """What a child or young person itself answered to a question of the programme (eigen
    antwoord), sealed with its own key. It alone chooses who reads it, and is counted nowhere.

    One row per question of a moment: another answer takes its place, as with its own words. Without
    a value and without words it was asked and left open.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="own_answers")
    household = models.ForeignKey(Household, models.CASCADE, related_name="young_measures")
    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="young_measures")
    match = models.ForeignKey(
        Match, models.CASCADE, null=True, blank=True, related_name="young_measures",
        help_text="None before anybody stood beside the family.",
    )  # fmt: skip
    measure = models.SlugField()
    moment = models.CharField(max_length=7, choices=MeasureAnswer.Moment)
    phase = models.SlugField(blank=True)
    round = models.PositiveSmallIntegerField(
        default=0, help_text="Which look back of the phase, from 1; 0 when it has no more than one."
    )
    value = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Yes 1 or no 0; a step from 0 to 10; a face from 1 to 3."
    )
    words = SealedTextField(of=_person_of, blank=True)
    given_at = models.DateTimeField()

    objects = YoungMeasureAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request", "measure"],
                condition=Q(match=None),
                name="young_answer_once_at_the_beginning",
            ),
            models.UniqueConstraint(
                fields=["person", "match", "moment", "phase", "round", "measure"],
                condition=Q(match__isnull=False),
                name="young_answer_once_per_moment",
            ),
            models.CheckConstraint(
                name="a_young_value_is_on_its_scale",
                condition=Q(value__isnull=True) | Q(value__lte=10),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment} {self.measure}"

    @property
    def left_open(self) -> bool:
        """Whether it was asked and passed over."""
        return self.value is None and not self.words

    def households(self) -> tuple[int, ...]:
        """Id of the household it lives in, for the logbook."""
        return (self.household_id,)
