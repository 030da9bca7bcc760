"""What is fetched along with a match: what there is, and of the rest that there is nothing."""

from typing import Any

from django.db.models import Prefetch

from naast.support.models import Alarm, Match, Rhythm
from tests.cast import Cast

THERE = ("steps", "answers")
MATCHES: Any = Match.objects
"""By this name, since the types of Django follow no path that is put together."""

NOT_THERE = ("alarms", "rhythms", "enoughs", "extensions", "young_answers", "goodbyes")


def test_what_nobody_wrote_is_not_asked_for(cast: Cast, django_assert_num_queries: Any) -> None:
    cast.to_under_way()
    asked = 1 + 1 + len(THERE)  # the match, what there is of it, and that
    with django_assert_num_queries(asked):
        match = MATCHES.prefetch_related(*THERE, *NOT_THERE).get()
    with django_assert_num_queries(0):
        assert all(list(getattr(match, name).all()) for name in THERE)
        assert not any(list(getattr(match, name).all()) for name in NOT_THERE)


def test_what_hangs_below_nothing_is_not_asked_for_either(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    cast.to_under_way()
    below = [f"{name}__match__steps" for name in NOT_THERE]
    with django_assert_num_queries(2):
        list(MATCHES.prefetch_related(*below))


def test_what_one_of_many_has_is_found_with_that_one(cast: Cast) -> None:
    match = cast.to_under_way()
    other = Match.objects.get(pk=match.pk)
    other.pk = None
    other.ended_at, other.ending = cast.now, Match.Ending.STOPPED
    other.save()
    Alarm.objects.create(
        kind="safety", household=cast.asking, match=match, raised_by=cast.parent,
        raised_at=cast.now,
    )  # fmt: skip
    found = Match.objects.whole().order_by("pk")
    assert [len(each.alarms.all()) for each in found] == [1, 0]


def test_what_was_written_since_is_found_by_asking_anew(cast: Cast) -> None:
    cast.to_under_way()
    match = Match.objects.whole().get()
    assert not match.alarms.all()
    Alarm.objects.create(
        kind="safety", household=cast.asking, match=match, raised_by=cast.parent,
        raised_at=cast.now,
    )  # fmt: skip
    assert match.alarms.filter(kind="safety").exists()
    assert Match.objects.whole().get().alarms.all()


def test_what_ends_up_elsewhere_is_left_alone(cast: Cast) -> None:
    cast.to_under_way()
    kept = Prefetch("rhythms", queryset=Rhythm.objects.all(), to_attr="kept")
    match = Match.objects.whole().prefetch_related(kept).get()
    assert match.kept == []  # type: ignore[attr-defined]


def test_a_few_kinds_are_fetched_at_once(cast: Cast, django_assert_num_queries: Any) -> None:
    cast.to_under_way()
    with django_assert_num_queries(3):
        list(Match.objects.prefetch_related("alarms", "steps"))
