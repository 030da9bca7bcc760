"""What two families write down together: house rules, evaluations, the agreement, and notes."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naast.common.sealed import SealedJSONField, SealedTextField
from naast.people.models import Household, HouseholdMember, Person
from naast.support.models.match import Match
from naast.support.models.side import Side


def _match_of(row: HouseRules | Agreement | Evaluation) -> str:
    return f"match:{row.match_id}"


def _household_of(note: Note) -> str:
    return f"household:{note.household_id}"


class HouseRules(models.Model):
    """A version of the house rules (huisregels). A change is a new version, accepted anew by
    all.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="house_rules")
    version = models.PositiveSmallIntegerField()
    rules = SealedJSONField(of=_match_of, default=list, help_text="One sentence each, in order.")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        verbose_name_plural = "house rules"
        constraints = [
            models.UniqueConstraint(fields=["match", "version"], name="house_rules_version")
        ]

    def __str__(self) -> str:
        return f"{self.match_id} v{self.version}"


class Agreement(models.Model):
    """A version of the spoken agreements on paper (afspraken)."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    items = SealedJSONField(
        of=_match_of, default=dict, help_text="What was agreed per item of the programme."
    )
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["match", "version"], name="agreement_version")
        ]

    def __str__(self) -> str:
        return f"{self.match_id} v{self.version}"


class Acceptance(models.Model):
    """That one adult accepts one version of a paper (akkoord), in the app or with a pen."""

    class Paper(models.TextChoices):
        HOUSE_RULES = "house_rules", _("House rules")
        AGREEMENT = "agreement", _("Agreement")
        RHYTHM = "rhythm", _("Rhythm")

    match = models.ForeignKey(Match, models.CASCADE, related_name="acceptances")
    paper = models.CharField(max_length=11, choices=Paper)
    version = models.PositiveSmallIntegerField()
    member = models.ForeignKey(HouseholdMember, models.PROTECT, related_name="acceptances")
    on_paper = models.BooleanField(default=False)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "paper", "version", "member"], name="accepted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.paper} v{self.version}"


class Evaluation(models.Model):
    """How one side looks back (evaluatie). Both read each other's when both have written."""

    class Mood(models.IntegerChoices):
        GOOD = 3, _("Good")
        SO_SO = 2, _("So-so")
        HARD = 1, _("Hard")

    class GoOn(models.TextChoices):
        YES = "yes", _("Yes, we go on")
        TALK = "talk", _("First talk about it")
        STOP = "stop", _("We would rather stop")

    match = models.ForeignKey(Match, models.CASCADE, related_name="evaluations")
    phase = models.SlugField()
    side = models.CharField(max_length=10, choices=Side)
    mood = models.PositiveSmallIntegerField(choices=Mood, null=True, blank=True)
    went_well = SealedTextField(of=_match_of, blank=True)
    differently = SealedTextField(of=_match_of, blank=True)
    go_on = models.CharField(max_length=4, choices=GoOn)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side} {self.phase}"


class NoteQuerySet(models.QuerySet["Note"]):
    """Reads of notes."""

    def visible_to(self, actor: Person) -> Self:
        """Notes `actor` may read: those about households the actor lives in or looks after.

        A grant never opens notes.
        """
        own = Household.objects.of(actor)
        return self.filter(
            Q(household__in=own) | Q(household__organisation__in=actor.organisations_coordinated())
        )


class Note(models.Model):
    """Something a coordinator wrote about a household (notitie). The family always reads it.

    A correction is a new note that `corrects` the one before; both stay readable as versions.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="notes")
    corrects = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    words = SealedTextField(of=_household_of)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.household_id} {self.written_at:%Y-%m-%d}"

    def households(self) -> tuple[int, ...]:
        """Id of the household it is about, for the logbook."""
        return (self.household_id,)


def _household_of_reply(reply: NoteReply) -> str:
    return f"household:{reply.note.household_id}"


class NoteReply(models.Model):
    """How the family sees what was written about it (weerwoord), beside the note. With
    `asks_correction` it asks for other words. `read_at` is when the coordinator had read it.
    """

    note = models.ForeignKey(Note, models.CASCADE, related_name="replies")
    words = SealedTextField(of=_household_of_reply)
    asks_correction = models.BooleanField(default=False)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "note replies"

    def __str__(self) -> str:
        return f"{self.note_id} {self.written_at:%Y-%m-%d}"
