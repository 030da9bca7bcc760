"""Where a family lives: read by nobody, unless it opened that for a visit, and each look is
written down.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import ContactDetails, Grant, Household, HouseholdMember, Person
from naast.people.services import contact
from naast.support.models import Match, Visit
from naast.support.services import consents, matches
from tests.cast import Cast
from tests.plugin_trust import Promise, size

CLOCK = time_machine.Traveller
ADDRESS = "Kanarie-parent 1"
CANARIES = ("Kanarie", "2311")
"""The address of everybody in the cast, and the postcode of a family that keeps it secret."""


def open_for(cast: Cast, match: Match, day: date, visitor: Person | None = None) -> Visit:
    """Samira opens her address for a visit of Anke."""
    return consents.open_address(
        actor=cast.parent, match_id=match.pk, day=day, now=cast.now,
        visitor_id=(visitor or cast.supporting_parent).pk,
    )  # fmt: skip


def may_read(cast: Cast, who: Person, moment: datetime) -> bool:
    return "address" in Grant.objects.topics(cast.asking.pk, who, moment)


def keep(cast: Cast, *, address: str = "", is_secret: bool = False) -> None:
    contact.keep_contact(
        actor=cast.parent, household_id=cast.asking.pk, now=cast.now,
        reach=contact.Reach("06 00 00 00 00", address, is_secret),
    )  # fmt: skip


def links(client: Client, first: str, most: int = size(25, 60)) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links from `first`, with what stands on it."""
    todo = [first]
    done: set[str] = set()
    while todo and len(done) < most:
        address = todo.pop(0)
        if address in done or address.startswith(("/vraag/", "/steun-bieden/", "/static")):
            continue
        done.add(address)
        response = client.get(address)
        if response.status_code != 200:
            continue
        text = response.content.decode(errors="ignore")
        yield address, text
        todo += [each for each in re.findall(r'href="(/[^"#?]*)', text) if each not in done]


# Opened for a visit.


def test_the_address_is_open_from_the_day_before_until_the_end_of_the_day_after(
    cast: Cast,
) -> None:
    match, day = cast.to_trial(), cast.now.date() + timedelta(days=5)
    visit = open_for(cast, match, day)
    anke, second = cast.supporting_parent, timedelta(seconds=1)
    opens, shuts = visit.opens_at(cast.now), visit.shuts_at
    assert (opens, shuts) == (
        datetime.fromisoformat("2026-11-06T00:00+01:00"),
        datetime.fromisoformat("2026-11-09T00:00+01:00"),
    )
    for moment, is_open in ((opens - second, False), (opens, True), (shuts - second, True),
                            (shuts, False)):  # fmt: skip
        assert may_read(cast, anke, moment) is is_open, moment
    assert not may_read(cast, cast.former_supporter, opens)


def test_for_a_visit_today_it_is_open_at_once(cast: Cast) -> None:
    match = cast.to_trial()
    open_for(cast, match, cast.now.date())
    assert may_read(cast, cast.supporting_parent, cast.now)


def test_pressing_shows_it_once_and_the_family_reads_that(cast: Cast, sign_in: SignIn) -> None:
    match, anke = cast.to_trial(), sign_in(cast.supporting_parent)
    page = reverse("support:path", args=[match.pk])
    reveal = reverse("people:reveal_address", args=[cast.asking.pk])
    assert "Adres tonen" not in anke.get(page).content.decode()
    assert anke.post(reveal).status_code == 404
    visit = open_for(cast, match, cast.now.date())
    shown = anke.get(page).content.decode()
    assert "Adres tonen" in shown
    assert ADDRESS not in shown
    assert anke.get(reveal).status_code == 405
    for _each in range(2):
        response = anke.post(reveal)
        assert ADDRESS in response.content.decode()
        assert response.headers["Cache-Control"] == "no-store"
    lines = LogEntry.objects.filter(action="people.address.revealed")
    assert [(line.actor_id, line.basis, line.household_id) for line in lines] == [
        (cast.supporting_parent.pk, visit.basis, cast.asking.pk)
    ] * 2
    assert "las jullie adres" in sign_in(cast.parent).get(reverse("home:circle")).content.decode()


def test_the_family_closes_it_before_it_is_over(cast: Cast, sign_in: SignIn) -> None:
    match, anke = cast.to_trial(), sign_in(cast.supporting_parent)
    visit = open_for(cast, match, cast.now.date() + timedelta(days=3))
    samira = sign_in(cast.parent)
    shown = samira.get(reverse("support:consents", args=[cast.asking.pk])).content.decode()
    assert "Ons adres sluiten" in shown
    samira.post(reverse("support:close_visit", args=[visit.pk]))
    for days in range(8):
        assert not may_read(cast, cast.supporting_parent, cast.now + timedelta(days=days))
    assert anke.post(reverse("people:reveal_address", args=[cast.asking.pk])).status_code == 404


