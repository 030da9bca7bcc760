"""The own voice and the own yes of children and young people."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from naast.common.sealed import SealedTextField
from naast.people.models import Grant, Household, HouseholdMember, Person
from naast.programmes.vocabulary import Topic
from naast.support.models.match import Answer, Match


def _person_of(voice: YoungVoice) -> str:
    return f"person:{voice.person_id}"


class YoungVoiceQuerySet(models.QuerySet["YoungVoice"]):
    """Reads of what young people wrote themselves."""

    def visible_to(self, actor: Person) -> Self:
        """The own words, and those of others who chose that somebody like `actor` reads them: the
        grown-ups at home, the coordinator, or a supporter to whom the story is open.
        """
        opened = Grant.objects.live(timezone.now()).filter(
            household=OuterRef("household"), person=actor, topic=Topic.STORY
        )
        return self.filter(
            Q(person=actor)
            | Q(for_parents=True, household__in=Household.objects.of(actor))
            | Q(
                for_coordinator=True,
                household__organisation__in=actor.organisations_coordinated(),
            )
            | (Q(for_supporter=True) & Exists(opened))
        )


class YoungVoice(models.Model):
    """What a child or young person says itself (eigen woorden), sealed with its own key. It alone
    chooses who reads it; at first nobody does.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="voices")
    household = models.ForeignKey(Household, models.CASCADE, related_name="voices")
    words = SealedTextField(of=_person_of)
    for_parents = models.BooleanField(default=False)
    for_coordinator = models.BooleanField(default=False)
    for_supporter = models.BooleanField(default=False)
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
