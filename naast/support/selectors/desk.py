"""What the desk shows of one question, and the list of matches."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.people.choices import language_names, slot_names
from naast.people.company import Beside
from naast.people.models import Grant, Person
from naast.people.selectors import named_children
from naast.programmes import Programme
from naast.programmes.vocabulary import Gate, Topic
from naast.support import policies
from naast.support.alike import alike_in_words
from naast.support.models import (
    BridgeFit,
    Companion,
    Match,
    SupportRequest,
    YesOutside,
    YoungVoice,
)
from naast.support.outside import is_outside
from naast.support.second_yes import let_know
from naast.support.selectors.logbook import LogbookLine, logbook_lines
from naast.support.selectors.looking_back import DueBefore, due_before
from naast.support.selectors.notes import Notes, notes_of
from naast.support.selectors.professionals import Apart, apart_of
from naast.support.selectors.turns import Standing, beside_title, standing
from naast.support.selectors.voices import voices_about
from naast.support.selectors.waiting import in_days

STATUS_TONES: Final[dict[str, str]] = {
    SupportRequest.Status.UNCONFIRMED: "apricot",
    SupportRequest.Status.NEW: "sky",
    SupportRequest.Status.WAITING: "apricot",
    SupportRequest.Status.MATCHED: "moss",
    SupportRequest.Status.CLOSED: "plain",
}


@dataclass(frozen=True, slots=True)
class Story:
    """What a family told, as far as somebody it was opened to may read: first names, ages and
    the question in their own words, and what a young person chose to tell. Nothing else.
    """

    name: str
    children: Sequence[str]
    words: str
    voices: Sequence[YoungVoice] = ()


@dataclass(frozen=True, slots=True)
class PastMatch:
    """A match of a question, now or before. `ending` is empty while it lives."""

    title: str
    since: date
    where: str
    ending: str
    url: str
    households: Sequence[int]


@dataclass(frozen=True, slots=True)
class RequestView:
    """One question as its coordinator, or the family itself, reads it."""

    asked: SupportRequest
    programme: Programme
    story: Story
    own: bool
    status: str
    status_tone: str
    open: bool
    days_waiting: int
    when: Sequence[str]
    likes: Sequence[str]
    wishes: Sequence[str]
    languages: Sequence[str]
    people: Sequence[Person]
    notes: Notes
    voices: Sequence[YoungVoice]
    lines: Sequence[LogbookLine]
    matches: Sequence[PastMatch]
    may: frozenset[str]
    decides_fit: bool
    before: DueBefore | None
    alike: str
    outside: bool
    yes_outside: YesOutside | None
    fitting: Sequence[str]
    apart: Sequence[Apart]
    may_name_professional: bool

    @property
    def waits_for_outside(self) -> bool:
        """Whether the ages lie outside the programme and nobody said yes to that yet."""
        return self.open and self.outside and self.yes_outside is None

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand on the page."""
        return {self.asked.household_id, *(h for match in self.matches for h in match.households)}

    @property
    def waits(self) -> str:
        """How long the family waits, in days."""
        return in_days(self.days_waiting)

    @property
    def talk_to_come(self) -> bool:
        """Whether a talk was planned that was not held yet."""
        return self.asked.talk_planned_at is not None and self.asked.talk_held_on is None

    @property
    def live_match(self) -> PastMatch | None:
        """The match on its way now, or None."""
        return next((match for match in self.matches if not match.ending), None)


ACTIONS = ("plan_talk", "note_talk", "propose_match", "close")


def story(asked: SupportRequest, *, on: date) -> Story:
    """First names, ages and own words of a question."""
    home = asked.household
    return Story(home.name, named_children(home, on), asked.question)


def opened_story(asked: SupportRequest, reader: Person, *, now: datetime) -> Story | None:
    """The story for somebody to whom the family opened it; None when it is closed now."""
    if Topic.STORY not in Grant.objects.topics(asked.household_id, reader, now):
        return None
    told = story(asked, on=timezone.localdate(now))
    return replace(told, voices=voices_about(asked.household_id, reader))


