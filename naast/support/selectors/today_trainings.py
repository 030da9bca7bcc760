"""The lines of Today about trainings: enough people wait, or nobody noted yet who was there."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.people.models import Person, Supporter, Training
from naast.people.trainings import WaitingGroup, waiting_groups
from naast.support.selectors.today_item import Item, since_days


def items(actor: Person, supporters: Iterable[Supporter], *, now: datetime) -> Iterator[Item]:
    """Groups that can begin, and evenings to note. At group level: nobody is named."""
    on = timezone.localdate(now)
    for group in waiting_groups(supporters, now=now):
        if group.enough:
            yield _begin(group, on)
    mine = Training.objects.looked_after_by(actor)
    past = mine.filter(starts_at__lte=now, noted_at=None, cancelled_at=None)
    for training in past.filter(kind=Training.Kind.TRAINING):
        yield _note(training, on)


def _begin(group: WaitingGroup, on: date) -> Item:
    waiting = len(group.supporters)
    title = ngettext(
        "%(n)s person waits for a training", "%(n)s people wait for a training", waiting
    )
    url = reverse("people:training_list")
    return Item(
        key="start_training",
        since=group.since,
        when=since_days(group.since, on),
        title=title % {"n": waiting},
        detail=_("%(step)s, %(programme)s. A group can begin.")
        % {"step": group.step.title, "programme": group.programme_title},
        action=_("Plan a training"),
        url=url,
        about=url,
        yours=True,
        households=[],
    )


def _note(training: Training, on: date) -> Item:
    day = timezone.localdate(training.starts_at)
    url = reverse("people:training", args=[training.pk])
    return Item(
        key="note_training",
        since=day,
        when=since_days(day, on),
        title=_("Who was at %(training)s?") % {"training": training.title},
        detail=_("Note it once for all of them. It stands on their path."),
        action=_("Note who was there"),
        url=url,
        about=url,
        yours=True,
        households=[],
    )
