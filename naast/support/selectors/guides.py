"""Wie valt terug op wie: what hangs on one person, and what to do about it (X-05, DC-08)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Absence, Offering, Organisation, Person, Supporter, Training
from naast.people.standing_in import Cover, Covers
from naast.support.models import Companion, Match
from naast.support.selectors.turns import beside_title
from naast.ui.components.formats import dutch_date

WARN_DAYS = 60
"""Where no programme says how long beforehand."""


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One coordinator of an organisation: how many matches and evenings hang on them, and what to
    look at.
    """

    organisation: Organisation
    cover: Cover
    matches: int
    evenings: int
    warnings: Sequence[str]
    colleagues: Sequence[Person]
    absences: Sequence[Absence]


@dataclass(frozen=True, slots=True)
class Area:
    """One organisation with its area; `warnings` tell what of all of it hangs on one person."""

    organisation: Organisation
    rows: Sequence[GuideRow]
    warnings: Sequence[str]

    @property
    def calls_attention(self) -> bool:
        """Whether something hangs on one person."""
        return bool(self.warnings) or any(row.warnings for row in self.rows)


def areas_of(actor: Person, *, now: datetime, running: Iterable[Match] | None = None) -> list[Area]:
    """Every organisation `actor` coordinates for, in a fixed number of queries.

    Args: running: its live matches, when they were read already.
    """
    on = timezone.localdate(now)
    ids = sorted(set(actor.organisations_coordinated()))
    mine = Organisation.objects.filter(pk__in=ids).prefetch_related("offerings")
    organisations = list(mine.order_by("pk"))
    covers = Covers(ids, on)
    if running is None:
        live = Match.objects.looked_after_by(actor).live()
        running = live.select_related("request", "guided_by", "proposed_by")
    guided, people = _guided(running)
    planned = _planned(actor, now)
    absences = list(
        Absence.objects.looked_after_by(actor).filter(until__gte=on).select_related("backup")
    )
    parts = _parts(actor, organisations)
    found = []
    for organisation in organisations:
        here = covers.here(organisation.pk)
        known = {person.pk: person for person in here}
        still = {pk: people[pk] for (org, pk), n in guided.items() if org == organisation.pk and n}
        rows = [
            _row(organisation, person, covers, guided, planned, here, absences, on)
            for person in {**still, **known}.values()
        ]
        warnings = [*_area_warnings(organisation, here, rows), *_leaning(organisation, parts)]
        found.append(Area(organisation, rows, warnings))
    return found


def _guided(live: Iterable[Match]) -> tuple[Counter[tuple[int, int]], dict[int, Person]]:
    """How many live matches each person guides, per organisation, and who that is."""
    guides, people = Counter[tuple[int, int]](), dict[int, Person]()
    for match in live:
        guides[match.request.organisation_id, match.guide.pk] += 1
        people[match.guide.pk] = match.guide
    return guides, people


def _planned(actor: Person, now: datetime) -> Counter[tuple[int, int]]:
    """How many evenings are still to come of who planned them."""
    coming = Training.objects.looked_after_by(actor).coming(now)
    return Counter(coming.values_list("organisation", "planned_by"))


def _row(
    organisation: Organisation,
    person: Person,
    covers: Covers,
    guided: Counter[tuple[int, int]],
    planned: Counter[tuple[int, int]],
    here: Sequence[Person],
    absences: Sequence[Absence],
    on: date,
) -> GuideRow:
    cover = covers.of(organisation.pk, person)
    matches, evenings = guided[organisation.pk, person.pk], planned[organisation.pk, person.pk]
    return GuideRow(
        organisation=organisation,
        cover=cover,
        matches=matches,
        evenings=evenings,
        warnings=_warnings(cover, matches, evenings, warn_days(organisation), on),
        colleagues=[each for each in here if each.pk != person.pk],
        absences=[
            each
            for each in absences
            if (each.organisation_id, each.person_id) == (organisation.pk, person.pk)
        ],
    )


def warn_days(organisation: Organisation) -> int:
    """How many days before the end of a role the others hear it."""
    offered = [each.definition().volunteers.warn_days for each in organisation.offerings.all()]
    return int(max(offered, default=WARN_DAYS))