def request_view(asked: SupportRequest, reader: Person, *, now: datetime) -> RequestView:
    """The whole question. `asked` comes from `visible_to(reader).whole()`, and the caller has
    seen that the reader coordinates or lives there.
    """
    programme, home = definition_of(asked), asked.household
    today, own = timezone.localdate(now), home.is_home_of(reader)
    offer_words = {**programme.interests, **programme.kinds}
    return RequestView(
        asked=asked,
        programme=programme,
        story=story(asked, on=today),
        own=own,
        status=asked.get_status_display(),
        status_tone=STATUS_TONES[asked.status],
        open=asked.status != SupportRequest.Status.CLOSED,
        days_waiting=asked.days_waiting(today),
        when=slot_names(asked.slots),
        likes=[str(offer_words.get(key, key)) for key in asked.interests],
        wishes=[str(offer_words.get(key, key)) for key in asked.wants],
        languages=language_names(home.languages),
        people=home.people(),
        notes=notes_of(home, reader),
        voices=voices_about(home.pk, reader),
        lines=logbook_lines(home, reader),
        matches=_matches(asked, reader),
        may=frozenset(a for a in ACTIONS if policies.requests.may(reader, a, asked)),
        alike=alike_in_words(asked.alike, asked.culture),
        outside=is_outside(asked),
        yes_outside=YesOutside.objects.filter(request=asked).first(),
        fitting=[] if own else _fitting(asked),
        apart=[] if own else apart_of(home, reader, on=today),
        may_name_professional=programme.professional is not None
        and asked.confirmed_at is not None
        and asked.status != SupportRequest.Status.CLOSED
        and policies.professionals.may(reader, "propose_name", home),
        decides_fit=fit_to_decide(asked),
        before=due_before(asked, programme),
    )


def _fitting(asked: SupportRequest) -> list[str]:
    """What is there meanwhile, of which the family said that it suits."""
    fits = BridgeFit.objects.filter(request=asked).order_by("said_at")
    return list(fits.values_list("bridge__title", flat=True))


def definition_of(asked: SupportRequest) -> Programme:
    """The programme a question was put in, with the numbers of the organisation.

    Raises: LookupError when the organisation no longer offers it.
    """
    for offering in asked.organisation.offerings.all():
        if offering.programme == asked.programme:
            return offering.definition()
    raise LookupError(f"{asked.organisation} no longer offers {asked.programme}")


def fit_to_decide(asked: SupportRequest) -> bool:
    """Whether the coordinator still has to decide with the family if the programme suits it."""
    gates = {gate for phase in definition_of(asked).phases for gate in phase.gates}
    talked = asked.talk_held_on is not None
    return talked and not asked.fit and Gate.FIT_DECIDED in gates


def _matches(asked: SupportRequest, reader: Person) -> list[PastMatch]:
    """The matches of a question the reader may know of, newest first."""
    visible = Match.objects.visible_to(reader).filter(request=asked).order_by("-proposed_at")
    return [_past_match(match) for match in visible.whole()]


def _past_match(match: Match) -> PastMatch:
    return PastMatch(
        title=beside_title(match),
        since=timezone.localdate(match.proposed_at),
        where=_where(match),
        ending=match.get_ending_display(),
        url=reverse("support:path", args=[match.pk]),
        households=match.households(),
    )


def _where(match: Match) -> str:
    """The phase a match is in, by its title; empty when it has ended."""
    step = next((step for step in match.steps.all() if step.completed_on is None), None)
    if step is None or match.ended_at is not None:
        return ""
    return str(match.definition().phase(step.phase).title)


def families_beside(
    reader: Person, supporter_ids: Collection[int]
) -> Mapping[int, Sequence[Beside]]:
    """Per supporter the families it stands beside now, as far as `reader` may know."""
    found: dict[int, list[Beside]] = {pk: [] for pk in supporter_ids}
    live = Match.objects.visible_to(reader).live().filter(supporter__in=supporter_ids)
    around = live.select_related("request__household", "request__organisation")
    for match in around.prefetch_related("request__organisation__offerings", "steps"):
        found[match.supporter_id].append(
            Beside(
                name=match.request.household.name,
                where=_where(match),
                since=timezone.localdate(match.proposed_at),
                url=reverse("support:path", args=[match.pk]),
                household=match.request.household_id,
            )
        )
    for each in _beside_with_another(reader, supporter_ids):
        found[each.supporter_id].append(_second(each))
    return found


