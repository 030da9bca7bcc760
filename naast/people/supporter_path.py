"""The path of who stands beside somebody: from signing up to goodbye, derived from dates and from
what the programme asks. The supporter and the coordinator see the same stones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.company import Beside
from naast.people.models import Supporter, TrustStep
from naast.people.stones import Stone
from naast.people.trust import AskedStep, asked_steps, training_steps
from naast.people.vog import COUNTING, AdultVog
from naast.programmes import Programme
from naast.ui.components.formats import brief_date

Step = TrustStep.Step
REFERENCES = frozenset({Step.REFERENCE_1.value, Step.REFERENCE_2.value})


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that is still missing: `theirs` when it is the supporter's turn. `step` is the key
    of a step that the supporter tells in one press; empty otherwise.
    """

    title: str
    sentence: str
    theirs: bool
    step: str = ""


@dataclass(frozen=True, slots=True)
class SupporterPath:
    """The stones, and in plain words what is missing before a family can be proposed."""

    stones: Sequence[Stone]
    todo: Sequence[Todo]

    @property
    def ready(self) -> bool:
        """Whether nothing is missing (AE-08: age, talk, training and VOG, all of them)."""
        return not self.todo


@dataclass(frozen=True, slots=True)
class _Part:
    """Steps that make one stone together."""

    title: str
    days: Sequence[date | None]

    @property
    def done_on(self) -> date | None:
        """The day of the last of them; None while one is missing."""
        known = [day for day in self.days if day is not None]
        return max(known) if known and len(known) == len(self.days) else None


def supporter_path(
    supporter: Supporter,
    programme: Programme,
    *,
    vogs: Sequence[AdultVog],
    beside: Sequence[Beside],
    on: date,
    training: str = "",
    next_evening: str = "",
) -> SupporterPath:
    """The path of one supporter on a day.

    Args:
        beside: the families it stands beside, as far as the reader may know.
        training: how it stands with a place in a training, in words.
        next_evening: when supporters meet next, in words.
    """
    steps = [step for step in asked_steps(programme) if step.needed]
    todo = [*_steps_to_take(supporter, steps, programme, on, training), *_vogs_to_show(vogs)]
    parts = _parts(supporter, programme, steps, vogs, on)
    stones = list(_up_to_ready(parts, ready=not todo))
    stones += _from_ready_on(supporter, beside, ready=not todo, next_evening=next_evening)
    return SupporterPath(stones, todo)


def _parts(
    supporter: Supporter,
    programme: Programme,
    steps: Sequence[AskedStep],
    vogs: Sequence[AdultVog],
    on: date,
) -> list[_Part]:
    """The stones before ready; one of which this programme asks nothing is not there."""
    done = supporter.trust_done()
    trained = {step.key for step in training_steps(programme)}
    days = {
        step.key: done[step.key] if step.counts(done.get(step.key), on) else None for step in steps
    }
    first = [day for key, day in days.items() if key not in trained | REFERENCES]
    seen = [vog.seen_on if vog.state in COUNTING else None for vog in vogs if vog.needed]
    parts = [
        _Part(_("Signed up"), [timezone.localdate(supporter.registered_at)]),
        _Part(_("Acquaintance"), first),
        _Part(_("References"), [day for key, day in days.items() if key in REFERENCES]),
        _Part(_("VOG"), seen if programme.trust.vog else []),
        _Part(_("Training"), [day for key, day in days.items() if key in trained]),
    ]
    return [part for part in parts if part.days]


def _up_to_ready(parts: Iterable[_Part], *, ready: bool) -> Iterable[Stone]:
    here, last = False, None
    for part in parts:
        if part.done_on:
            last = max(last or part.done_on, part.done_on)
            yield Stone(part.title, "done", brief_date(part.done_on))
        else:
            yield Stone(part.title, "later" if here else "now")
            here = True
    yield Stone(_("Ready"), "done" if ready else "later", brief_date(last) if ready else "")


def _from_ready_on(
    supporter: Supporter, beside: Sequence[Beside], *, ready: bool, next_evening: str
) -> list[Stone]:
    left, paused = supporter.left_at, supporter.status == Supporter.Status.PAUSED
    since = min((family.since for family in beside), default=None)
    here = ready and not left and not paused
    standing = Stone(
        _("Beside a family"),
        "now" if here else "later",
        _("since %(day)s") % {"day": brief_date(since)} if since else "",
        "" if since or not here else _("We look for a family that suits you."),
    )
    stones = [standing, Stone(_("Intervision"), "later", next_evening, _("You choose yourself."))]
    if paused:
        until = supporter.paused_until
        day = _("until %(day)s") % {"day": brief_date(until)} if until else ""
        stones.append(Stone(_("A break"), "now", day))
    said = brief_date(timezone.localdate(left)) if left else ""
    return [*stones, Stone(_("Goodbye"), "done" if left else "later", said)]


def _steps_to_take(
    supporter: Supporter, steps: Iterable[AskedStep], programme: Programme, on: date, training: str
) -> Iterable[Todo]:
    done = supporter.trust_done()
    trained = {step.key for step in training_steps(programme)}
    for step in steps:
        if step.counts(done.get(step.key), on):
            continue
        if step.told:
            yield Todo(step.title, _("One word is enough."), theirs=True, step=step.key)
        elif step.key in REFERENCES:
            ask = _("Think of somebody who knows you. The coordinator calls them for a short talk.")
            yield Todo(step.title, ask, theirs=True)
        elif step.key in trained:
            alone = _("The coordinator invites you as soon as there is a training.")
            yield Todo(step.title, training or alone, theirs=False)
        else:
            yield Todo(step.title, _("The coordinator plans it together with you."), theirs=False)


def _vogs_to_show(vogs: Iterable[AdultVog]) -> Iterable[Todo]:
    show = _("Ask for it with the coordinator and show it once. It costs nothing.")
    for vog in vogs:
        if vog.needed and vog.state not in COUNTING:
            title = _("VOG of %(name)s") % {"name": vog.member.name}
            yield Todo(title, show, theirs=True)
