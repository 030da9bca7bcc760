"""Every address of the house, tried by everybody who should not get in.

All addresses are walked, not a sample: a new one that is not in the table below fails the first
test.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.people.services import never_again
from naast.support.models import Match
from naast.support.services import alarms, glass, matches, notes
from tests.cast import Cast

PUBLIC = {
    "home:home", "home:worry", "home:reach", "home:start", "ui:style_guide", "set_language",
    "people:sign_in", "people:enter", "people:sign_out",
    "people:offer", "people:resume_offer", "people:check_offer", "people:offered",
    "people:offer_question", "people:keep_offer",
    "support:ask", "support:resume_asking", "support:check_question", "support:asked",
    "support:ask_question", "support:keep_question",
}  # fmt: skip
"""Pages without a family on them, or with what the visitor is typing right now."""

OWN = {"home:circle", "home:support", "support:report"}
"""Pages about whoever is signed in."""

DESK = {
    "home:today",
    "support:waiting_list",
    "support:plan",
    "support:matches",
    "people:supporters",
}
"""Pages of coordinators: to everybody else they do not exist."""

WATCH = {"support:watch", "support:break_glass"}
"""Pages of whoever coordinates or looks along somewhere, without a family on them."""

OF_REQUEST = {
    "support:request", "support:confirm_request", "support:plan_talk", "support:note_talk",
    "support:close_request", "support:match_board", "support:propose_match",
}  # fmt: skip
OF_HOUSEHOLD = {"support:write_note"}
OF_SUPPORTER = {"people:supporter", "people:pause", "support:never_again"}
OF_ADULT = {"people:note_vog"}
OF_TRUST_STEP = {"people:note_trust_step"}
OF_MATCH = {
    "support:path", "support:answer", "support:plan_meeting", "support:note_meeting",
    "support:house_rules", "support:evaluate", "support:agreement", "support:agreement_pdf",
    "support:accept", "support:note_on_paper", "support:skip_phase", "support:stop",
    "support:withdraw", "support:round_off", "support:stays_in_touch", "support:second_yes",
}  # fmt: skip
OF_ALARM = {"support:alarm"}
OF_GLASS = {"support:glass"}
OF_ENTRY = {"support:register_entry"}
SAFETY = OF_ALARM | OF_GLASS | OF_ENTRY
FAMILY = OF_REQUEST | OF_HOUSEHOLD | OF_SUPPORTER | OF_ADULT | OF_TRUST_STEP | OF_MATCH | SAFETY

OUTSIDERS = ("stranger", "former_supporter", "far_coordinator", "municipality", "other_parent")
CANARIES = (
    "Samira",
    "Yara",
    "El-Voorb",
    "een boek lezen",
    "Anke",
    "Joost",
    "Verzonnen",
    "Vertelde",
)
NOWHERE = 987_654


def all_names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every URL name of the house, with its namespace. The demo has its own tests."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "demo":
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from all_names(pattern, space + inner)


@dataclass
class World:
    """Two families in their trial, one supporter who left, and everybody else."""

    cast: Cast
    match: Match
    alarm: int
    glass: int
    entry: int

    def address(self, name: str, *, existing: bool = True) -> str:
        """The address of a page about our two families, or of the same page about nobody."""
        cast = self.cast
        pk: dict[str, object]
        if name in OF_REQUEST:
            pk = {"pk": cast.request.pk}
        elif name in OF_MATCH:
            pk = {"pk": self.match.pk}
        elif name in SAFETY:
            pk = {"pk": self.entry}
            if name in OF_ALARM | OF_GLASS:
                pk = {"pk": self.alarm if name in OF_ALARM else self.glass}
        elif name in OF_HOUSEHOLD:
            pk = {"pk": cast.asking.pk}
        elif name in OF_ADULT:
            pk = {"pk": cast.supporter.pk, "member": cast.joost.pk}
        elif name in OF_TRUST_STEP:
            pk = {"pk": cast.supporter.pk, "step": "training"}
        else:
            pk = {"pk": cast.supporter.pk}
        return reverse(name, kwargs=pk if existing else {**pk, "pk": NOWHERE})


@pytest.fixture
def world(cast: Cast) -> World:
    """Samira beside Anke and Joost, in their trial, when every door that opens is open."""
    cast.ended_with_former_supporter()
    match = cast.to_trial()
    notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk,
        words="Vertelde over de zwemles.", now=cast.now,
    )  # fmt: skip
    alarm = alarms.raise_alarm(
        actor=cast.parent, kind="safety", household_id=cast.asking.pk,
        words="Vertelde dat het niet klopt.", now=cast.now,
    )  # fmt: skip
    broken = glass.ask_for_glass(
        actor=cast.regional, number=cast.asking.pk, first_name="Yara",
        reason="Vertelde de school: moeder wordt met spoed opgenomen.", now=cast.now,
    )  # fmt: skip
    assert broken is not None
    entry = never_again.ask_to_register(
        actor=cast.coordinator, supporter_id=cast.former.pk, now=cast.now,
        member_id=cast.former_household.adults_at_home()[0].pk,
    )  # fmt: skip
    return World(cast, match, alarm.pk, broken.pk, entry.pk)


def test_every_address_is_in_the_table() -> None:
    assert set(all_names()) == PUBLIC | OWN | DESK | WATCH | FAMILY


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_with_a_family_looks_like_nothing_to_outsiders(
    world: World, sign_in: SignIn, who: str, method: str
) -> None:
    client = sign_in(world.cast.by_name(who))
    lines = LogEntry.objects.count()
    tried = 0
    for name in sorted(FAMILY):
        hidden = getattr(client, method)(world.address(name))
        missing = getattr(client, method)(world.address(name, existing=False))
        assert hidden.status_code in (404, 405), (name, hidden.status_code)
        assert hidden.status_code == missing.status_code, name
        assert hidden.content == missing.content, name
        tried += 1
    assert tried == len(FAMILY) >= 27
    assert LogEntry.objects.count() == lines


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_asked_to_sign_in_and_sees_nothing(
    world: World, sign_in: SignIn, method: str
) -> None:
    client = sign_in(None)
    for name in sorted(FAMILY | OWN | DESK | WATCH):
        address = reverse(name) if name in OWN | DESK | WATCH else world.address(name)
        response = getattr(client, method)(address)
        assert response.status_code in (302, 405), (name, response.status_code)
        if response.status_code == 302:
            assert response.headers["Location"].startswith(reverse("people:sign_in")), name


@pytest.mark.parametrize("who", [*OUTSIDERS, None])
def test_no_other_page_shows_anything_of_the_two_families(
    world: World, sign_in: SignIn, who: str | None
) -> None:
    client = sign_in(world.cast.by_name(who) if who else None)
    for name in sorted((PUBLIC | OWN | DESK | WATCH) - {"set_language"}):
        for address in _addresses(name):
            _assert_no_canary(client, address)


def _addresses(name: str) -> list[str]:
    if name == "people:enter":
        return [reverse(name, args=[1, "wrong-token"])]
    if name in ("people:resume_offer", "support:resume_asking"):
        return [reverse(name, args=["wrong-token"])]
    if name in ("people:offer_question", "people:keep_offer"):
        return [reverse(name, args=[key]) for key in ("postcode", "words", "nonsense")]
    if name in ("support:ask_question", "support:keep_question"):
        return [reverse(name, args=[key]) for key in ("postcode", "words", "nonsense")]
    return [reverse(name)]


def _assert_no_canary(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code in (200, 302, 404, 405), (address, response.status_code)
    text = response.content.decode()
    assert not [canary for canary in CANARIES if canary in text], address


@pytest.mark.parametrize("who", ["parent", "supporting_parent", "stranger", "municipality"])
def test_the_desk_does_not_exist_for_who_does_not_coordinate(
    world: World, sign_in: SignIn, who: str
) -> None:
    client = sign_in(world.cast.by_name(who))
    for name in sorted(DESK | WATCH):
        assert client.get(reverse(name)).status_code == 404, name


def test_the_supporting_family_loses_every_page_when_it_ends(world: World, sign_in: SignIn) -> None:

    client = sign_in(world.cast.supporting_parent)
    assert client.get(world.address("support:path")).status_code == 200
    matches.stop_match(actor=world.cast.parent, match_id=world.match.pk, now=world.cast.now)
    for name in sorted(OF_MATCH | OF_REQUEST | OF_HOUSEHOLD):
        assert client.get(world.address(name)).status_code in (404, 405), name
    page = client.get(reverse("home:support")).content.decode()
    assert not [canary for canary in ("Samira", "Yara", "El-Voorb", "boek lezen") if canary in page]
