"""P2: one's own number swapped for somebody else's, wherever a browser can send a number.

Every swap is made twice: with a number that is somebody else's and with one that is nobody's. Both
must be answered alike, nothing of the other may be read, and nothing may have changed.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.drafts import DraftOf
from naast.common.models import Draft
from naast.people.models import Household, LoginSession
from naast.support.models import Acceptance
from tests.cast import Cast
from tests.neighbours import CANARIES as OF_NEIGHBOURS
from tests.neighbours import Neighbours, Pair
from tests.plugin_trust import Promise, in_this_half, in_this_part, size
from tests.world import ABOUT, NOWHERE, PK_OF

pytestmark = pytest.mark.trust

Answer: TypeAlias = Any
"""What the test client gives: a response with more to it, for which Django has no public type."""

FULL_FORM = {
    "question": "proposal", "reply": "yes", "planned_at": "2026-11-20T14:00", "place": "Park",
    "held_on": "2026-11-01", "words": "Gekkenwerk", "seen_on": "2026-11-01", "profile_ok": "yes",
    "done_on": "2026-11-01", "paper": "house_rules", "version": "1", "reason": "Zomaar",
    "stays": "yes", "own": "Mijn regel", "replaces": "1", "go_on": "yes", "answer": "yes",
    "paused": "yes", "contact": "Altijd",
}  # fmt: skip
"""Every field of every form with something that would be accepted."""


@dataclass
class Attempts:
    """Swaps that were made, and what was wrong with them."""

    tried: int = 0
    hits: list[str] = field(default_factory=list)

    def compare(
        self, what: str, theirs: Answer, nobodys: Answer, typed: tuple[str, ...] = ()
    ) -> None:
        """Count one swap; note when its two answers differ in more than what was `typed`."""
        self.tried += 1
        if _answer(theirs, typed) != _answer(nobodys, typed):
            self.hits.append(f"{what}: {theirs.status_code} and {nobodys.status_code} differ")

    def silent(self, what: str, answer: Answer, canaries: tuple[str, ...]) -> None:
        """Note when an answer tells something of the other."""
        read = [canary for canary in canaries if canary in answer.content.decode()]
        if read:
            self.hits.append(f"{what}: tells {', '.join(read)}")

    def kept(self, promise: Promise, what: str, floor: int) -> None:
        """End of the test."""
        assert not self.hits, "\n".join(self.hits[:20])
        promise.kept("P2", what, count=self.tried, broken=len(self.hits), floor=floor)


def _answer(response: Answer, typed: tuple[str, ...]) -> tuple[int, str, str]:
    """Status, where to, and the page; numbers of addresses and one-time tokens left out."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    for text in typed:
        page = page.replace(text, "#")
    return (
        response.status_code,
        re.sub(r"\d+", "#", response.headers.get("Location", "")),
        re.sub(r"\b\d+\b", "#", page),
    )