def test_who_closes_the_phone_number_closes_the_visits(cast: Cast) -> None:
    match = cast.to_trial()
    open_for(cast, match, cast.now.date())
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="contact", now=cast.now)
    assert not may_read(cast, cast.supporting_parent, cast.now)


@pytest.mark.parametrize("days", [-1, 61])
def test_only_for_a_day_from_today_and_not_too_far_ahead(cast: Cast, days: int) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError):
        open_for(cast, match, cast.now.date() + timedelta(days=days))


def test_only_from_the_trial_on_also_with_a_consent_to_call(cast: Cast) -> None:
    match = cast.to_coupling()
    consents.give_consent(
        actor=cast.parent, match_id=match.pk, topics=["contact"], purpose="Om te bellen.",
        ends_on=cast.now.date(), now=cast.now,
    )  # fmt: skip
    with pytest.raises(DomainError):
        open_for(cast, match, cast.now.date())
    assert not Visit.objects.exists()


@pytest.mark.parametrize("who", ["former_supporter", "coordinator", "stranger", "other_parent"])
def test_nobody_else_can_be_let_in(cast: Cast, who: str) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError):
        open_for(cast, match, cast.now.date(), cast.by_name(who))


def test_the_other_family_cannot_open_it(cast: Cast) -> None:
    match = cast.to_trial()
    with pytest.raises(Refused):
        consents.open_address(
            actor=cast.coordinator, match_id=match.pk, visitor_id=cast.supporting_parent.pk,
            day=cast.now.date(), now=cast.now,
        )  # fmt: skip
    opened = consents.open_address(
        actor=cast.supporting_parent, match_id=match.pk, visitor_id=cast.parent.pk,
        day=cast.now.date(), now=cast.now,
    )  # fmt: skip
    assert opened.household == cast.supporting  # their own, never that of the other


def test_the_form_offers_the_adults_across_by_name(cast: Cast, sign_in: SignIn) -> None:
    match, samira = cast.to_trial(), sign_in(cast.parent)
    address = reverse("support:open_address", args=[match.pk])
    assert "Anke" in samira.get(address).content.decode()
    sent = samira.post(address, {"visitor": cast.supporting_parent.pk, "day": "2026-11-05"})
    assert sent.status_code == 302
    assert Visit.objects.get().day == date(2026, 11, 5)


def test_a_coordinator_presses_as_well(cast: Cast, sign_in: SignIn) -> None:
    noor = sign_in(cast.coordinator)
    shown = noor.get(reverse("support:request", args=[cast.request.pk])).content.decode()
    assert "Adres tonen" in shown
    assert "Kanarie" not in shown
    assert (
        ADDRESS
        in noor.post(reverse("people:reveal_address", args=[cast.asking.pk])).content.decode()
    )
    [line] = LogEntry.objects.filter(action="people.address.revealed")
    assert line.basis == f"organisation:{cast.organisation.pk}"
    assert (
        ADDRESS
        not in noor.post(
            reverse("people:reveal_address", args=[cast.supporting.pk])
        ).content.decode()
    )


# Kept by the family itself.


def test_the_family_changes_and_removes_how_it_is_reached(cast: Cast, sign_in: SignIn) -> None:
    samira, address = sign_in(cast.parent), reverse("people:contact", args=[cast.asking.pk])
    assert ADDRESS in samira.get(address).content.decode()
    samira.post(address, {"phone": "", "address": "Nieuwe Weg 3"})
    details = ContactDetails.objects.get(person=cast.parent)
    assert (details.phone, details.address) == ("", "Nieuwe Weg 3")
    samira.post(address, {"phone": "", "address": ""})
    assert not ContactDetails.objects.get(person=cast.parent).address
    elsewhere = ContactDetails.objects.get(person=cast.other_parent)
    assert elsewhere.address == "Verweg 9"


@pytest.mark.parametrize("who", ["other_parent", "supporting_parent", "coordinator", "stranger"])
def test_nobody_else_changes_it(cast: Cast, sign_in: SignIn, who: str) -> None:
    cast.to_trial()
    address = reverse("people:contact", args=[cast.asking.pk])
    assert sign_in(cast.by_name(who)).post(address, {"phone": "1"}).status_code == 404


