"""The walker: every page, by every method, tried by everybody, about every family.

What must come of it stands in `naast/config/doors.csv`; everything that stands in no row is closed.
One walk checks the answer, the canaries of every kind of personal data, and the logbook.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.config.doors import Door, LookNotWritten, doors, every_page_has_a_row, page_names
from naast.support.selectors.looked import LOOKED_AT
from naast.support.services import matches
from tests.cast import Cast
from tests.plugin_trust import Promise, in_this_half, in_this_part
from tests.world import ABOUT, NOWHERE, PK_OF, Target, World

NAMES_WHO_WAITS = frozenset({"people:plan_training"})
"""Pages about a programme that name only who waits for it: with nobody on it there is no look."""

OTHER_ADDRESSES: dict[str, list[list[object]]] = {
    "guide:still_right": [["wrong-token"]],
    "guide:be_contact": [["wrong-token"]],
    **{
        f"guide:{page}": [[UUID(int=NOWHERE)]]
        for page in (
            "service",
            "helped",
            "face",
            "change_service",
            "assure",
            "add_place",
            "add_contact",
            "drop_contact",
        )
    },
    "guide:change_place": [[UUID(int=NOWHERE), UUID(int=NOWHERE)]],
    "toolkit:about": [["naast-je"], ["nobody"]],
    "toolkit:share": [["naast-je"], ["nobody"]],
    "toolkit:follow": [["2345678"]],
    **{
        f"library:{page}": [["wrong-token"]]
        for page in ("resume_sending", "own", "rewrite", "read_along", "contact")
    },
    "library:send_section": [["begin"], ["you"], ["nonsense"]],
    "library:keep_section": [["begin"], ["nonsense"]],
    "library:submission": [[UUID(int=NOWHERE)]],
    "library:versions": [["nothing"]],
    "library:version": [["nothing", 1]],
    "people:remove_factor": [[NOWHERE]],
    "pages:story": [["nothing"]],
    "pages:picture": [[UUID(int=NOWHERE)]],
    "pages:campaign": [["maak-het-verschil"], ["nothing"]],
    "pages:place": [["nothing"], ["steun-in-leiden-1"]],
    "pages:of_place": [["nothing", "nothing"]],
    **{
        f"pages:{page}": [[NOWHERE]]
        for page in (
            "edit",
            "preview",
            "review",
            "versions",
            "go_back",
            "take_down",
            "put_on_front",
            "withdraw_quote",
        )
    },
    "people:end_session": [[NOWHERE]],
    "home:surprised": [[NOWHERE]],
    "openid_connect_login": [["nobody"]],
    "openid_connect_callback": [["nobody"]],
    "people:resume_offer": [["wrong-token"]],
    "library:example": [["buurtgezinnen"], ["nothing"]],
    "worry:role": [["buur"], ["behandelaar"], ["nobody"]],
    "worry:in_language": [["ar"], ["xx"]],
    "worry:safety_in_language": [["ti"], ["xx"]],
    "support:resume_asking": [["wrong-token"]],
    "support:enquire": [["wrong-token"]],
    "support:instrument": [["nothing"]],
    "support:feed": [["wrong-secret"]],
    "people:offer_question": [["postcode"], ["words"], ["nonsense"]],
    "people:keep_offer": [["postcode"], ["nonsense"]],
    "support:ask_question": [["postcode"], ["words"], ["nonsense"]],
    "support:keep_question": [["postcode"], ["nonsense"]],
}
"""Pages with an argument that are about nobody."""

METHODS = ("GET", "POST")
PARTS = 4
"""In how many tests the walk is cut, so that two processes can share it."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass
class Walk:
    """One walk through the house by one actor. `leaks` says what went wrong, a line each."""

    world: World
    actor: str
    client: Client
    tried: int = 0
    compared: int = 0
    looks: int = 0
    leaks: list[str] = field(default_factory=list)
    known: set[str] | None = None
    missing: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)

    def page(self, name: str, method: str, target: Target) -> None:
        """Try one page about one target."""
        words = self.world.readers(self.actor, name, target)
        rows = [row for row in doors()[name] if row.method == method and row.who in words]
        if not in_this_half(self.actor, name, method, target.name):
            return
        if not in_this_part(self.actor, name, method, of=self.one_in(rows)):
            return
        for address in self.addresses(name, target):
            self.tried += 1
            response = self.ask(method, address)
            if rows:
                self.check_open(name, method, target, rows, response)
            else:
                self.check_closed(name, method, response)

    def one_in(self, rows: list[Door]) -> int:
        """Of how many doors of one kind this one stands for the others, in `make test`.

        What a row opens to somebody in particular is always tried, and so is whatever a visitor
        may open. Once signed in it is the same page to everybody. A door is closed for want of a
        row; each is tried about every family, so that what does not exist is asked for once.
        """
        if not rows:
            return 12
        for_all = {row.who for row in rows} == {"everybody"}
        return 4 if for_all and self.world.person(self.actor) is not None else 1

    def addresses(self, name: str, target: Target) -> list[str]:
        if name in OTHER_ADDRESSES:
            return [reverse(name, args=args) for args in OTHER_ADDRESSES[name]]
        return [reverse(name, kwargs=ABOUT[name](target) if name in ABOUT else None)]

    def ask(self, method: str, address: str) -> HttpResponse:
        """Ask, keep what it left in the logbook in `lines`, and undo what it did."""
        kept = deepcopy(self.client.cookies)
        with transaction.atomic():
            last = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            response = self.client.generic(method, address)
            self.client.cookies = kept
            self.lines = list(LogEntry.objects.filter(pk__gt=last).order_by("pk"))
            transaction.set_rollback(True)
        return response  # type: ignore[return-value]  # the test client adds to it

    def check_open(
        self, name: str, method: str, target: Target, rows: list[Door], response: HttpResponse
    ) -> None:
        at = f"{self.actor} {method} {name} ({target.name})"
        answers = {code for row in rows for code in row.answer}
        if response.status_code not in answers:
            self.leaks.append(f"{at}: {response.status_code}, not {sorted(answers)}")
        shown = {kind for row in rows for kind in row.shows}
        for kind, word in self.canaries(response):
            if kind not in shown:
                self.leaks.append(f"{at}: shows {kind} ({word})")
        self.check_strangers(at, response)
        if method == "GET" and rows[0].log and response.status_code == 200:
            shows = any(True for _canary in self.canaries(response))
            if shows or name not in NAMES_WHO_WAITS:
                self.check_look(at, rows[0].log, name, target)

    def check_look(self, at: str, action: str, name: str, target: Target) -> None:
        """A page that shows a family leaves a line with every family it may show, and no other."""
        self.looks += 1
        new = self.lines
        seen = {line.household_id for line in new}
        concerned = {target.request.household_id, target.supporter.household_id}
        for second in (target.companion, target.invited):
            concerned |= {second.supporter.household_id} if second else set()
        if {line.action for line in new} - {action}:
            self.leaks.append(f"{at}: logs {sorted({line.action for line in new})}")
        if name in ABOUT and not seen & concerned:
            self.leaks.append(f"{at}: no line in the logbook")
        person = self.world.person(self.actor)
        if any(line.actor_id != (person.pk if person else None) for line in new):
            self.leaks.append(f"{at}: the line names somebody else")

    def check_closed(self, name: str, method: str, response: HttpResponse) -> None:
        at = f"{self.actor} {method} {name}"
        if self.lines:
            self.leaks.append(f"{at}: left a line in the logbook")
        person = self.world.person(self.actor)
        if person is None and response.status_code == 302:
            where = urlsplit(response.headers["Location"]).path
            if where != reverse("people:sign_in"):
                self.leaks.append(f"{at}: sent to {where}")
        elif response.status_code not in (404, 405):
            self.leaks.append(f"{at}: {response.status_code}")
        elif name in ABOUT and self.missing_answer(name, method) != seen(response):
            self.leaks.append(f"{at}: hidden and missing differ")
        self.check_strangers(at, response)

    def missing_answer(self, name: str, method: str) -> tuple[int, str]:
        """What this actor is told of what does not exist; asked once, for it is about nobody."""
        if (name, method) not in self.missing:
            about = ABOUT[name](self.world.targets["live"])
            other = self.ask(method, reverse(name, kwargs={**about, "pk": NOWHERE}))
            self.missing[name, method] = seen(other)
        return self.missing[name, method]

    def check_strangers(self, at: str, response: HttpResponse) -> None:
        """Nothing of a family that this actor has nothing to do with."""
        if self.known is None:  # asked once: whatever a walk does is undone
            self.known = {
                word for target in self.world.targets.values() if self.related(target)
                for words in target.canaries.values() for word in words
            } | self.own_words() | self.own_contact()  # fmt: skip
        text = body(response)
        for target in self.world.targets.values():
            for words in target.canaries.values():
                for word in words:
                    self.compared += 1
                    if word not in self.known and stands_in(text, word):
                        self.leaks.append(f"{at}: shows {word} of {target.name}")

    def canaries(self, response: HttpResponse) -> Iterator[tuple[str, str]]:
        """Every canary on the page of a family this actor may know, but for the own name."""
        text = body(response)
        for target in self.world.targets.values():
            for kind, words in target.canaries.items():
                for word in words:
                    if word not in self.own_words() and stands_in(text, word):
                        yield kind, word

    def own_contact(self) -> set[str]:
        """How one is reached oneself: the export of one's own data shows it."""
        person = self.world.person(self.actor)
        return {person.email, f"Kanarie-{self.actor}"} if person else set()

    def own_words(self) -> set[str]:
        """The own name, in the header of every page, and the own address to sign in with."""
        person = self.world.person(self.actor)
        return {person.first_name, person.email} if person else set()

    def related(self, target: Target) -> bool:
        return self.world.related(self.actor, target)


