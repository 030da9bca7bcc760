"""Row-level security: what PostgreSQL keeps back when the application forgets to ask.

On SQLite there is no such net, and these tests prove that there is none to lean on.
"""

import pytest
from django.apps import apps
from django.db import connection, models

from conftest import SignIn
from naast.common import rows
from naast.people.models.household import HouseholdQuerySet
from naast.people.models.supporter import SupporterQuerySet
from naast.support.models import BrokenGlass, Match, Note, SupportRequest
from naast.support.models.match_reads import MatchQuerySet
from naast.support.models.paper import NoteQuerySet
from naast.support.models.request import SupportRequestQuerySet
from tests.cast import Cast
from tests.plugin_trust import Promise, in_this_part
from tests.test_doors import METHODS, Walk, body, stands_in, walkable
from tests.world import ABOUT, World

POSTGRES = connection.vendor == "postgresql"
OUTSIDERS = ("stranger", "former_supporter", "far_coordinator", "municipality", "other_parent")


@pytest.fixture
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every filter of the application is gone: whoever asks gets every row, on any ground."""
    for queryset in (
        HouseholdQuerySet, SupporterQuerySet, MatchQuerySet, NoteQuerySet, SupportRequestQuerySet,
    ):  # fmt: skip
        for name in ("visible_to", "looked_after_by"):
            if hasattr(queryset, name):
                monkeypatch.setattr(queryset, name, lambda self, actor: self.all())
    monkeypatch.setattr(
        "naast.people.reading.grounds_of", lambda actor, households: dict.fromkeys(households, "?")
    )


def counts() -> dict[str, int]:
    """How many rows of each kind the database gives now, with no filter at all."""
    kinds: tuple[type[models.Model], ...] = (SupportRequest, Match, Note)
    return {model.__name__: model._default_manager.count() for model in kinds}


def test_the_net_is_there_on_postgresql_and_nowhere_else(db: None) -> None:
    rows.is_there.cache_clear()
    assert rows.is_there() is POSTGRES


def test_without_an_actor_there_is_nothing(cast: Cast) -> None:
    cast.to_trial()
    with rows.reading_as(None):
        assert set(counts().values()) == ({0} if POSTGRES else {0, 1})


def test_each_reads_the_own_rows_and_no_others(world: World) -> None:
    with rows.reading_as(world.cast.parent.pk):
        mine = counts()
    with rows.reading_as(world.cast.stranger.pk):
        strangers = counts()
    assert mine["SupportRequest"] == (1 if POSTGRES else strangers["SupportRequest"])
    assert mine["Match"] == (2 if POSTGRES else strangers["Match"])
    assert mine["Note"] == (1 if POSTGRES else strangers["Note"])
    assert all(count == 0 if POSTGRES else count > 1 for count in strangers.values())


def test_a_number_about_many_families_is_read_past_the_net(cast: Cast) -> None:
    with rows.reading_as(cast.stranger.pk):
        with rows.lifted():
            assert SupportRequest.objects.count() == 1
        assert SupportRequest.objects.count() == (0 if POSTGRES else 1)


def test_every_model_that_hangs_on_a_family_has_its_rule(db: None) -> None:
    needed = {
        model._meta.db_table for model in apps.get_models()
        if rows.rule_of(model) and model._meta.label not in rows.OPEN_TO_ALL
    }  # fmt: skip
    assert len(needed) >= 16
    if POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'naast_reads'")
            assert {row[0] for row in cursor.fetchall()} == needed


@pytest.mark.trust
def test_with_every_filter_gone_the_database_still_shows_nothing(
    world: World, sign_in: SignIn, nobody_asks: None, promise: Promise
) -> None:
    """The same walk without the application's filters: 0 leaks on PostgreSQL, and many on SQLite,
    which shows that the filters were really gone.
    """
    tried, leaks = 0, []
    BrokenGlass.objects.all().delete()  # who breaks a glass is no outsider for the net
    for actor in OUTSIDERS:
        walk = Walk(world, actor, sign_in(world.actors[actor]))
        for name in walkable():
            for target in world.targets.values():
                if name not in ABOUT or world.related(actor, target):
                    continue
                if not in_this_part(actor, name, target.name, of=4):
                    continue
                for address in walk.addresses(name, target):
                    tried += 1
                    text = body(walk.ask(METHODS[0], address))
                    leaks += [
                        f"{actor} {name}: {word}"
                        for words in target.canaries.values() for word in words
                        if word not in walk.own_words() and stands_in(text, word)
                    ]  # fmt: skip
        if not POSTGRES and len(leaks) > 10:
            return  # enough to know
    if not POSTGRES:
        pytest.fail(f"only {len(leaks)} leaks: the filters were still there")
    assert not leaks, "\n".join(leaks)
    promise.kept("P1", "zonder filter, alleen PostgreSQL", count=tried, broken=0, floor=250)


def test_looking_can_write_nothing_about_a_family(cast: Cast) -> None:
    if not POSTGRES:
        return
    with (
        pytest.raises(Exception, match="permission denied"),
        rows.reading_as(cast.parent.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE people_household SET name = 'X'")
