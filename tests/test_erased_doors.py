"""Every page about a family that was erased looks like a page about nobody, to everybody."""

from typing import Final

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.support.services.erasing import erase_household
from tests.cast import Cast
from tests.plugin_trust import Promise, in_this_half, in_this_part, size
from tests.world import ABOUT, World

OF_THE_ORGANISATION: Final = {
    "people:adapt", "people:go_back", "people:plan_training", "people:training",
    "support:bridges", "support:drop_absence", "support:municipal_ages", "support:outings",
    "support:standing_in",
}  # fmt: skip
"""Pages about a programme, an evening or a colleague: they stay, whichever family is erased."""


@pytest.mark.trust
def test_an_erased_family_is_nowhere(cast: Cast, sign_in: SignIn, promise: Promise) -> None:
    world = World(cast)
    target = world.targets["live"]
    actors = {
        name: sign_in(person) for name, person in world.actors.items()
        if name not in ("parent", "supporting_parent", "young", "blocked")
    }  # fmt: skip
    for household in (cast.asking, cast.supporting):
        erase_household(household_id=household.pk, now=cast.now)
    tried, open_ = 0, []
    for name in sorted(set(ABOUT) - OF_THE_ORGANISATION):
        address = reverse(name, kwargs=ABOUT[name](target))
        for who, client in actors.items():
            for method in ("GET", "POST"):
                if not in_this_half(who, name, method):
                    continue
                if not in_this_part(who, name, method, of=8):
                    continue
                answer = client.generic(method, address)
                closed = {302, 405} if world.person(who) is None else {404, 405}
                tried += 1
                if answer.status_code not in closed:
                    open_.append((who, method, name, answer.status_code))
    assert open_ == []
    promise.kept("P1", "een gewist gezin is nergens: pagina × lezer × methode",
                 count=tried, broken=len(open_), floor=size(180, 3_000))  # fmt: skip