def _warnings(cover: Cover, matches: int, evenings: int, days: int, on: date) -> list[str]:
    hangs = matches or evenings
    found = []
    if hangs and not cover.here:
        found.append(_("does not coordinate here any more"))
    if hangs and cover.until is not None and cover.until - on <= timedelta(days=days):
        found.append(_("stops on %(day)s") % {"day": dutch_date(cover.until)})
    if hangs and cover.backup is None:
        found.append(_("nobody stands in"))
    return found


def _area_warnings(
    organisation: Organisation, here: Sequence[Person], rows: Sequence[GuideRow]
) -> list[str]:
    if len(here) == 1 and any(row.matches or row.evenings for row in rows):
        name = {"name": here[0].first_name, "organisation": organisation.name}
        return [_("All of %(organisation)s hangs on %(name)s.") % name]
    return []


@dataclass(slots=True)
class Played:
    """One part beside the families of a programme: in how many families it is played, by whom, and
    who else played it and could come again.
    """

    families: int = 0
    by: set[int] = field(default_factory=set)
    could: set[int] = field(default_factory=set)

    @property
    def leans_on_one(self) -> bool:
        """Whether more than one family leans on the same person, and nobody else knows the part."""
        return self.families > 1 and len(self.by) == 1 and not self.could - self.by


Parts = Mapping[tuple[int, str, str], Played]
"""By organisation, programme and role."""


def _parts(actor: Person, organisations: Iterable[Organisation]) -> Parts:
    """Who plays which part where two stand beside a family; asks nothing where one does."""
    found: defaultdict[tuple[int, str, str], Played] = defaultdict(Played)
    duos = {each.programme for here in organisations for each in _duos(here)}
    if not duos:
        return found
    mine = Match.objects.looked_after_by(actor).filter(request__programme__in=duos)
    where = ("request__organisation", "request__programme")
    for here, programme, role, who in mine.live().values_list(*where, "first_role", "supporter"):
        found[here, programme, role].families += 1
        found[here, programme, role].by.add(who)
    stood = Companion.objects.visible_to(actor).filter(match__in=mine, agreed_at__isnull=False)
    there = (*(f"match__{name}" for name in where), "role", "supporter")
    for *place, who in stood.present().values_list(*there):
        found[tuple(place)].families += 1
        found[tuple(place)].by.add(who)
    still = stood.exclude(supporter__status=Supporter.Status.LEFT)
    for *place, who in still.values_list(*there):
        found[tuple(place)].could.add(who)
    return found


def _duos(organisation: Organisation) -> list[Offering]:
    """What it offers in which more than one stands beside a family."""
    return [
        each for each in organisation.offerings.all()
        if len(each.definition().supporting_roles) > 1
    ]  # fmt: skip


def _leaning(organisation: Organisation, parts: Parts) -> list[str]:
    """Per part that several families have of the same person: that a second one is needed."""
    found = []
    for offering in _duos(organisation):
        programme = offering.definition()
        for role in dict.fromkeys(programme.supporting_roles):
            played = parts.get((organisation.pk, offering.programme, role.key), Played())
            if played.leans_on_one:
                told = {"n": played.families, "programme": programme.name, "role": role.title}
                found.append(_("%(n)s families of %(programme)s lean on one %(role)s.") % told)
    return found


@dataclass(frozen=True, slots=True)
class Guided:
    """A live match that can be handed over. `value` also says who guides it now, so that nobody
    hands over what a colleague just did.
    """

    value: str
    title: str
    guide: Person
    households: Sequence[int]


def guided_matches(actor: Person) -> list[Guided]:
    """The live matches `actor` looks after, by who guides them; the actor's own first."""
    live = (
        Match.objects.looked_after_by(actor)
        .live()
        .select_related("request__household", "supporter__household", "guided_by", "proposed_by")
    )
    rows = [Guided(f"{m.pk}:{m.guide.pk}", beside_title(m), m.guide, m.households()) for m in live]
    return sorted(rows, key=lambda row: (row.guide.pk != actor.pk, row.guide.first_name, row.title))
