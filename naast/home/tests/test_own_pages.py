"""Mijn kring and Mijn steun: each family's own page, at every moment."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from conftest import SignIn
from naast.home.nearby import parents_nearby
from naast.people.models import ContactDetails, Household, HouseholdMember, Person
from naast.people.services.supporters import set_pause
from naast.support.models import Match, SupportRequest
from naast.support.services import matches, notes, requests
from tests.cast import PROGRAMME, Cast
from tests.demo_map import Named


def circle(cast: Cast, sign_in: SignIn, who: str = "parent") -> str:
    return _page(cast, sign_in, who, "home:circle")


def support(cast: Cast, sign_in: SignIn, who: str = "supporting_parent") -> str:
    return _page(cast, sign_in, who, "home:support")


def _page(cast: Cast, sign_in: SignIn, who: str, name: str) -> str:
    page = sign_in(cast.by_name(who)).get(reverse(name))
    assert page.status_code == 200
    return page.content.decode()


def test_a_new_question_says_who_calls_and_how_long_it_waits(cast: Cast, sign_in: SignIn) -> None:
    page = circle(cast, sign_in)
    assert "Noor, Pim belt je op" in page
    assert "6 weken geleden" in page
    assert "De helft van de gezinnen" not in page  # not enough others to tell of
    requests.plan_talk(
        actor=cast.coordinator, request_id=cast.request.pk,
        planned_at=cast.now + timedelta(days=2), now=cast.now,
    )  # fmt: skip
    assert "Wo 4 november 2026, 10.00 uur" in circle(cast, sign_in)
    cast.talk()
    assert "We zoeken wie bij jullie past" in circle(cast, sign_in)


def test_how_long_others_waited_is_told_only_when_there_were_enough(
    cast: Cast, sign_in: SignIn
) -> None:
    for number in range(10):
        home = Household.objects.create(
            organisation=cast.organisation, name=f"Gezin {number}", postcode="2311"
        )
        asked = SupportRequest.objects.create(
            household=home, organisation=cast.organisation, programme=PROGRAMME, status="matched",
            question="Vraag.", asked_at=cast.now, confirmed_at=cast.now,
            waiting_since=(cast.now - timedelta(days=number * 4)).date(),
        )  # fmt: skip
        assert "De helft van de gezinnen" not in circle(cast, sign_in)
        Match.objects.create(
            request=asked, supporter=cast.supporter, proposed_by=cast.coordinator,
            proposed_at=cast.now, expires_on=cast.now.date(),
        )  # fmt: skip
    assert "binnen 18 dagen" in circle(cast, sign_in)


def test_the_family_reads_every_note_and_every_line_about_it(cast: Cast, sign_in: SignIn) -> None:
    notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Yara zwemt graag.",
        now=cast.now,
    )  # fmt: skip
    page = circle(cast, sign_in)
    for words in ("Yara zwemt graag.", "Ik wil op zaterdag", "schreef een notitie"):
        assert words in page


@pytest.mark.parametrize("who", ["stranger", "other_parent", "municipality"])
def test_who_has_no_question_is_asked_kindly(cast: Cast, sign_in: SignIn, who: str) -> None:
    page = circle(cast, sign_in, who)
    assert reverse("support:ask") in page
    assert "Samira" not in page
    assert reverse("people:offer") in support(cast, sign_in, who)


def test_a_visitor_signs_in_first(sign_in: SignIn, db: None) -> None:
    for name in ("home:circle", "home:support"):
        assert sign_in(None).get(reverse(name)).status_code == 302


def test_a_question_typed_by_a_team_waits_for_the_own_yes(cast: Cast, sign_in: SignIn) -> None:
    cast.request.status, cast.request.confirmed_at = "unconfirmed", None
    cast.request.asked_with = "Team Noord"
    cast.request.save()
    page = circle(cast, sign_in)
    assert "Team Noord" in page
    assert reverse("support:confirm_request", args=[cast.request.pk]) in page


def test_each_family_reads_what_the_other_may_read_of_it(cast: Cast, sign_in: SignIn) -> None:
    match = cast.propose()
    assert "Verder leest nu niemand" in circle(cast, sign_in)
    cast.say(match, cast.parent, "proposal")
    page = circle(cast, sign_in)
    assert "jullie voornamen, wat jullie leuk vinden" in page
    assert "telefoonnummer en e-mailadres" not in page


def test_the_phone_number_stands_among_what_is_open_once_it_is(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    for page in (circle(cast, sign_in), support(cast, sign_in)):
        assert "telefoonnummer en e-mailadres" in page
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    for page in (circle(cast, sign_in), support(cast, sign_in)):
        assert "telefoonnummer en e-mailadres" not in page


def test_a_supporting_family_learns_of_a_proposal_only_when_it_is_asked(
    cast: Cast, sign_in: SignIn
) -> None:
    before = support(cast, sign_in)
    match = cast.propose()
    assert _main(support(cast, sign_in)) == _main(before)
    cast.say(match, cast.parent, "proposal", "no")
    assert _main(support(cast, sign_in)) == _main(before)


def _main(page: str) -> str:
    body = page.split("<main", 1)[1]
    return "\n".join(line for line in body.splitlines() if "csrfmiddlewaretoken" not in line)


def test_after_the_end_there_is_one_kind_sentence_and_nothing_of_the_other(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_under_way()
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    page = circle(cast, sign_in)
    assert "Op ma 2 november 2026 stopte een koppeling" in page
    assert "Anke" not in _main(page).replace("Anke</strong>", "")
    page = support(cast, sign_in)
    assert "stopte een koppeling" in page
    assert "Yara" not in page


def test_mijn_steun_tells_what_was_seen_and_until_when(cast: Cast, sign_in: SignIn) -> None:
    page = support(cast, sign_in)
    assert "Jullie zijn er klaar voor" in page
    assert "Gezien op vr 5 juni 2026, telt tot en met di 5 juni 2029." in page
    assert "Bij ons is altijd plek aan tafel." in page


def test_mijn_steun_says_when_a_new_vog_is_due(cast: Cast, sign_in: SignIn) -> None:
    cast.joost.vog_sightings.update(seen_on="2020-01-01")
    assert "Het is tijd voor een nieuwe VOG" in support(cast, sign_in)


def test_a_family_takes_a_break_and_comes_back(cast: Cast, sign_in: SignIn) -> None:
    anke = sign_in(cast.supporting_parent)
    assert 'value="yes"' in support(cast, sign_in)
    anke.post(reverse("people:pause", args=[cast.supporter.pk]), {"paused": "yes"})
    assert "Jullie nemen even pauze" in support(cast, sign_in)
    set_pause(
        actor=cast.supporting_parent, supporter_id=cast.supporter.pk, paused=False, now=cast.now
    )
    assert "Jullie zijn er klaar voor" in support(cast, sign_in)


def test_a_family_that_does_both_goes_from_one_page_to_the_other(
    cast: Cast, sign_in: SignIn
) -> None:
    requests.ask_for_support(
        actor=cast.supporting_parent, household=cast.supporting, programme=PROGRAMME,
        question=requests.Question("Even lucht.", [], [], []), now=cast.now,
    )  # fmt: skip
    assert "Jullie staan ook naast een gezin" in circle(cast, sign_in, "supporting_parent")
    assert "Jullie vragen zelf ook steun" in support(cast, sign_in)


@pytest.mark.parametrize(("walk", "most"), [("propose", 50), ("to_under_way", 57)])
def test_the_own_pages_ask_the_database_a_fixed_number_of_times(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object, walk: str, most: int
) -> None:
    getattr(cast, walk)()
    for number in range(20):
        person = Person.objects.create(first_name=f"Kind {number}")
        HouseholdMember.objects.create(
            household=cast.asking, person=person, kind="child", name="Kind", birth_year=2020
        )
    for name, who in (("home:circle", "parent"), ("home:support", "supporting_parent")):
        client = sign_in(cast.by_name(who))
        client.get(reverse(name))  # opens the keys; what a process at work asks is counted
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            client.get(reverse(name))


@pytest.mark.requirement("HS-11")
def test_other_parents_nearby_are_found_at_places_and_not_on_a_list(
    cast: Cast, sign_in: SignIn, the_map: Named
) -> None:
    HouseholdMember.objects.create(
        household=cast.asking, kind=HouseholdMember.Kind.CHILD, name="Pip", birth_year=2026
    )
    page = circle(cast, sign_in)
    assert "Met een kind in het eerste levensjaar" in page
    assert "Met een kind van 8" in page
    way_in = parents_nearby(cast.asking, cast.now.date())[0].url
    assert escape(way_in) in page
    assert "plaats=2311&" in way_in
    found = Client().get(way_in).content.decode()
    assert "Babyochtend" in found
    assert circle(cast, sign_in, "supporting_parent").count("Met een kind van") == 0
    ContactDetails.objects.filter(person=cast.parent).update(is_secret=True, address="")
    secret = parents_nearby(Household.objects.get(pk=cast.asking.pk), cast.now.date())[0].url
    assert "plaats=Leiden&" in secret
    assert "Babyochtend" in Client().get(secret).content.decode()
