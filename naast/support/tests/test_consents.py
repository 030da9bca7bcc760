"""Who may read what: given, closed and withdrawn by the family, and it bites at once."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import ClosedTopic, Grant, Household, HouseholdMember, Person
from naast.support.models import Acceptance, Consent, Match, SupportRequest
from naast.support.services import consents, matches, path, second_yes
from tests.cast import NOW, Cast

CLOCK = time_machine.Traveller


def give(cast: Cast, match: Match, *topics: str, days: int = 60) -> Consent:
    """Samira gives Anke a consent."""
    return consents.give_consent(
        actor=cast.parent, match_id=match.pk, topics=topics or ["contact"],
        purpose="Zodat jullie kunnen bellen als het uitloopt.",
        ends_on=cast.now.date() + timedelta(days=days), now=cast.now,
    )  # fmt: skip


def topics_of(cast: Cast, person: Person, now: datetime | None = None) -> set[str]:
    return Grant.objects.topics(cast.asking.pk, person, now or cast.now)


def page(cast: Cast, sign_in: SignIn, who: str = "parent") -> str:
    address = reverse("support:consents", args=[cast.asking.pk])
    return sign_in(cast.by_name(who)).get(address).content.decode()


# Given on purpose.


def test_a_consent_opens_what_it_says_and_ends_by_itself(cast: Cast, clock: CLOCK) -> None:
    match = cast.to_meeting()
    assert "contact" not in topics_of(cast, cast.supporting_parent)
    consent = give(cast, match, "contact", days=10)
    assert "contact" in topics_of(cast, cast.supporting_parent)
    assert "contact" in topics_of(
        cast, cast.supporting_parent, consent.until - timedelta(seconds=1)
    )
    assert "contact" not in topics_of(cast, cast.supporting_parent, consent.until)


@pytest.mark.requirement("DC-04", "X-06")
def test_withdrawing_bites_at_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    match, anke = cast.to_meeting(), sign_in(cast.supporting_parent)
    consent = give(cast, match)
    address = reverse("support:path", args=[match.pk])
    assert "06 00 00 00 00" in anke.get(address).content.decode()
    samira = sign_in(cast.parent)
    samira.post(reverse("support:withdraw_consent", args=[consent.pk]))
    assert "06 00 00 00 00" not in anke.get(address).content.decode()
    with pytest.raises(DomainError):
        consents.withdraw_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)


def test_the_page_gives_a_consent_and_says_what_for_and_until_when(
    cast: Cast, sign_in: SignIn
) -> None:
    match, samira = cast.to_meeting(), sign_in(cast.parent)
    form = samira.get(reverse("support:give_consent", args=[match.pk])).content.decode()
    assert "jij, Noor en collega's van Steun in Leiden" in form.replace("&#x27;", "'")
    sent = samira.post(
        reverse("support:give_consent", args=[match.pk]),
        {"topics": ["contact"], "purpose": "Voor als Sem ziek is.", "ends_on": "2026-12-24"},
    )
    assert sent.headers["Location"] == reverse("support:consents", args=[cast.asking.pk])
    shown = page(cast, sign_in)
    for part in ("Voor als Sem ziek is.", "Anke", "24 december 2026", "Met jullie toestemming"):
        assert part in shown


@pytest.mark.parametrize(
    ("topics", "purpose", "days"),
    [([], "Bellen", 10), (["contact"], "  ", 10), (["contact"], "Bellen", -1),
     (["contact"], "Bellen", 400), (["address"], "Bellen", 10), (["path"], "Bellen", 10)],
)  # fmt: skip
def test_a_consent_needs_a_topic_a_purpose_and_a_day(
    cast: Cast, topics: list[str], purpose: str, days: int
) -> None:
    match = cast.to_meeting()
    with pytest.raises(DomainError):
        consents.give_consent(
            actor=cast.parent, match_id=match.pk, topics=topics, purpose=purpose,
            ends_on=cast.now.date() + timedelta(days=days), now=cast.now,
        )  # fmt: skip
    assert not Consent.objects.exists()


def test_nothing_opens_to_a_family_that_was_not_asked_yet(cast: Cast) -> None:
    match = cast.propose()
    with pytest.raises(DomainError):
        give(cast, match)
    assert not Grant.objects.filter(person=cast.supporting_parent).exists()


def test_both_families_can_give_one(cast: Cast) -> None:
    match = cast.to_meeting()
    consents.give_consent(
        actor=cast.supporting_parent, match_id=match.pk, topics=["contact"], purpose="Bellen",
        ends_on=cast.now.date(), now=cast.now,
    )  # fmt: skip
    assert "contact" in Grant.objects.topics(cast.supporting.pk, cast.parent, cast.now)


def test_nobody_gives_or_ends_a_consent_of_somebody_else(cast: Cast) -> None:
    match = cast.to_meeting()
    consent = give(cast, match)
    for who in ("supporting_parent", "other_parent", "stranger", "far_coordinator"):
        with pytest.raises(Consent.DoesNotExist):
            consents.withdraw_consent(actor=cast.by_name(who), consent_id=consent.pk, now=cast.now)
    for service in (consents.withdraw_consent, consents.renew_consent):
        with pytest.raises(Refused):
            service(actor=cast.coordinator, consent_id=consent.pk, now=cast.now)


def test_when_the_match_ends_every_consent_and_visit_ends(cast: Cast) -> None:
    match = cast.to_trial()
    give(cast, match, "story")
    consents.open_address(
        actor=cast.parent, match_id=match.pk, visitor_id=cast.supporting_parent.pk,
        day=cast.now.date() + timedelta(days=20), now=cast.now,
    )  # fmt: skip
    matches.stop_match(actor=cast.supporting_parent, match_id=match.pk, now=cast.now)
    for day in range(40):
        moment = cast.now + timedelta(days=day)
        assert topics_of(cast, cast.supporting_parent, moment) == set(), day


# It is about to end.


def test_the_family_hears_once_two_weeks_before_and_lets_it_go_on(
    cast: Cast, sign_in: SignIn, clock: CLOCK, postman: Postman
) -> None:
    match = cast.to_meeting()
    consent = give(cast, match, days=30)
    for days, mails in ((15, 0), (16, 1), (17, 0)):
        clock.move_to(cast.now + timedelta(days=days), tick=False)
        postman()
        call_command("keep_time", stdout=StringIO())
        assert len(postman()) == mails
    consent.refresh_from_db()
    assert consent.warned_at is not None
    assert "stopt bijna" in page(cast, sign_in)
    assert "Laat het doorgaan" in sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    sign_in(cast.parent).post(reverse("support:renew_consent", args=[consent.pk]))
    consent.refresh_from_db()
    assert consent.ends_on == date(2026, 12, 19)
    assert consent.warned_at is None
    assert "contact" in topics_of(cast, cast.supporting_parent, consent.until - timedelta(hours=1))
    assert "stopt bijna" not in page(cast, sign_in)


def test_the_warning_is_a_neutral_mail(cast: Cast, postman: Postman) -> None:
    give(cast, cast.to_meeting(), days=5)
    postman()
    call_command("keep_time", stdout=StringIO())
    [told] = postman()
    assert told.to == ["parent@voorbeeld.test"]
    assert not [word for word in ("Samira", "Anke", "toestemming", "bellen") if word in told.body]


def test_a_consent_that_is_over_is_not_renewed(cast: Cast) -> None:
    consent = give(cast, cast.to_meeting(), days=3)
    with pytest.raises(DomainError):
        consents.renew_consent(
            actor=cast.parent, consent_id=consent.pk, now=cast.now + timedelta(days=4)
        )


# Closing what the path had opened.


def test_a_closed_story_is_gone_at_once(cast: Cast, sign_in: SignIn) -> None:
    match, anke = cast.to_trial(), sign_in(cast.supporting_parent)
    story = reverse("support:request", args=[cast.request.pk])
    assert anke.get(story).status_code == 200
    sign_in(cast.parent).post(reverse("support:close_topic", args=[match.pk]), {"topic": "story"})
    assert anke.get(story).status_code == 404
    shown = anke.get(reverse("support:path", args=[match.pk])).content.decode()
    assert "een boek lezen" not in shown
    assert "Yara" not in shown


def test_a_later_phase_does_not_open_what_was_closed(cast: Cast) -> None:
    match = cast.to_coupling()
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="contact", now=cast.now)
    path.write_house_rules(
        actor=cast.coordinator, match_id=match.pk, rules=["We bellen."], now=cast.now
    )
    cast.accept_all(match, Acceptance.Paper.HOUSE_RULES)
    second_yes.say_yes(actor=cast.second_coordinator, match_id=match.pk, now=cast.now)
    assert "contact" not in topics_of(cast, cast.supporting_parent)
    assert "contact" in Grant.objects.topics(cast.supporting.pk, cast.parent, cast.now)
    consents.reopen_own_topic(actor=cast.parent, match_id=match.pk, topic="contact", now=cast.now)
    assert "contact" in topics_of(cast, cast.supporting_parent)


def test_what_the_path_did_not_come_to_is_not_opened_by_opening_again(cast: Cast) -> None:
    match = cast.to_meeting()
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="contact", now=cast.now)
    consents.reopen_own_topic(actor=cast.parent, match_id=match.pk, topic="contact", now=cast.now)
    assert "contact" not in topics_of(cast, cast.supporting_parent)


def test_a_topic_is_closed_once_and_can_be_opened_again_from_the_page(
    cast: Cast, sign_in: SignIn
) -> None:
    match, samira = cast.to_trial(), sign_in(cast.parent)
    for _twice in range(2):
        samira.post(reverse("support:close_topic", args=[match.pk]), {"topic": "story"})
    assert ClosedTopic.objects.count() == 1
    assert "Weer openen" in page(cast, sign_in)
    samira.post(reverse("support:reopen_topic", args=[match.pk]), {"topic": "story"})
    assert "story" in topics_of(cast, cast.supporting_parent)
    assert "Weer openen" not in page(cast, sign_in)
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="story", now=cast.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosedTopic.objects.create(
            household=cast.asking, topic="story", basis=match.basis, closed_at=cast.now,
            closed_by=cast.parent,
        )  # fmt: skip


def test_closing_a_topic_ends_the_consents_that_open_it_too(cast: Cast) -> None:
    match = cast.to_trial()
    with_both, story_only = give(cast, match, "contact", "story"), give(cast, match, "story")
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="contact", now=cast.now)
    assert "contact" not in topics_of(cast, cast.supporting_parent)
    assert "story" in topics_of(cast, cast.supporting_parent)
    with_both.refresh_from_db()
    story_only.refresh_from_db()
    assert (with_both.withdrawn_at, story_only.withdrawn_at) == (cast.now, None)


def test_the_coordinator_reads_which_consents_stand(cast: Cast, sign_in: SignIn) -> None:
    match, noor = cast.to_meeting(), sign_in(cast.coordinator)
    consent = give(cast, match)
    address = reverse("support:path", args=[match.pk])
    assert "kunnen bellen als het uitloopt" in noor.get(address).content.decode()
    consents.withdraw_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)
    assert "kunnen bellen als het uitloopt" not in noor.get(address).content.decode()


@pytest.mark.parametrize("topic", ["path", "profile", "address"])
def test_the_match_itself_is_stopped_not_closed(cast: Cast, topic: str) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError):
        consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic=topic, now=cast.now)


def test_the_coordinator_sees_what_was_closed_so_that_she_can_call(
    cast: Cast, sign_in: SignIn, clock: CLOCK
) -> None:
    match, noor = cast.to_trial(), sign_in(cast.coordinator)
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="contact", now=cast.now)
    told = "Samira sloot iets voor de andere kant"
    assert told in noor.get(reverse("home:today")).content.decode()
    path_page = reverse("support:path", args=[match.pk])
    assert "hun telefoonnummer en e-mailadres" in noor.get(path_page).content.decode()
    clock.move_to(cast.now + timedelta(days=13), tick=False)
    noor = sign_in(cast.coordinator)
    assert told in noor.get(reverse("home:today")).content.decode()
    clock.move_to(cast.now + timedelta(days=15), tick=False)
    noor = sign_in(cast.coordinator)
    assert told not in noor.get(reverse("home:today")).content.decode()
    assert "hun telefoonnummer en e-mailadres" in noor.get(path_page).content.decode()
    assert "sloot" not in sign_in(cast.supporting_parent).get(path_page).content.decode()


# The page.


def test_the_page_shows_every_live_grant_and_what_is_over(cast: Cast, sign_in: SignIn) -> None:
    cast.now = NOW - timedelta(days=9)
    before = cast.propose(cast.former)
    cast.say(before, cast.parent, "proposal")
    cast.say(before, cast.former_supporter, "proposal")
    cast.now = NOW
    matches.stop_match(actor=cast.parent, match_id=before.pk, now=cast.now)
    match = cast.to_trial()
    consent = give(cast, match, "story")
    Grant.objects.create(
        household=cast.asking, person=cast.far_coordinator, topic="story", purpose="glass",
        basis="glass:4", starts_at=cast.now, ends_at=cast.now + timedelta(minutes=60),
    )  # fmt: skip
    shown = page(cast, sign_in)
    live = Grant.objects.live(cast.now).filter(household=cast.asking)
    assert {grant.basis.partition(":")[0] for grant in live} == {"match", "consent", "glass"}
    for part in ("Noor", "Anke", "Femke", "Om een andere reden", "je telefoonnummer"):
        assert part in shown
    assert "Wat eerder open was" in shown
    assert "Ria" not in shown  # her name went with the match
    assert "De andere kant" in shown
    consents.withdraw_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)
    assert "Met jullie toestemming" not in page(cast, sign_in)


def test_a_proposal_that_was_not_opened_to_a_family_is_not_on_its_page(
    cast: Cast, sign_in: SignIn
) -> None:
    cast.propose()
    address = reverse("support:consents", args=[cast.supporting.pk])
    shown = sign_in(cast.supporting_parent).get(address).content.decode()
    assert "Samira" not in shown
    assert "Verder leest nu niemand iets van jullie." in shown


@pytest.mark.parametrize(
    "who", ["coordinator", "supporting_parent", "other_parent", "stranger", "municipality"]
)
def test_the_page_is_for_the_family_alone(cast: Cast, sign_in: SignIn, who: str) -> None:
    cast.to_trial()
    address = reverse("support:consents", args=[cast.asking.pk])
    assert sign_in(cast.by_name(who)).get(address).status_code == 404


def test_the_own_page_leads_there(cast: Cast, sign_in: SignIn) -> None:
    cast.to_trial()
    circle = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    support = sign_in(cast.supporting_parent).get(reverse("home:support")).content.decode()
    assert reverse("support:consents", args=[cast.asking.pk]) in circle
    assert reverse("support:consents", args=[cast.supporting.pk]) in support


def test_the_page_asks_the_database_a_fixed_number_of_times(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    match = cast.to_trial()
    samira, counted = sign_in(cast.parent), []
    for _round in range(2):
        give(cast, match, "story")
        with django_assert_max_num_queries(52) as found:  # type: ignore[operator]
            page_ = samira.get(reverse("support:consents", args=[cast.asking.pk]))
        assert page_.status_code == 200
        counted.append(len(found))
    assert counted[1] <= counted[0]


# Two parents who live apart, and the same child in both homes.


def test_two_homes_of_one_child_know_nothing_of_each_other(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    give(cast, match, "story")
    second = Household.objects.create(
        organisation=cast.organisation, name="Karim", postcode="2312", languages=["nl"]
    )
    HouseholdMember.objects.create(
        household=second, person=cast.other_parent, kind="adult", name="Karim"
    )
    HouseholdMember.objects.create(household=second, kind="child", name="Yara", birth_year=2018)
    SupportRequest.objects.create(
        household=second, organisation=cast.organisation, programme="buurtgezinnen",
        question="Zeldzaam woord van Karim", asked_at=cast.now, confirmed_at=cast.now,
        waiting_since=cast.now.date(),
    )  # fmt: skip
    karim, samira = sign_in(cast.other_parent), sign_in(cast.parent)
    names = ("support:consents", "people:contact")
    for client, own, others in ((karim, second, cast.asking), (samira, cast.asking, second)):
        for name in names:
            assert client.get(reverse(name, args=[own.pk])).status_code == 200
            assert client.get(reverse(name, args=[others.pk])).status_code == 404
        pages = [reverse("home:circle"), *(reverse(name, args=[own.pk]) for name in names)]
        shown = "".join(client.get(address).content.decode() for address in pages)
        foreign = ("Samira", "Anke", "boek lezen") if own is second else ("Karim", "Zeldzaam")
        assert not [word for word in foreign if word in shown]


def test_every_change_stands_in_the_own_logbook_and_in_no_other(cast: Cast) -> None:
    match = cast.to_trial()
    before = LogEntry.objects.filter(household_id=cast.supporting.pk).count()
    consent = give(cast, match, "story")
    consents.renew_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)
    consents.withdraw_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)
    consents.close_own_topic(actor=cast.parent, match_id=match.pk, topic="story", now=cast.now)
    consents.reopen_own_topic(actor=cast.parent, match_id=match.pk, topic="story", now=cast.now)
    lines = LogEntry.objects.about_household(cast.asking.pk).writes().order_by("pk")
    assert [line.action for line in lines][-5:] == [
        "support.consent.given", "support.consent.renewed", "support.consent.withdrawn",
        "support.topic.closed", "support.topic.reopened",
    ]  # fmt: skip
    assert LogEntry.objects.filter(household_id=cast.supporting.pk).count() == before
