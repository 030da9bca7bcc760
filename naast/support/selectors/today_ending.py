"""The lines of Today about endings: a goodbye to think of, a talk afterwards, enough, again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Person
from naast.programmes.vocabulary import Gate
from naast.support.ending import AGAIN_AFTER, both_ask_again, open_extension
from naast.support.models import Enough, Goodbye, Match, Side
from naast.support.selectors.ending import is_announced, times_left
from naast.support.selectors.today_item import Item, since_days, spoken_day, until_days
from naast.support.selectors.turns import Standing, beside_title

LONGEST_TALKED_OVER = timedelta(days=180)
"""No programme asks for a talk after an early ending longer than this."""


def items(actor: Person, standings: Sequence[Standing], *, now: datetime) -> list[Item]:
    """What an ending asks of the coordinator, in a fixed number of queries."""
    on = timezone.localdate(now)
    ended = Match.objects.looked_after_by(actor).with_families()
    return [
        *_ends_in_sight(standings, on),
        *_enough(standings, on),
        *_talks_afterwards(ended, on),
        *_again(ended, on),
    ]


def _path(match: Match) -> str:
    return reverse("support:path", args=[match.pk])


def _ends_in_sight(standings: Iterable[Standing], on: date) -> Iterator[Item]:
    """Matches of which the goodbye was announced and is not planned yet; and a proposal to go on
    longer about which the coordinator decides.
    """
    near = [
        at
        for at in standings
        if at.gate == Gate.TERM_REACHED and not at.match.contact_rests and at.step is not None
    ]
    planned = set(
        Goodbye.objects.filter(match__in=[at.match for at in near]).values_list("match", flat=True)
    )
    for at in near:
        longer = open_extension(at.match)
        if longer is None and is_announced(at.match, on) and at.match.pk not in planned:
            yield _goodbye_to_plan(at, on)


def _goodbye_to_plan(at: Standing, on: date) -> Item:
    assert at.step is not None
    due_on = at.step.due_on
    assert due_on is not None  # it was announced
    days = int(at.programme.ending.announce_days)
    left = times_left(at.match, due_on, on)
    told = _("Together until %(day)s.") % {"day": spoken_day(due_on)}
    return Item(
        key="goodbye",
        since=due_on - timedelta(days=days),
        when=until_days(due_on, on),
        title=at.title,
        detail=f"{told} {left} " + _("Think of a good goodbye with both."),
        action=_("Plan the goodbye"),
        url=reverse("support:goodbye", args=[at.match.pk]),
        about=_path(at.match),
        yours=True,
        households=at.match.households(),
    )


def _enough(standings: Iterable[Standing], on: date) -> Iterator[Item]:
    """Young people who said that it is enough, and are talked with first."""
    for at in standings:
        said: list[Enough] = [
            each for each in at.match.enoughs.all() if not each.settles and each.talked_at is None
        ]
        for each in said:
            day = timezone.localdate(each.said_at)
            yield Item(
                key="enough",
                since=day,
                when=since_days(day, on),
                title=at.title,
                detail=_("The young person says that it is enough. Talk about it first."),
                action=_("Talk it over"),
                url=_path(at.match) + "#genoeg",
                about=_path(at.match),
                yours=True,
                households=at.match.households(),
                first=True,
            )


def _talks_afterwards(ended: QuerySet[Match], on: date) -> Iterator[Item]:
    """After an early ending the coordinator talks it over with each side."""
    since = timezone.make_aware(datetime.combine(on - LONGEST_TALKED_OVER, datetime.min.time()))
    stopped = ended.filter(
        ending=Match.Ending.STOPPED, ended_at__gte=since, anonymised_at=None
    ).prefetch_related("aftertalks")
    for match in stopped:
        assert match.ended_at is not None
        day = timezone.localdate(match.ended_at)
        if on - day > timedelta(days=int(match.definition().ending.talk_within_days)):
            continue
        talked = {each.side for each in match.aftertalks.all()}
        for side in Side:
            if side not in talked and match.household(side).erased_at is None:
                yield _talk(match, side, day, on)


def _talk(match: Match, side: Side, ended_on: date, on: date) -> Item:
    home = match.household(side)
    return Item(
        key="aftertalk",
        since=ended_on,
        when=since_days(ended_on, on),
        title=_("Talk it over with %(family)s") % {"family": home.name},
        detail=_("It stopped on the way. Ask how they are, and what they need now."),
        action=_("Note the talk"),
        url=reverse("support:aftertalk", args=[match.pk]) + f"?kant={side.value}",
        about=_path(match),
        yours=True,
        households=[home.pk],
    )


def _again(ended: QuerySet[Match], on: date) -> Iterator[Item]:
    """Two families who both ask to begin again, and did not yet."""
    asked = ended.filter(
        ending__in=AGAIN_AFTER, anonymised_at=None, agains__isnull=False
    ).distinct()
    by_pk = {match.pk: match for match in asked.prefetch_related("agains")}
    both = both_ask_again(by_pk)
    later = Match.objects.filter(request__household__in=[
        by_pk[pk].request.household_id for pk in both
    ]).values_list("request__household", "supporter", "pk")  # fmt: skip
    newest: dict[tuple[int, int], int] = {}
    for home, supporter, pk in later.order_by("pk"):
        newest[home, supporter] = pk
    for pk in sorted(both):
        match = by_pk[pk]
        if newest.get((match.request.household_id, match.supporter_id)) != pk:
            continue
        day = timezone.localdate(max(each.said_at for each in match.agains.all()))
        yield Item(
            key="again",
            since=day,
            when=since_days(day, on),
            title=beside_title(match),
            detail=_("Both would like to begin again. Look what it takes, and call them."),
            action=_("Look who fits"),
            url=reverse(
                "support:match_board"
                if match.ending == Match.Ending.STOPPED
                else "support:request",
                args=[match.request_id],
            ),
            about=_path(match),
            yours=True,
            households=match.households(),
        )