def test_another_address_shuts_the_visits_that_were_open(cast: Cast) -> None:
    match = cast.to_trial()
    open_for(cast, match, cast.now.date())
    keep(cast, address=ADDRESS)
    assert may_read(cast, cast.supporting_parent, cast.now)
    keep(cast, address="Nieuwe Weg 3")
    assert not may_read(cast, cast.supporting_parent, cast.now)


# Secret.


def test_a_secret_address_is_gone_for_everybody_at_home(cast: Cast) -> None:
    match = cast.to_trial()
    adult = Person.objects.create(first_name="Nadia", email="nadia@voorbeeld.test")
    HouseholdMember.objects.create(household=cast.asking, person=adult, kind="adult", name="Nadia")
    ContactDetails.objects.create(
        person=adult, organisation=cast.organisation, address="Kanarie-nadia 1"
    )
    open_for(cast, match, cast.now.date())
    keep(cast, is_secret=True)
    assert not may_read(cast, cast.supporting_parent, cast.now)
    for person in (cast.parent, adult):
        details = ContactDetails.objects.get(person=person)
        assert (details.address, details.is_secret) == ("", True)
    home = Household.objects.get(pk=cast.asking.pk)
    assert (home.address(), home.whereabouts()) == ("", "Leiden")
    with pytest.raises(DomainError):
        open_for(cast, match, cast.now.date())
    with pytest.raises(DomainError):
        contact.reveal_address(actor=cast.coordinator, household_id=cast.asking.pk, now=cast.now)
    assert not LogEntry.objects.filter(action="people.address.revealed").exists()


def test_for_a_secret_address_no_page_tells_how_near_it_is(cast: Cast, sign_in: SignIn) -> None:
    noor, board = sign_in(cast.coordinator), reverse("support:match_board", args=[cast.request.pk])
    cast.talk()
    near = ("loopafstand", "vlakbij", "buurt", "km", "minuten")
    words = [word for word in near if word in noor.get(board).content.decode().lower()]
    assert words  # else this test would prove nothing
    keep(cast, is_secret=True)
    shown = noor.get(board).content.decode()
    assert "in de regio" in shown
    assert not [w for w in ("loopafstand", "vlakbij", " km") if w in shown.lower()]
    match = cast.propose()
    across = sign_in(cast.parent).get(reverse("support:path", args=[match.pk]))
    assert "Hoe dichtbij" not in across.content.decode()


@pytest.mark.trust
def test_the_address_stands_on_no_page_in_no_paper_and_in_no_mail(
    cast: Cast, sign_in: SignIn, promise: Promise, postman: Postman
) -> None:
    match = cast.to_under_way()
    keep(cast, is_secret=True)
    consents.open_address(
        actor=cast.supporting_parent, match_id=match.pk, visitor_id=cast.parent.pk,
        day=cast.now.date(), now=cast.now,
    )  # fmt: skip
    matches_seen = _pages_with_an_address(cast, sign_in)
    letters = [f"{m.subject} {m.body}" for m in postman()]
    broken = [each for each in letters if any(canary in each for canary in CANARIES)]
    assert letters
    promise.kept(
        "P3", "adres op geen pagina, papier of mail",
        count=matches_seen[0] + len(letters), broken=len(broken) + len(matches_seen[1]), floor=30,
    )  # fmt: skip


def _pages_with_an_address(cast: Cast, sign_in: SignIn) -> tuple[int, list[str]]:
    """How many pages everybody can walk to, and which of them tell where somebody lives. On its own
    page of contact details, and where it reads all we know of it, a family reads its own.
    """
    seen, broken = 0, []
    for who in ("parent", "supporting_parent", "coordinator", "other_parent", "municipality"):
        client = sign_in(cast.by_name(who))
        for address, text in links(client, reverse(_first(who))):
            seen += 1
            if address.endswith(("/bereikbaar/", "/mijn-gegevens/alles/")):
                text = text.replace(f"Kanarie-{who} ", "").replace("2311", "")
            if any(canary in text for canary in CANARIES):
                broken.append(f"{who} {address}")
    assert not broken, broken
    return seen, broken


def _first(who: str) -> str:
    pages = {"supporting_parent": "home:support", "coordinator": "home:today"}
    return pages.get(who, "home:reach" if who == "municipality" else "home:circle")


def test_after_the_match_the_address_is_shut(cast: Cast, sign_in: SignIn) -> None:
    match, anke = cast.to_trial(), sign_in(cast.supporting_parent)
    open_for(cast, match, cast.now.date())
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert anke.post(reverse("people:reveal_address", args=[cast.asking.pk])).status_code == 404
