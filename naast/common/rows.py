"""PostgreSQL holds rows back by itself: the net underneath when a page forgot to ask.

A page that is only looked at (GET) is answered in one transaction, as the database role
`naast_reader` and in the name of the actor. Row-level security then shows that role nothing but
the rows of households that are open to the actor by home, role or live grant, and lets it write
nothing but looks, sessions and keys. It is coarser than `visible_to` and knows no topics. On SQLite
there is no such net. Source: docs/decisions/0026-the-net-underneath.md.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

from django.db import DatabaseError, connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

READER: Final = "naast_reader"
"""The database role that reads pages. It owns nothing and cannot sign in."""

_reading: ContextVar[bool] = ContextVar("naast_reading", default=False)
"""Whether this request is answered as the reader now, so that nobody need ask the database."""

WRITES_ALLOWED: Final = (
    "common_logentry", "common_loghead", "common_key", "common_bucket", "django_session",
    "toolkit_reach",
)  # fmt: skip
"""What looking at a page may write."""

OPEN: Final = """
CREATE OR REPLACE FUNCTION naast_open_households() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN QUERY
  WITH me AS (
    SELECT nullif(current_setting('naast.actor', true), '')::bigint AS id,
           nullif(current_setting('naast.now', true), '')::timestamptz AS moment,
           nullif(current_setting('naast.today', true), '')::date AS today
  )
  SELECT household_id FROM people_householdmember, me WHERE person_id = me.id AND at_home
  UNION
  SELECT household.id FROM people_household household
    JOIN people_role role ON role.organisation_id = household.organisation_id, me
    WHERE role.person_id = me.id AND role.kind <> 'municipality'
      AND role.since <= me.today AND (role.until IS NULL OR role.until >= me.today)
  UNION
  SELECT household_id FROM people_grant, me WHERE person_id = me.id
    AND starts_at <= me.moment AND (ends_at IS NULL OR ends_at > me.moment)
  UNION
  SELECT household_id FROM support_brokenglass, me WHERE person_id = me.id
  UNION
  SELECT member.household_id FROM me
    JOIN people_account account ON account.person_id = me.id
    JOIN people_person written ON lower(written.email) = lower(account.email)
    JOIN people_householdmember member ON member.person_id = written.id AND member.at_home
      AND member.kind = 'adult'
    WHERE NOT EXISTS (SELECT 1 FROM people_account WHERE person_id = written.id);
END $$;
CREATE OR REPLACE FUNCTION naast_open_matches() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN QUERY
  SELECT match.id FROM support_match match
    JOIN support_supportrequest asked ON asked.id = match.request_id
    JOIN people_supporter supporter ON supporter.id = match.supporter_id
    WHERE asked.household_id IN (SELECT naast_open_households())
       OR supporter.household_id IN (SELECT naast_open_households());
END $$;
CREATE OR REPLACE FUNCTION naast_open_people() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN QUERY
  SELECT nullif(current_setting('naast.actor', true), '')::bigint
  UNION
  SELECT person_id FROM people_householdmember
    WHERE person_id IS NOT NULL AND household_id IN (SELECT naast_open_households());