def body(response: HttpResponse) -> str:
    return TOKEN.sub("", response.content.decode(errors="replace"))


def seen(response: HttpResponse) -> tuple[int, str]:
    """All of an answer that a reader could tell from another one."""
    return response.status_code, body(response)


def stands_in(text: str, word: str) -> bool:
    """Whether it stands there as words of its own, not by chance inside something random."""
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def walkable() -> list[str]:
    """Every page that does not end the walk by signing out or stepping into somebody else."""
    return sorted(name for name in page_names() if not name.startswith("demo:"))


def test_every_page_that_can_be_looked_at_has_its_words() -> None:
    actions = {row.log for rows in doors().values() for row in rows if row.log}
    assert actions - set(LOOKED_AT) <= {"home.who_looked.seen"}  # always one's own family
    assert set(LOOKED_AT) <= actions


def test_every_page_stands_in_the_table_and_can_be_walked() -> None:
    assert every_page_has_a_row() == []
    for name in walkable():
        if name not in ABOUT and name not in OTHER_ADDRESSES:
            assert reverse(name), name


@pytest.mark.trust
@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_opens_what_is_not_theirs(
    world: World, sign_in: SignIn, promise: Promise, part: int
) -> None:
    walks, leaks = [], []
    targets = list(world.targets.values())
    for actor, person in list(world.actors.items())[part::PARTS]:
        walk = Walk(world, actor, sign_in(person))
        for name in walkable():
            for method in METHODS:
                for target in targets if name in ABOUT else targets[:1]:
                    walk.page(name, method, target)
        walks.append(walk)
        leaks += walk.leaks
    assert not leaks, "\n".join(leaks)
    for number, what, counted, floor in (
        ("P1", "pagina × methode × lezer × gezin", "tried", 1_600),
        ("P3", "soort gegeven × bladzijde gezocht", "compared", 40_000),
        ("P16", "gelezen bladzijde, regel in het logboek", "looks", 60),
    ):
        count = sum(getattr(walk, counted) for walk in walks)
        promise.kept(number, what, count=count, broken=len(leaks), floor=floor // PARTS)


def test_the_supporting_family_loses_every_page_when_it_ends(world: World, sign_in: SignIn) -> None:
    client, live = sign_in(world.cast.supporting_parent), world.targets["live"]
    pages = [name for name in ABOUT if PK_OF[name] in ("match", "request", "household")]
    assert client.get(reverse("support:path", args=[live.match.pk])).status_code == 200
    matches.stop_match(actor=world.cast.parent, match_id=live.match.pk, now=world.cast.now)
    for name in pages:
        page = client.get(reverse(name, kwargs=ABOUT[name](live)))
        assert page.status_code in (404, 405), name
    text = client.get(reverse("home:support")).content.decode()
    assert not [word for word in ("Samira", "Yara", "boek lezen") if word in text]


def test_a_page_that_shows_a_family_without_a_line_is_refused(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("naast.support.views.desk.saw", lambda *_args, **_more: None)
    with pytest.raises(LookNotWritten):
        sign_in(cast.coordinator).get(reverse("support:waiting_list"))


def test_when_the_logbook_cannot_be_written_nothing_is_shown(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise DatabaseError("no room left")

    monkeypatch.setattr("naast.common.logbook.lines._add_to_chain", broken)
    with pytest.raises(DatabaseError):
        sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))


def test_a_page_without_a_row_does_not_exist(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = {page: rows for page, rows in doors().items() if page != "home:today"}
    monkeypatch.setattr("naast.config.doors.doors", lambda: left)
    assert sign_in(cast.coordinator).get(reverse("home:today")).status_code == 404
    assert [error.id for error in every_page_has_a_row()] == ["config.E001"]