def _beside_with_another(reader: Person, supporter_ids: Collection[int]) -> QuerySet[Companion]:
    present = Companion.objects.visible_to(reader).present().filter(supporter__in=supporter_ids)
    around = present.select_related(
        "match__version", "match__request__household", "match__request__organisation"
    )
    return around.prefetch_related("match__request__organisation__offerings", "match__steps")


def _second(each: Companion) -> Beside:
    asks = each.match.request
    return Beside(
        name=asks.household.name,
        where=each.role_title,
        since=timezone.localdate(each.agreed_at or each.asked_at),
        url=reverse("support:path", args=[each.match_id]),
        household=asks.household_id,
    )


ENDED = "afgelopen"
ALL = "alle"


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One match in the list: `days` (>= 0) in its phase or since its end. `what` is still to be
    done, `yours` by a coordinator; it is empty when nothing is.
    """

    title: str
    households: Sequence[int]
    phase: str
    phase_title: str
    since: date
    days: int
    due_on: date | None
    yours: bool
    what: str
    ending: str
    url: str


@dataclass(frozen=True, slots=True)
class MatchList:
    """The matches of the organisations a coordinator looks after."""

    rows: Sequence[MatchRow]
    options: Mapping[str, str | Promise]
    counts: Mapping[str, int]

    @property
    def households(self) -> set[int]:
        """Ids of the households whose names stand in the list."""
        return {household for row in self.rows for household in row.households}


def match_list(actor: Person, *, show: str, on: date) -> MatchList:
    """Running matches, or those in one phase, or those that ended.

    Args: show: the key of a phase, `alle`, or `afgelopen`; anything else is `alle`.
    """
    mine = Match.objects.looked_after_by(actor)
    running = list(mine.live().order_by("pk").whole())
    let_know(running, on)
    live = [_match_row(standing(match, on), on) for match in running]
    phases = _phases(actor)
    count = Counter(row.phase for row in live)
    options: dict[str, str | Promise] = {ALL: _("All running")}
    options |= {key: title for key, title in phases.items() if count[key]}
    options[ENDED] = _("Ended")
    ended = mine.exclude(ended_at=None)
    counts = {**count, ALL: len(live), ENDED: ended.count()}
    if show == ENDED:
        rows = [
            _match_row(standing(match, on), on) for match in ended.order_by("-ended_at").whole()
        ]
    else:
        rows = [row for row in live if row.phase == show or show not in count]
        rows.sort(key=lambda row: row.since)
    return MatchList(rows, options, counts)


def _phases(actor: Person) -> dict[str, str]:
    """The phases of every programme the coordinator's organisations run, in their order."""
    return {
        phase.key: str(phase.title)
        for role in actor.live_roles
        if role.kind == "coordinator"
        for offering in role.organisation.offerings.all()
        for phase in offering.definition().phases
    }


def _what(at: Standing, on: date) -> str:
    if at.match.contact_rests:
        return str(_("Contact rests"))
    return "" if at.resting(on) else at.what


def _match_row(at: Standing, on: date) -> MatchRow:
    match = at.match
    ended_on = timezone.localdate(match.ended_at or match.proposed_at)
    since = at.step.started_on if at.step else ended_on
    return MatchRow(
        title=at.title,
        households=match.households(),
        phase=at.phase.key if at.phase else "",
        phase_title=str(at.phase.title) if at.phase else "",
        since=since,
        days=max(0, (on - since).days),
        due_on=at.step.due_on if at.step else None,
        yours=at.coordinators,
        what=_what(at, on),
        ending=match.get_ending_display(),
        url=reverse("support:path", args=[match.pk]),
    )
