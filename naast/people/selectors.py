"""Supporting families as the coordinator reads them: one line in a list, and the whole file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.people import policies
from naast.people.choices import language_names, slot_names
from naast.people.company import Beside, company_of
from naast.people.models import Household, HouseholdMember, Person, Supporter, TrustStep
from naast.people.supporter_path import SupporterPath, supporter_path
from naast.people.trainings import Evening, agenda_of, honest_status, next_evening
from naast.people.trust import (
    AskedStep,
    asked_steps,
    definition_of,
    missing_trust_steps,
    step_title,
)
from naast.people.vog import COUNTING, AdultVog, Vog, adult_vogs, most_pressing
from naast.programmes import Programme, all_programmes

__all__ = [
    "ORDERS",
    "SHOWN",
    "AdultVog",
    "StepRow",
    "SupporterFile",
    "SupporterRow",
    "Vog",
    "counts",
    "definition_of",
    "missing_in_words",
    "named_children",
    "narrowed",
    "ordered",
    "supporter_file",
    "supporter_rows",
    "trust_steps",
]


def missing_in_words(
    supporter: Supporter, programme: Programme, on: date | None = None
) -> list[str]:
    """The steps of the trust file that were not taken yet, as they read inside a sentence."""
    labels = [step.title for step in missing_trust_steps(supporter, programme, on)]
    return [label[:1].lower() + label[1:] for label in labels]


def places_free(supporter: Supporter, programme: Programme, taken: int) -> int:
    """How many more families could be proposed, by the supporter's wish and the programme, >= 0."""
    most = min(supporter.capacity, int(programme.capacity.families_at_once))
    return max(0, most - taken)


STATUS_TONES: Final[dict[str, str]] = {
    Supporter.Status.NEW: "sky",
    Supporter.Status.ACTIVE: "moss",
    Supporter.Status.PAUSED: "plain",
    Supporter.Status.LEFT: "plain",
}


@dataclass(frozen=True, slots=True)
class SupporterRow:
    """One supporting family in the list. `places_free` is >= 0; `steps_missing` and `beside`
    (families) are words. `households` are the ids of all it names.
    """

    pk: int
    households: Sequence[int]
    name: str
    kind: str
    status: str
    status_word: str
    status_tone: str
    places_free: int
    vog: AdultVog | None
    steps_missing: Sequence[str]
    beside: Sequence[str]
    registered_on: date

    @property
    def ready(self) -> bool:
        """Whether every step was taken and every VOG counts today."""
        return not self.steps_missing and self.vog_counts

    @property
    def vog_is_fine(self) -> bool:
        """Whether nothing has to be done about any VOG for a while."""
        return self.vog is not None and self.vog.state in (Vog.VALID, Vog.NOT_NEEDED)

    @property
    def vog_counts(self) -> bool:
        """Whether the VOG of every adult counts today."""
        return self.vog is not None and self.vog.state in COUNTING

    @property
    def free(self) -> bool:
        """Whether a family could be proposed to them."""
        return self.ready and self.status == Supporter.Status.ACTIVE and self.places_free > 0


def supporter_rows(actor: Person, *, on: date) -> list[SupporterRow]:
    """The supporting families `actor` looks after, by name."""
    mine = Supporter.objects.looked_after_by(actor).whole()
    supporters = list(mine.prefetch_related("organisation__offerings").order_by("household__name"))
    beside = company_of([supporter.pk for supporter in supporters], actor)
    return [_row(supporter, beside[supporter.pk], on) for supporter in supporters]


def _row(supporter: Supporter, beside: Sequence[Beside], on: date) -> SupporterRow:
    programme = definition_of(supporter)
    return SupporterRow(
        pk=supporter.pk,
        households=[supporter.household_id, *(family.household for family in beside)],
        name=supporter.household.name,
        kind=str(programme.kinds.get(supporter.kind, supporter.kind)),
        status=supporter.status,
        status_word=supporter.get_status_display(),
        status_tone=STATUS_TONES[supporter.status],
        places_free=places_free(supporter, programme, len(beside)),
        vog=most_pressing(adult_vogs(supporter, programme, on)),
        steps_missing=missing_in_words(supporter, programme, on),
        beside=[family.name for family in beside],
        registered_on=timezone.localdate(supporter.registered_at),
    )


FEWEST_SHOWN: Final = 5
"""Below this many people no number is told of a road."""


def routes_of(actor: Person) -> dict[str, int]:
    """By which roads supporters came, in totals: roads by which too few came are left out."""
    came = Supporter.objects.looked_after_by(actor).exclude(route="")
    counted = came.values_list("route").annotate(n=Count("pk")).order_by("-n", "route")
    titles = {k: str(word) for each in all_programmes() for k, word in each.routes.items()}
    return {titles.get(route, route): n for route, n in counted if n >= FEWEST_SHOWN}


SHOWN: Final[dict[str, Promise]] = {
    "alle": _("All"),
    "plek": _("A place free"),
    "bezig": _("Getting acquainted"),
    "vog": _("VOG asks attention"),
    "pauze": _("Taking a break"),
}
"""Ways to narrow the list, by the word in the address."""