END $$;
"""
"""Whose rows are open to the actor: by home, by role, by live grant, or because a question waits
for the yes of this e-mail address. `visible_to` says the same with more detail. In plpgsql, which
remembers a plan; plain SQL is planned anew for every rule of every question.
"""


def rule_of(model: type[models.Model]) -> str | None:
    """The condition under which a row of this model may be read, as SQL; None for what is about
    nobody. Follows from how the model hangs on a household, a match or a person.
    """
    names = {field.name for field in model._meta.concrete_fields}
    columns = {field.column for field in model._meta.concrete_fields}
    if model._meta.label == "people.Household":
        return "id IN (SELECT naast_open_households())"
    if model._meta.label == "support.Match":
        return "id IN (SELECT naast_open_matches())"
    if model._meta.label == "people.ContactDetails":
        return "person_id IN (SELECT naast_open_people())"
    if "household_id" in columns:
        return "household_id IS NULL OR household_id IN (SELECT naast_open_households())"
    if "match" in names:
        return "match_id IN (SELECT naast_open_matches())"
    if "member" in names:
        return (
            "member_id IN (SELECT id FROM people_householdmember "
            "WHERE household_id IN (SELECT naast_open_households()))"
        )
    if "note" in names:
        return (
            "note_id IN (SELECT id FROM support_note "
            "WHERE household_id IN (SELECT naast_open_households()))"
        )
    if "supporter" in names:
        return (
            "supporter_id IN (SELECT id FROM people_supporter "
            "WHERE household_id IN (SELECT naast_open_households()))"
        )
    return None


OPEN_TO_ALL: Final = {"people.Grant"}
"""Models with a household that stay readable: who may read what is no secret of the database, and
every question of access begins there.
"""


def install(to: BaseDatabaseWrapper, all_models: Iterable[type[models.Model]]) -> list[str]:
    """Make the role, the functions and a rule for every model that needs one. Done again it
    changes nothing.

    Returns: the tables that have a rule, sorted.
    """
    models_there = list(all_models)
    there = set(to.introspection.table_names())
    if not {model._meta.db_table for model in models_there if model._meta.managed} <= there:
        return []  # in the middle of migrations; it is laid after the last of them
    tables: list[str] = []
    with transaction.atomic(using=to.alias), to.cursor() as cursor:
        cursor.execute(
            f"DO $$ BEGIN CREATE ROLE {READER} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
        cursor.execute(f"GRANT {READER} TO current_user")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {READER}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {READER}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {READER}")
        for table in WRITES_ALLOWED:
            cursor.execute(f"GRANT INSERT, UPDATE, DELETE ON {table} TO {READER}")
        cursor.execute(OPEN)
        for model in models_there:
            rule = rule_of(model)
            if rule is None or model._meta.label in OPEN_TO_ALL:
                continue
            table = model._meta.db_table
            cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS naast_reads ON {table}")
            cursor.execute(
                f"CREATE POLICY naast_reads ON {table} TO {READER} USING ({rule}) WITH CHECK (true)"
            )
            tables.append(table)
    return sorted(tables)


@contextmanager
def reading_as(actor_id: int | None) -> Iterator[None]:
    """Answer what is inside as the reader, in the name of `actor_id`; None is a visitor.

    Without PostgreSQL, or where the role could not be made, it changes nothing.
    """
    if not is_there():
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('naast.actor', %s, true), set_config('naast.now', %s, true), "
                "set_config('naast.today', %s, true)",
                [str(actor_id or ""), timezone.now().isoformat(), str(timezone.localdate())],
            )
            cursor.execute(f"SET LOCAL ROLE {READER}")
        before = _reading.set(True)
        try:
            yield
        finally:
            _reading.reset(before)
            _let_go()


@contextmanager
def in_the_name_of(actor_id: int) -> Iterator[None]:
    """Read what is inside as somebody else than who asks: the owner of a secret link."""
    if not is_there():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('naast.actor', true)")
        before = cursor.fetchone()[0] or ""
        _read_as(str(actor_id))
    yield
    _read_as(before)


def _read_as(actor: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('naast.actor', %s, true)", [actor])


@contextmanager
def lifted() -> Iterator[None]:
    """Read past the net, for a number about many families that names none of them."""
    if not _reading.get():
        yield
        return
    _become("RESET ROLE")
    before = _reading.set(False)
    try:
        yield
    finally:
        _reading.reset(before)
        _become(f"SET LOCAL ROLE {READER}")


def _become(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _let_go() -> None:
    """Be who we were. In a transaction that broke nothing can be said, and rolling it back does
    the same.
    """
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@cache
def is_there() -> bool:
    """Whether this database has the net. Asked once per process."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_policies WHERE policyname = 'naast_reads' "
            "AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)",
            [READER],
        )
        return bool(cursor.fetchone()[0])


class ReadsAsReader:
    """Every page that is only looked at is answered as the reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        actor: Any = getattr(request, "actor", None)
        with reading_as(actor.pk if actor else None):
            return self.get_response(request)