def everything() -> str:
    """A fingerprint of every row about anybody, but for what signing in to try leaves."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.app_label in ("people", "support") and model is not LoginSession:
            kept = [f.name for f in model._meta.concrete_fields if f.name != "last_login"]
            rows = model._base_manager.order_by("pk").values_list(*kept)
            digest.update(repr((model._meta.label, list(rows))).encode())
    return digest.hexdigest()


@dataclass
class World:
    """The cast in its trial, and the neighbours."""

    cast: Cast
    mine: Pair
    neighbours: Neighbours

    def person(self, who: str) -> Any:
        """Somebody of the cast or of the neighbours."""
        return self.neighbours.people.get(who) or self.cast.by_name(who)


@pytest.fixture
def world(cast: Cast) -> World:
    """Samira beside Anke; Bo who waits; Mila beside Tess in another organisation."""
    cast.ended_with_former_supporter()
    match = cast.to_trial()
    return World(cast, Pair(cast.request, cast.supporter, match), Neighbours(cast))


OF_THE_CAST = ("Samira", "Yara", "El-Voorb", "een boek lezen", "Anke", "Joost", "Verzonnen")
NUMBERS = {"far": "Mila and Tess", "near": "Bo and Wil", "mine": "Samira and Anke"}
STRANGE = {
    "parent": ("far", "near"), "supporting_parent": ("far", "near"), "coordinator": ("far",),
    "far_coordinator": ("mine", "near"), "mila": ("mine", "near"), "tess": ("mine", "near"),
    "bo": ("mine", "far"), "municipality": ("mine", "far"), "stranger": ("mine", "far"),
    "former_supporter": ("mine", "far"), "other_parent": ("mine", "far"),
}  # fmt: skip
"""To whom which families are strangers."""


def strangers_of(world: World, who: str) -> Iterator[tuple[str, Pair]]:
    for key in STRANGE[who]:
        yield key, world.mine if key == "mine" else getattr(world.neighbours, key)


PARTS = 2
"""In how many tests the longest swap is cut, so that two processes can share it."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_number_in_the_address(
    world: World, sign_in: SignIn, promise: Promise, part: int
) -> None:
    attempts, before = Attempts(), everything()
    for who in list(STRANGE)[part::PARTS]:
        client = sign_in(world.person(who))
        nothing: dict[tuple[str, str], Answer] = {}
        for key, pair in strangers_of(world, who):
            canaries = OF_THE_CAST if key == "mine" else OF_NEIGHBOURS[key]
            for name in sorted(ABOUT):
                if PK_OF[name] == "match" and pair.match is None:
                    continue
                numbers = ABOUT[name](pair)
                for method in ("get", "post"):
                    what = f"{who} {method} {name} of {NUMBERS[key]}"
                    if not in_this_half(what) or not in_this_part(who, method, name, of=8):
                        continue
                    theirs = _send(client, method, reverse(name, kwargs=numbers))
                    if (name, method) not in nothing:
                        nowhere = reverse(name, kwargs={**numbers, "pk": NOWHERE})
                        nothing[name, method] = _send(client, method, nowhere)
                    attempts.compare(what, theirs, nothing[name, method])
                    attempts.silent(what, theirs, canaries)
    assert everything() == before
    attempts.kept(promise, "nummer in het adres verwisseld", floor=size(200, 600) // PARTS)


def _send(client: Client, method: str, address: str) -> Answer:
    answer: Answer = getattr(client, method)(address, FULL_FORM if method == "post" else None)
    return answer


def test_a_second_number_in_the_address(world: World, sign_in: SignIn, promise: Promise) -> None:
    """One's own file in front, somebody else's member behind it."""
    attempts, before = Attempts(), everything()
    client = sign_in(world.cast.coordinator)
    own = world.cast.supporter.pk
    theirs = [world.neighbours.far.adult, world.neighbours.near.adult]
    theirs += [*world.cast.asking.members.all(), *world.cast.former_household.members.all()]
    for member in theirs:
        for method in ("get", "post"):
            other = _send(client, method, reverse("people:note_vog", args=[own, member.pk]))
            nobody = _send(client, method, reverse("people:note_vog", args=[own, NOWHERE]))
            attempts.compare(f"{method} member {member.pk}", other, nobody)
            attempts.silent(f"{method} member {member.pk}", other, OF_NEIGHBOURS["far"])
    assert everything() == before
    attempts.kept(promise, "tweede nummer in het adres verwisseld", floor=12)


def test_a_number_in_what_is_sent(world: World, sign_in: SignIn, promise: Promise) -> None:
    """Hidden fields of forms on one's own pages."""
    attempts, before = Attempts(), everything()
    noor, match = sign_in(world.cast.coordinator), world.mine.match
    assert match is not None
    propose = reverse("support:propose_match", args=[world.neighbours.near.request.pk])
    paper = reverse("support:note_on_paper", args=[match.pk])
    members = [world.neighbours.far.adult, world.neighbours.near.adult]
    members += [*world.neighbours.far.asking.members.all(), *world.cast.asking.members.all()][:-2]
    members = [member for member in members if member.person_id != world.cast.parent.pk]
    for nobody in (NOWHERE, 0, -1, 2**31)[: size(2, 4)]:
        sent = noor.post(propose, {"supporter": world.neighbours.far.supporter.pk})
        attempts.compare("supporter", sent, noor.post(propose, {"supporter": nobody}))
        for member in members:
            for kind in Acceptance.Paper.values:
                signed = {"paper": kind, "version": 1}
                theirs = noor.post(paper, {**signed, "member": member.pk}, follow=True)
                nobodys = noor.post(paper, {**signed, "member": nobody}, follow=True)
                attempts.compare(f"member {member.pk} signs {kind}", theirs, nobodys)
    assert everything() == before
    attempts.kept(promise, "nummer in een verborgen veld verwisseld", floor=size(24, 30))


def test_numbers_nobody_asked_for(world: World, sign_in: SignIn, promise: Promise) -> None:
    """Extra fields beside those of a form: they are not read, whatever stands in them."""
    attempts = Attempts()
    match, far = world.mine.match, world.neighbours.far
    assert match is not None
    assert far.match is not None
    extra = {
        "pk": far.match.pk, "id": far.match.pk, "match": far.match.pk, "match_id": far.match.pk,
        "household": far.asking.pk, "household_id": far.asking.pk, "person": world.neighbours
        .people["mila"].pk, "actor": world.cast.coordinator.pk, "given_by": world.cast.coordinator
        .pk, "side": "supporting", "organisation": world.cast.far_organisation.pk,
    }  # fmt: skip
    client = sign_in(world.cast.parent)
    evaluate = reverse("support:evaluate", args=[match.pk])
    for name, value in extra.items():
        before = set(match.evaluations.values_list("pk", flat=True))
        client.post(evaluate, {"go_on": "yes", "went_well": "Soep.", name: value})
        new = match.evaluations.exclude(pk__in=before).get()
        attempts.tried += 1
        if (new.side, new.given_by_id) != ("asking", world.cast.parent.pk):
            attempts.hits.append(f"{name} changed whose evaluation it is")
    assert not far.match.evaluations.exists()
    attempts.kept(promise, "extra nummer meegestuurd", floor=11)


QUERIES = (
    "pk", "id", "household", "person", "organisation", "match", "member", "actor", "as", "aanbod",
    "toon", "volgorde", "fase", "page", "household__name", "order_by",
)  # fmt: skip
LISTS = ("home:today", "support:waiting_list", "support:plan", "support:matches",
         "people:supporters", "home:circle", "home:support")  # fmt: skip


def test_a_number_in_a_filter(world: World, sign_in: SignIn, promise: Promise) -> None:
    """What is asked behind the question mark of a list."""
    attempts, far = Attempts(), world.neighbours.far
    assert far.match is not None
    numbers = [world.neighbours.far_offering.pk, far.asking.pk, far.match.pk, far.supporter.pk]
    for who in ("coordinator", "parent", "supporting_parent"):
        client = sign_in(world.cast.by_name(who))
        for name in LISTS:
            asked = [
                key for key in QUERIES
                if in_this_half(who, name, key) and in_this_part(who, name, key, of=3)
            ]  # fmt: skip
            nobodys = {key: client.get(reverse(name), {key: NOWHERE}) for key in asked}
            for key in asked:
                for number in numbers[: size(1, 4)]:
                    theirs = client.get(reverse(name), {key: number})
                    attempts.compare(f"{who} {name}?{key}={number}", theirs, nobodys[key])
                    attempts.silent(f"{who} {name}?{key}={number}", theirs, OF_NEIGHBOURS["far"])
    attempts.kept(promise, "nummer in een filter verwisseld", floor=size(40, 1344))


def test_a_row_of_a_form_with_many_rows(world: World, promise: Promise) -> None:
    """Children in a registration carry no number, so nobody's child can be named by one."""
    attempts, before = Attempts(), everything()
    child = world.neighbours.far.asking.children()[0]
    address = reverse("support:ask_question", args=["children"])
    for number in range(1, 7):
        for key in ("id", "pk", "member", "household"):
            client = Client()
            row = {f"name_{number}": "Pip", f"year_{number}": "2020"}
            theirs = client.post(address, {**row, f"{key}_{number}": child.pk}, follow=True)
            nobodys = Client().post(address, {**row, f"{key}_{number}": NOWHERE}, follow=True)
            attempts.compare(f"{key}_{number}", theirs, nobodys)
            attempts.silent(f"{key}_{number}", theirs, OF_NEIGHBOURS["far"])
    assert everything() == before
    attempts.kept(promise, "nummer in een rij van een formulier verwisseld", floor=24)


def test_the_key_of_a_draft_of_another_kind(world: World, promise: Promise) -> None:
    """A draft is found by its own kind of page only."""
    attempts, cast = Attempts(), world.cast
    assert world.mine.match is not None
    of_page = DraftOf(cast.parent.pk, "evaluation", world.mine.match.pk)
    asked = Draft.objects.create(
        kind="asking", answers={"words": {"words": ["Kanarie"]}}, created_at=cast.now,
        updated_at=cast.now,
    )  # fmt: skip
    offered = Draft.objects.create(kind="offering", created_at=cast.now, updated_at=cast.now)
    wrong = [("people:resume_offer", asked.token), ("support:resume_asking", offered.token)]
    wrong += [(name, of_page.token) for name in ("people:resume_offer", "support:resume_asking")]
    for name, token in wrong:
        for method in ("get", "post"):
            theirs = getattr(Client(), method)(reverse(name, args=[token]))
            nobodys = getattr(Client(), method)(reverse(name, args=["x" * 32]))
            attempts.compare(f"{method} {name}", theirs, nobodys, typed=(token, "x" * 32))
            attempts.silent(f"{method} {name}", theirs, ("Kanarie",))
    attempts.kept(promise, "sleutel van een ander concept", floor=8)


def test_the_world_is_what_it_seems(world: World, sign_in: SignIn) -> None:
    """Against a green that proves nothing: with the right number every page is there."""
    assert world.mine.match is not None
    assert world.neighbours.far.match is not None
    for who, pair in (("parent", world.mine), ("mila", world.neighbours.far),
                      ("far_coordinator", world.neighbours.far)):  # fmt: skip
        client = sign_in(world.person(who))
        assert client.get(reverse("support:path", args=[pair.match.pk])).status_code == 200  # type: ignore[union-attr]  # both are there
        assert client.get(reverse("support:request", args=[pair.request.pk])).status_code == 200
    assert Household.objects.count() == 7