ORDERS: Final[dict[str, Promise]] = {"naam": _("Name"), "nieuwste": _("Newest first")}


def narrowed(rows: Sequence[SupporterRow], show: str) -> list[SupporterRow]:
    """The rows one way of looking shows. Who left stands in none of them."""
    here = [row for row in rows if row.status != Supporter.Status.LEFT]
    match show:
        case "plek":
            return [row for row in here if row.free]
        case "bezig":
            return [row for row in here if row.steps_missing or _never_seen(row)]
        case "vog":
            return [row for row in here if not row.vog_counts or _soon(row)]
        case "pauze":
            return [row for row in here if row.status == Supporter.Status.PAUSED]
        case _:
            return here


def _never_seen(row: SupporterRow) -> bool:
    return row.vog is not None and row.vog.state in (Vog.MISSING, Vog.MISFIT)


def _soon(row: SupporterRow) -> bool:
    return row.vog is not None and row.vog.state == Vog.SOON


def counts(rows: Sequence[SupporterRow]) -> Mapping[str, int]:
    """How many each way of looking shows."""
    return {show: len(narrowed(rows, show)) for show in SHOWN}


def ordered(rows: Sequence[SupporterRow], order: str) -> list[SupporterRow]:
    """The rows by name, or who registered last first."""
    if order == "nieuwste":
        return sorted(rows, key=lambda row: row.registered_on, reverse=True)
    return sorted(rows, key=lambda row: row.name.casefold())


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the trust file and the day it was taken, None when it was not. `until` is its last
    day when it is due again; `needed` is before the first meeting.
    """

    step: str
    title: str
    done_on: date | None
    until: date | None = None
    needed: bool = True


@dataclass(frozen=True, slots=True)
class SupporterFile:
    """Everything we hold about a supporting family, as its coordinator and it itself read it.

    `places_free` is None for the family itself: a proposal that was not opened to it yet would
    show in it.
    """

    supporter: Supporter
    programme: Programme
    name: str
    kind: str
    own: bool
    children: Sequence[str]
    when: Sequence[str]
    likes: Sequence[str]
    languages: Sequence[str]
    people: Sequence[Person]
    places_free: int | None
    adults: Sequence[AdultVog]
    steps: Sequence[StepRow]
    path: SupporterPath
    agenda: Sequence[Evening]
    beside: Sequence[Beside]
    may: frozenset[str]

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        return {self.supporter.household_id, *(family.household for family in self.beside)}

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do before a proposal."""
        return self.path.ready


ACTIONS: Final = (
    "note_vog", "note_trust_step", "tell_step", "pause", "resume", "leave", "come_back",
    "write_never_again",
)  # fmt: skip


def supporter_file(supporter: Supporter, reader: Person, *, now: datetime) -> SupporterFile:
    """The file of one supporter. `supporter` comes from `visible_to(reader).whole()`, and the
    caller has seen that the reader coordinates or lives there.
    """
    on, agenda = timezone.localdate(now), agenda_of(supporter, now=now)
    programme, home = definition_of(supporter), supporter.household
    own = home.is_home_of(reader)
    beside = company_of([supporter.pk], reader)[supporter.pk]
    vogs = adult_vogs(supporter, programme, on)
    path = supporter_path(
        supporter,
        programme,
        vogs=vogs,
        beside=beside,
        on=on,
        training=honest_status(supporter, programme, agenda, now=now),
        next_evening=next_evening(agenda),
    )
    return SupporterFile(
        supporter=supporter,
        programme=programme,
        name=home.name,
        kind=str(programme.kinds.get(supporter.kind, supporter.kind)),
        own=own,
        children=named_children(home, on),
        when=slot_names(supporter.slots),
        likes=[str(programme.interests.get(key, key)) for key in supporter.interests],
        languages=language_names(home.languages),
        people=home.people(),
        places_free=None if own else places_free(supporter, programme, len(beside)),
        adults=vogs,
        path=path,
        agenda=agenda,
        steps=trust_steps(supporter, programme),
        beside=beside,
        may=frozenset(a for a in ACTIONS if policies.supporters.may(reader, a, supporter)),
    )


def named_children(home: Household, on: date) -> list[str]:
    """Yara (8): the children of a household with their ages, oldest first."""
    return [_with_age(child, on) for child in home.children()]


def _with_age(child: HouseholdMember, on: date) -> str:
    age = child.age(on)
    return child.name if age is None else f"{child.name} ({age})"


def trust_steps(supporter: Supporter, programme: Programme) -> list[StepRow]:
    """The steps this programme asks, and others that were taken all the same."""
    done, asked = supporter.trust_done(), asked_steps(programme)
    rows = [_step_row(step, done.get(step.key)) for step in asked]
    others = done.keys() - {step.key for step in asked}
    order = [*TrustStep.Step.values]
    known = sorted(others, key=lambda key: (order.index(key) if key in order else len(order), key))
    return [*rows, *(StepRow(key, step_title(key), done[key]) for key in known)]


def _step_row(step: AskedStep, done_on: date | None) -> StepRow:
    until = step.counts_until(done_on) if done_on else None
    return StepRow(step.key, step.title, done_on, until, step.needed)
