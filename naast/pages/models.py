"""Pages, their versions and pictures, and the yes of whoever is quoted or can be recognised."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naast.pages.content import Content, from_json
from naast.people.models import Organisation, Person


class PageQuerySet(models.QuerySet["Page"]):
    """Reads of pages by who writes them."""

    def visible_to(self, actor: Person) -> Self:
        """Pages whose drafts and versions `actor` may see: those of the organisations the actor
        coordinates for or looks along with, and those of the whole house for whoever does either.
        """
        watched = actor.organisations_watched()
        if not watched:
            return self.none()
        return self.filter(Q(organisation__in=watched) | Q(organisation=None))


class Page(models.Model):
    """Something to read for everybody (bladzijde), of one organisation or of the whole house."""

    class Kind(models.TextChoices):
        STORY = "story", _("Story")
        CAMPAIGN = "campaign", _("Campaign")
        FILM = "film", _("Film")
        EVENING = "evening", _("Theme evening")
        PLAIN = "plain", _("Page of our region")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="pages",
        help_text="Empty: of the whole house.",
    )  # fmt: skip
    kind = models.CharField(max_length=8, choices=Kind)
    slug = models.SlugField(max_length=80, unique=True)
    began_at = models.DateTimeField()
    on_front_since = models.DateTimeField(null=True, blank=True)
    read_from = models.DateField(
        null=True, blank=True, help_text="Nobody reads it before this day; empty: at once."
    )
    read_until = models.DateField(
        null=True, blank=True, help_text="The last day on which it is read; empty: for good."
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_plain_page_has_an_organisation",
                condition=~Q(kind="plain") | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="a_page_is_read_a_day_at_least",
                condition=Q(read_from=None)
                | Q(read_until=None)
                | Q(read_until__gte=F("read_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def is_still_to_come(self, on: date) -> bool:
        """Whether its first day comes after this one."""
        return self.read_from is not None and on < self.read_from

    def is_over(self, on: date) -> bool:
        """Whether its last day was before this one."""
        return self.read_until is not None and self.read_until < on


OPEN = ("draft", "sent_back", "offered")
"""States of a version that somebody still works on."""


class PageVersionQuerySet(models.QuerySet["PageVersion"]):
    """Reads of versions."""

    def published(self, on: date) -> Self:
        """What everybody may read on that day: two people said yes, and it is one of its days."""
        begun = Q(page__read_from=None) | Q(page__read_from__lte=on)
        still = Q(page__read_until=None) | Q(page__read_until__gte=on)
        return self.filter(begun, still, state=PageVersion.State.PUBLISHED)

    def being_written(self) -> Self:
        """Those that somebody still works on."""
        return self.filter(state__in=OPEN)


class PageVersion(models.Model):
    """A page as somebody wrote it (versie van een bladzijde). What was published is not changed
    any more: another text, or going back, is a new version.

    `written_by` wrote in it last, and offered it; `wrote` are the numbers of everybody who ever
    wrote in it, since none of them says the second yes. `saves` counts how often it was saved, so
    that nobody writes over what they did not see.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OFFERED = "offered", _("Waits for a second yes")
        SENT_BACK = "sent_back", _("Sent back")
        PUBLISHED = "published", _("To be read by everybody")
        EARLIER = "earlier", _("Earlier")
        TAKEN_DOWN = "taken_down", _("Taken off the site")

    page = models.ForeignKey(Page, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    blocks = models.JSONField(default=list, blank=True)
    saves = models.PositiveIntegerField(default=1)
    goes_back_to = models.PositiveSmallIntegerField(null=True, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    wrote = models.JSONField(default=list, blank=True)
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who said yes to it, or sent it back.",
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True, blank=True)
    said = models.TextField(max_length=1000, blank=True, help_text="With it, when sent back.")

    objects = PageVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_version_once"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(state="published"), name="one_version_is_read"
            ),
            models.UniqueConstraint(
                fields=["page"], condition=Q(state__in=OPEN), name="one_version_is_written"
            ),
            models.CheckConstraint(
                name="nobody_decides_on_their_own_words",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="what_was_read_had_a_second_yes",
                condition=Q(state__in=OPEN)
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                | Q(decided_at__isnull=False, goes_back_to__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} v{self.number}"

    def is_written_by(self, person: Person) -> bool:
        """Whether they wrote in it, now or before somebody else went on with it."""
        return person.pk == self.written_by_id or person.pk in self.wrote

    @property
    def mark(self) -> str:
        """Which state of which version this is, to hold against what somebody had before them."""
        return f"{self.number}.{self.saves}"

    @property
    def content(self) -> Content:
        """What stands in it. Raises: BadBlock when the table was changed by hand."""
        return Content(self.title, self.summary, from_json(self.blocks))


class QuoteYesQuerySet(models.QuerySet["QuoteYes"]):
    """Reads of what people who are quoted said."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class QuoteYes(models.Model):
    """That somebody who is quoted said yes to these very words (ja op een citaat), or everybody who
    can be recognised to this very picture; taken back, it leaves every version at once. Who it was
    is not kept: a page never names anybody.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="quotes")
    words = models.CharField(
        max_length=64, help_text="Digest of the words and the role, or of a picture's number."
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = QuoteYesQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "words"], name="one_yes_per_sentence")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.words[:8]}"


class PagePicture(models.Model):
    """A photo or drawing that stands in a version of a page (foto in een bladzijde): drawn anew,
    `width` and `height` in points. What stands in no version is not kept.
    """

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    page = models.ForeignKey(Page, models.CASCADE, related_name="pictures")
    content = models.BinaryField()
    kind = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id} {self.uuid}"
