"""Two believable years: numbers that a report can show, and something to look at of everything."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone, translation

from naast.demo.cast import account_of
from naast.impact.counting import begins_after
from naast.impact.models import ClosedQuarter, Quote, Tally, Target
from naast.impact.periods import Period, Quarter, quarter_of, read
from naast.impact.selectors.report import Report, report_of
from naast.impact.selectors.scopes import scopes_of
from naast.people.models import Offering, Organisation, Supporter
from naast.programmes import all_programmes, find
from naast.support.models import (
    Appointment,
    Bridge,
    BridgeFit,
    ContactTally,
    Extension,
    Match,
    Meeting,
    Outing,
    OutingReply,
    Step,
    SupportRequest,
)
from naast.toolkit.models import Reach

LARGEST = "home-start"
pytestmark = [
    pytest.mark.usefixtures("built"),
    pytest.mark.once,
]


def today() -> date:
    """The day of the region."""
    return timezone.localdate()


def closed_of_this_year() -> list[Quarter]:
    """The quarters of this year that were counted."""
    found = ClosedQuarter.objects.filter(first_day__year=today().year)
    return [quarter_of(each.first_day) for each in found]


def begun(programme: str) -> list[date]:
    """The days on which pairs of a programme began."""
    phase = begins_after(find(programme))
    steps = Step.objects.filter(match__request__programme=programme, phase=phase)
    return [day for day in steps.values_list("completed_on", flat=True) if day]


def report(programme: str, key: str) -> Report:
    """What Noor reads of a programme over a period."""
    noor = account_of("noor")
    assert noor is not None
    scope = next(iter(scopes_of(noor.person).values()))
    counted = set(ClosedQuarter.objects.values_list("first_day", flat=True))
    period = Period(key, tuple(each for each in read(key) if each.first in counted))
    name = str(find(programme).name)
    with translation.override("nl"):
        return report_of(scope, programme, name, period, timezone.now())


def shown(report: Report) -> dict[str, int]:
    """The numbers in it that can be told."""
    rows = [row for section in report.sections for row in section.rows]
    return {row.key: row.number for row in rows if row.number is not None}


def test_the_largest_programme_grew_quarter_after_quarter() -> None:
    asked = SupportRequest.objects.confirmed().filter(programme=LARGEST)
    per_quarter = Counter(
        quarter_of(timezone.localtime(moment).date())
        for moment in asked.values_list("confirmed_at", flat=True)
        if moment
    )
    started = Counter(quarter_of(day) for day in begun(LARGEST))
    for quarter in closed_of_this_year():
        assert per_quarter[quarter] >= 15, quarter
        assert started[quarter] >= 15, quarter
    last_year = [Quarter(today().year - 1, number) for number in (1, 2, 3, 4)]
    assert all(started[quarter] >= 2 for quarter in last_year)
    assert sum(started[quarter] for quarter in last_year) >= 15


def test_every_programme_asked_began_and_offered_in_both_years() -> None:
    for programme in all_programmes():
        for year in (today().year - 1, today().year):
            here = {"programme": programme.slug}
            assert SupportRequest.objects.filter(confirmed_at__year=year, **here).exists(), here
            assert Supporter.objects.filter(registered_at__year=year, **here).exists(), here
            assert [day for day in begun(programme.slug) if day.year == year], (here, year)


def test_pairs_ended_well_and_less_well_all_through_this_year() -> None:
    ended = Match.objects.filter(request__programme=LARGEST, ended_at__isnull=False)
    for quarter in closed_of_this_year():
        there = ended.filter(ended_at__date__range=(quarter.first, quarter.last))
        assert there.filter(ending=Match.Ending.COMPLETED).count() >= 3, quarter
    assert ended.filter(ending=Match.Ending.STOPPED).count() >= 5
    assert Tally.objects.filter(programme=LARGEST, indicator="better").exists()
    assert Tally.objects.filter(indicator__in=["same", "worse"]).exists()


@pytest.mark.parametrize("back", [1, 0])
def test_a_report_over_a_year_shows_numbers(back: int) -> None:
    told = report(LARGEST, str(today().year - back))
    assert set(shown(told)) >= {"asked", "placed", "begun"}
    assert told.goals
    assert told.goals[0].realised.isdigit()
    assert told.quotes


def test_each_quarter_of_this_year_shows_numbers() -> None:
    assert len(closed_of_this_year()) >= 3
    for quarter in closed_of_this_year():
        there = set(shown(report(LARGEST, quarter.key)))
        assert there >= {"asked", "placed", "begun", "running"}, quarter


def test_quarters_were_counted_when_they_were_over() -> None:
    for each in ClosedQuarter.objects.all():
        over = timezone.localtime(each.closed_at).date() - quarter_of(each.first_day).last
        assert over == timedelta(days=15)


def test_every_offering_agreed_a_target_for_both_years() -> None:
    for offering in Offering.objects.all():
        mine = Target.objects.filter(
            organisation=offering.organisation_id, programme=offering.programme
        )
        years = {today().year - 1, today().year}
        assert set(mine.values_list("year", flat=True)) == years, offering


def test_families_let_a_sentence_stand_and_one_took_it_back() -> None:
    standing = Quote.objects.standing()
    assert standing.count() >= 8
    assert set(standing.values_list("side", flat=True)) == {"asking", "supporting"}
    assert Quote.objects.exclude(withdrawn_at=None).get().words == ""


def test_an_end_was_put_off_refused_and_waits() -> None:
    asked = Extension.objects
    assert asked.filter(granted=True).exclude(decided_by=None).exists()
    assert asked.filter(granted=True, decided_by=None).exists()
    assert asked.filter(granted=False).exclude(settled_at=None).exists()
    assert asked.filter(settled_at=None).exists()


def test_times_were_moved_cancelled_swapped_and_added() -> None:
    rows = Appointment.objects.all()
    assert rows.filter(cancelled_at__isnull=False).exists()
    assert rows.filter(rhythm_day=None).exists()
    moved = rows.exclude(rhythm_day=None).exclude(rhythm_day=models.F("day"))
    assert moved.filter(day__gte=today()).exists()
    assert moved.filter(day__lt=today()).exists()


def test_light_contact_was_counted_in_several_places() -> None:
    rows = ContactTally.objects.filter(programme="duo-coaching")
    assert len(set(rows.values_list("place", flat=True))) >= 3
    assert sum(row.count for row in rows) >= 50


def test_something_is_there_for_who_waits() -> None:
    offered = {
        (each.organisation_id, each.programme) for each in Bridge.objects.filter(closed_at=None)
    }
    assert len(offered) >= 5
    assert Bridge.objects.exclude(closed_at=None).exists()
    assert BridgeFit.objects.count() >= 3


def test_pairs_went_out_and_one_outing_is_ahead() -> None:
    assert Outing.objects.filter(starts_at__lt=timezone.now()).count() >= 3
    assert Outing.objects.filter(starts_at__gt=timezone.now(), called_off_at=None).exists()
    assert Outing.objects.exclude(called_off_at=None).exists()
    assert set(OutingReply.objects.values_list("comes", flat=True)) == {True, False}


def test_codes_were_followed_all_along() -> None:
    assert Reach.objects.count() >= 20
    assert len(set(Reach.objects.values_list("month", flat=True))) >= 12
    assert max(Reach.objects.values_list("month", flat=True)) <= today()


def test_nothing_happened_after_today() -> None:
    """What is written as past lies in the past; only plans lie ahead."""
    past = ("created_at", "written_at", "given_at", "said_at", "ended_at", "at", "done_on",
            "held_on", "seen_on", "completed_on", "started_on", "registered_at", "closed_at",
            "accepted_at", "proposed_at", "asked_at", "confirmed_at", "set_at")  # fmt: skip
    now = timezone.now()
    for model in apps.get_models():
        if not model.__module__.startswith("naast."):
            continue
        for field in model._meta.concrete_fields:
            if field.name in past and isinstance(field, models.DateField):
                latest = model._default_manager.aggregate(last=models.Max(field.name))["last"]
                end = now if isinstance(field, models.DateTimeField) else now.date()
                assert latest is None or latest <= end, (model._meta.label, field.name, latest)


def test_everything_came_in_its_order() -> None:
    """Talk, VOG, proposal, meeting, beginning, end: never one before the other."""
    for match in Match.objects.whole():
        proposed = timezone.localtime(match.proposed_at).date()
        talked, seen = match.request.talk_held_on, match.supporter.vog_seen_on()
        assert talked is not None, match
        assert talked <= proposed, match
        assert seen is not None
        first = [
            sighting.seen_on
            for adult in match.supporter.household.adults_at_home()
            for sighting in adult.vog_sightings.all()
        ]
        assert min(first) <= proposed, match
        for meeting in match.meetings.all():
            assert meeting.held_on is None or meeting.held_on >= proposed, match
        days = [step.started_on for step in match.steps.all()]
        assert days == sorted(days), match
        ended = match.ended_at and timezone.localtime(match.ended_at).date()
        assert ended is None or ended >= days[-1], match


def test_nobody_stands_beside_more_families_than_it_can() -> None:
    for supporter in Supporter.objects.all():
        live = Match.objects.live().filter(supporter=supporter)
        assert live.count() <= supporter.capacity, supporter


def test_every_organisation_has_met_somebody() -> None:
    for organisation in Organisation.objects.filter(offerings__isnull=False).distinct():
        held = Meeting.objects.filter(match__request__organisation=organisation)
        assert held.exclude(held_on=None).exists(), organisation
