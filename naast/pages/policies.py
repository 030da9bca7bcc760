"""Who may do what with a page. The rules are data: `editing.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from django.utils import timezone

from naast.common.policies import Policy
from naast.pages.models import Page, PageVersion
from naast.people.models import Person, Role

FILE: Final = Path(__file__).with_name("editing.toml")

Rules = Mapping[str, Mapping[str, frozenset[str]]]


@cache
def rules() -> Rules:
    """Per `own` and `house`, per action: the roles that may.

    Raises: ValueError for a role that does not exist, KeyError for a missing table.
    """
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = {of: {act: frozenset(told[of][act]) for act in told[of]} for of in ("own", "house")}
    for roles in (roles for table in found.values() for roles in table.values()):
        if unknown := roles - set(Role.Kind.values):
            raise ValueError(f"editing.toml: no such role: {', '.join(sorted(unknown))}")
    return found


class PagePolicy(Policy[Person, Page]):
    """Rules for a page as a whole."""

    def may(self, actor: Person, action: str, thing: Page) -> bool:
        """By role: in its own organisation, or anywhere for a page of the whole house."""
        of_house = thing.organisation_id is None
        kinds = rules()["house" if of_house else "own"].get(action, frozenset())
        return any(
            role.kind in kinds and (of_house or role.organisation_id == thing.organisation_id)
            for role in actor.live_roles
        )


class VersionPolicy(Policy[Person, PageVersion]):
    """Rules for a version that was offered."""

    def may(self, actor: Person, action: str, thing: PageVersion) -> bool:
        """Whoever wrote in it never decides on it, whoever offered it. Of the whole house, somebody
        of another organisation does; in a house of one organisation that is a colleague.
        """
        if action != "decide" or thing.is_written_by(actor):
            return False
        if not pages.may(actor, "decide", thing.page):
            return False
        return thing.page.organisation_id is not None or _from_elsewhere(actor, thing.written_by)


def _from_elsewhere(actor: Person, writer: Person) -> bool:
    near = writer.organisations_watched()
    if set(actor.organisations_watched()) - set(near):
        return True
    deciding = rules()["house"]["decide"]
    others = Role.objects.live(timezone.localdate()).filter(kind__in=deciding)
    return not others.exclude(organisation__in=near).exists()


pages = PagePolicy()
versions = VersionPolicy()
