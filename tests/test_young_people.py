"""A young person speaks for itself, and never gets the powers of a grown-up with its account."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people import policies as people_policies
from naast.people.models import (
    Account,
    Household,
    HouseholdMember,
    Person,
    Supporter,
)
from naast.people.services import young as inviting
from naast.people.services.households import open_account
from naast.support import policies
from naast.support.models import Match, Note, SupportRequest, YoungAnswer, YoungVoice
from naast.support.services import consents, matches, notes, path, second_yes, young
from tests.cast import PROGRAMME, Cast

WORDS = "Ik wil graag leren voetballen."


def child(cast: Cast, birth_year: int = 2012, name: str = "Noah") -> HouseholdMember:
    """A child of Samira; born in 2012 it is fourteen."""
    return HouseholdMember.objects.create(
        household=cast.asking, kind="child", name=name, birth_year=birth_year
    )


def with_place(cast: Cast, birth_year: int = 2012) -> tuple[HouseholdMember, Person]:
    """A child that Samira gave a place of its own."""
    member = child(cast, birth_year)
    inviting.invite_young_person(
        actor=cast.parent, household_id=cast.asking.pk, member_id=member.pk,
        email="noah@voorbeeld.test", now=cast.now, absolute=str,
    )  # fmt: skip
    member.refresh_from_db()
    assert member.person is not None
    assert open_account(member.person)
    Account.objects.filter(person=member.person).update(last_login=cast.now)
    return member, member.person


# A place of its own.


def test_a_parent_gives_a_child_its_own_place(
    cast: Cast, sign_in: SignIn, postman: Postman
) -> None:
    member = child(cast)
    page = reverse("support:consents", args=[cast.asking.pk])
    address = reverse("people:invite_young", args=[cast.asking.pk, member.pk])
    samira = sign_in(cast.parent)
    assert address in samira.get(page).content.decode()
    samira.post(address, {"email": "noah@voorbeeld.test"})
    [letter] = postman()
    assert letter.to == ["noah@voorbeeld.test"]
    assert "Noah" not in letter.body
    noah = sign_in(Person.objects.get(email="noah@voorbeeld.test"))
    assert noah.get(reverse("home:start")).headers["Location"] == reverse("support:my_place")
    shown = noah.get(reverse("support:my_place")).content.decode()
    assert "Waar je naam staat" in shown
    assert "een boek lezen" not in shown


@pytest.mark.parametrize(
    ("birth_year", "who", "allowed"),
    [(2015, "parent", False), (2014, "parent", True), (2014, "coordinator", False),
     (2011, "coordinator", False), (2010, "coordinator", True), (2010, "parent", True),
     (2010, "other_parent", False), (2010, "supporting_parent", False)],
)  # fmt: skip
def test_who_may_invite_depends_on_the_age(
    cast: Cast, birth_year: int, who: str, allowed: bool
) -> None:
    member = child(cast, birth_year)
    assert people_policies.young.may(cast.by_name(who), "invite", member) is allowed


def test_an_address_that_is_known_stays_with_its_owner_and_is_not_told(
    cast: Cast, sign_in: SignIn, postman: Postman
) -> None:
    member, samira = child(cast), sign_in(cast.parent)
    address = reverse("people:invite_young", args=[cast.asking.pk, member.pk])
    answers = []
    for email in ("stranger@voorbeeld.test", "nieuw@voorbeeld.test"):
        answers.append(samira.post(address, {"email": email}))
        [letter] = postman()
        assert letter.to == [email]
    member.refresh_from_db()
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Account.objects.get(email="stranger@voorbeeld.test").person == cast.stranger
    assert not HouseholdMember.objects.young(cast.stranger).exists()
    assert Account.objects.get(email="nieuw@voorbeeld.test").person == member.person


def test_who_has_been_in_the_own_place_is_not_invited_anew(cast: Cast) -> None:
    member, _noah = with_place(cast)
    with pytest.raises(DomainError):
        inviting.invite_young_person(
            actor=cast.parent, household_id=cast.asking.pk, member_id=member.pk,
            email="ander@voorbeeld.test", now=cast.now, absolute=str,
        )  # fmt: skip


def test_an_organisation_can_set_other_ages(cast: Cast) -> None:
    member = child(cast, 2012)
    offering = cast.organisation.offerings.get()
    offering.overrides = {"young.asked_from": 15}
    offering.save()
    assert not people_policies.young.may(cast.parent, "invite", member)


# No powers of a grown-up.


def test_an_account_of_a_young_person_opens_nothing_of_its_family(
    cast: Cast, sign_in: SignIn
) -> None:
    member, noah = with_place(cast)
    match = _trial(cast)
    note = notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Vertelde iets.", now=cast.now
    )
    home = Household.objects.get(pk=cast.asking.pk)
    assert not Household.objects.of(noah).exists()
    assert not home.is_home_of(noah)
    assert noah not in home.people()
    assert member not in home.adults_at_home()
    for queryset in (Household, SupportRequest, Match, Note, Supporter):
        assert not queryset.objects.visible_to(noah).exists(), queryset
    assert list(Person.objects.visible_to(noah)) == [noah]
    client = sign_in(noah)
    for name, pk in (
        ("support:request", cast.request.pk), ("support:path", match.pk),
        ("support:house_rules", match.pk), ("support:evaluate", match.pk),
        ("support:give_consent", match.pk), ("support:open_address", match.pk),
        ("support:stop", match.pk), ("support:note", note.pk), ("support:answer_note", note.pk),
        ("support:consents", home.pk), ("people:contact", home.pk),
    ):  # fmt: skip
        assert client.get(reverse(name, args=[pk])).status_code == 404, name
    for name, pk in (
        ("support:accept", match.pk), ("support:answer", match.pk), ("support:stop", match.pk),
        ("support:close_topic", match.pk), ("support:close_request", cast.request.pk),
        ("people:reveal_address", home.pk),
    ):  # fmt: skip
        assert client.post(reverse(name, args=[pk])).status_code == 404, name


def test_every_policy_refuses_a_young_person(cast: Cast) -> None:
    _member, noah = with_place(cast)
    match = _trial(cast)
    home = Household.objects.get(pk=cast.asking.pk)
    consent = consents.give_consent(
        actor=cast.parent, match_id=match.pk, topics=["story"], purpose="Zomaar",
        ends_on=cast.now.date(), now=cast.now,
    )  # fmt: skip
    tried = 0
    rules: list[tuple[Any, Any, tuple[str, ...]]] = [
        (policies.requests, cast.request, ("plan_talk", "close", "propose_match")),
        (policies.matches, match, (
            "answer", "evaluate", "accept", "write_house_rules", "stop", "plan_meeting",
            "withdraw", "say_stays_in_touch", "give_consent", "close_topic", "reopen_topic",
            "open_address", "hear_young_person",
        )),
        (policies.notes, home, ("write", "answer", "read_reply")),
        (policies.given, consent, ("withdraw", "renew")),
        (people_policies.contact, home, ("keep", "reveal")),
        (people_policies.supporters, cast.supporter, ("note_vog", "pause", "resume")),
    ]  # fmt: skip
    for policy, thing, actions in rules:
        for action in actions:
            assert not policy.may(noah, action, thing), action
            tried += 1
    assert tried == 26


def test_the_other_family_does_not_read_how_to_reach_a_young_person(cast: Cast) -> None:
    _member, noah = with_place(cast)
    _trial(cast)
    assert cast.parent in Person.objects.visible_to(cast.supporting_parent)
    assert noah not in Person.objects.visible_to(cast.supporting_parent)
    assert noah in Person.objects.visible_to(cast.coordinator)


def test_a_young_supporter_at_home_decides_nothing_either(cast: Cast) -> None:
    person = Person.objects.create(first_name="Puck", email="puck@voorbeeld.test")
    Account.objects.open(person)
    HouseholdMember.objects.create(
        household=cast.supporting, person=person, kind="child", name="Puck", birth_year=2010
    )
    match = cast.to_trial()
    assert not Supporter.objects.visible_to(person).exists()
    assert match.side_of(person) is None


# Its own yes.


def _trial(cast: Cast) -> Match:
    """To the trial, with every child that is asked saying yes."""
    match = cast.to_meeting()
    for member in cast.asking.members.filter(kind="child", birth_year__lte=2014):
        if member.person is not None:
            young.answer(
                actor=member.person, member_id=member.pk, match_id=match.pk, reply="yes",
                now=cast.now,
            )  # fmt: skip
    plan(cast, match)
    path.note_meeting(
        actor=cast.coordinator, match_id=match.pk, held_on=cast.now.date(), now=cast.now
    )
    cast.say(match, cast.parent, "trial")
    cast.say(match, cast.supporting_parent, "trial")
    path.write_house_rules(
        actor=cast.coordinator, match_id=match.pk, rules=["We bellen."], now=cast.now
    )
    cast.accept_all(match, "house_rules")
    return second_yes.say_yes(actor=cast.second_coordinator, match_id=match.pk, now=cast.now)


def plan(cast: Cast, match: Match) -> None:
    path.plan_meeting(
        actor=cast.coordinator, match_id=match.pk, planned_at=cast.now + timedelta(hours=1),
        place="Buurthuis", now=cast.now,
    )  # fmt: skip


def test_no_first_meeting_before_a_child_of_twelve_said_yes(cast: Cast, sign_in: SignIn) -> None:
    member, noah = with_place(cast)
    match = cast.to_meeting()
    with pytest.raises(DomainError):
        plan(cast, match)
    client, place = sign_in(noah), reverse("support:my_place")
    shown = client.get(place).content.decode()
    assert "Wat vind jij?" in shown
    assert "Anke" not in shown  # who they are its parents tell
    address = reverse("support:young_answer", args=[member.pk])
    client.post(address, {"match": match.pk, "reply": "no"})
    with pytest.raises(DomainError):
        plan(cast, match)
    client.post(address, {"match": match.pk, "reply": "yes"})
    plan(cast, match)
    assert YoungAnswer.objects.count() == 2


def test_a_no_means_talk_first_and_only_the_coordinator_reads_it(
    cast: Cast, sign_in: SignIn
) -> None:
    member, noah = with_place(cast)
    match = cast.to_meeting()
    young.answer(actor=noah, member_id=member.pk, match_id=match.pk, reply="no", now=cast.now)
    address = reverse("support:path", args=[match.pk])
    told = sign_in(cast.coordinator).get(address).content.decode()
    assert "Eerst praten" in told
    assert "Hoor eerst wat Noah ervan vindt" in told
    for who in ("parent", "supporting_parent"):
        client = sign_in(cast.by_name(who))
        pages = [address, reverse("home:circle"), reverse("home:support")]
        shown = "".join(client.get(page).content.decode() for page in pages)
        assert "Eerst praten" not in shown
    lines = LogEntry.objects.filter(action="support.young.answered")
    assert {line.household_id for line in lines} == {cast.asking.pk}
    assert not any("no" in line.payload for line in lines if not line.payload)


def test_the_coordinator_hears_a_child_without_an_own_place(cast: Cast, sign_in: SignIn) -> None:
    member, match = child(cast), cast.to_meeting()
    noor = sign_in(cast.coordinator)
    address = reverse("support:hear", args=[match.pk])
    assert (
        "Nog niet gevraagd" in noor.get(reverse("support:path", args=[match.pk])).content.decode()
    )
    noor.post(address, {"member": member.pk, "reply": "yes"})
    plan(cast, match)
    assert YoungAnswer.objects.get().given_by == cast.coordinator


def test_nobody_answers_for_a_child_that_has_its_own_place(cast: Cast) -> None:
    member, _noah = with_place(cast)
    match = cast.to_meeting()
    with pytest.raises(DomainError):
        young.hear(
            actor=cast.coordinator, match_id=match.pk, member_id=member.pk, reply="yes",
            now=cast.now,
        )  # fmt: skip
    with pytest.raises(Refused):
        young.hear(
            actor=cast.parent, match_id=match.pk, member_id=member.pk, reply="yes", now=cast.now
        )
    with pytest.raises(HouseholdMember.DoesNotExist):
        young.answer(
            actor=cast.parent, member_id=member.pk, match_id=match.pk, reply="yes", now=cast.now
        )


def test_a_child_is_asked_from_the_yes_of_both_until_they_have_met(cast: Cast) -> None:
    member, noah = with_place(cast)
    match = cast.propose()
    with pytest.raises(DomainError):
        young.answer(actor=noah, member_id=member.pk, match_id=match.pk, reply="yes", now=cast.now)
    cast.say(match, cast.parent, "proposal")
    matches.withdraw_match(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    with pytest.raises(Match.DoesNotExist):
        young.answer(actor=noah, member_id=member.pk, match_id=match.pk, reply="yes", now=cast.now)


def test_younger_children_and_other_settings_ask_nobody(cast: Cast) -> None:
    child(cast, 2015)
    offering = cast.organisation.offerings.get(programme=PROGRAMME)
    offering.overrides = {"young.asked_from": 27, "young.alone_from": 27}
    offering.save()
    child(cast, 2010, "Lina")
    plan(cast, cast.to_meeting())


# Its own words.


@pytest.mark.parametrize(
    ("readers", "reading"),
    [
        ({}, set()),
        ({"for_parents": True}, {"parent"}),
        ({"for_coordinator": True}, {"coordinator"}),
        ({"for_supporter": True}, {"supporting_parent"}),
        ({"for_parents": True, "for_supporter": True}, {"parent", "supporting_parent"}),
    ],
)
def test_a_young_person_chooses_who_reads_its_words(
    cast: Cast, sign_in: SignIn, readers: dict[str, bool], reading: set[str]
) -> None:
    member, noah = with_place(cast)
    _trial(cast)
    sent = {"words": WORDS, **dict.fromkeys(readers, "on")}
    sign_in(noah).post(reverse("support:own_words", args=[member.pk]), sent)
    everybody = ("parent", "coordinator", "supporting_parent", "other_parent", "stranger",
                 "far_coordinator", "former_supporter")  # fmt: skip
    address = reverse("support:request", args=[cast.request.pk])
    for who in everybody:
        person = cast.by_name(who)
        assert YoungVoice.objects.visible_to(person).exists() is (who in reading), who
        shown = sign_in(person).get(address).content.decode()
        assert (WORDS in shown) is (who in reading), who
    assert WORDS in sign_in(noah).get(reverse("support:my_place")).content.decode()


def test_empty_words_take_them_away(cast: Cast) -> None:
    member, noah = with_place(cast)
    for words in (WORDS, " "):
        young.say(
            actor=noah, member_id=member.pk, words=words, readers=young.Readers(), now=cast.now
        )
    assert not YoungVoice.objects.exists()


def test_what_it_types_is_kept_and_is_nobody_elses(cast: Cast, sign_in: SignIn) -> None:
    member, noah = with_place(cast)
    address = reverse("support:own_words", args=[member.pk])
    client = sign_in(noah)
    client.post(f"{address}?bewaar=ja", {"words": WORDS})
    assert WORDS in client.get(address).content.decode()
    assert sign_in(cast.parent).get(address).status_code == 404


def test_the_second_home_of_a_child_stands_apart(cast: Cast, sign_in: SignIn) -> None:
    _member, noah = with_place(cast)
    second = Household.objects.create(
        organisation=cast.organisation, name="Karim", postcode="2312", languages=["nl"]
    )
    HouseholdMember.objects.create(
        household=second, person=cast.other_parent, kind="adult", name="Karim"
    )
    other = HouseholdMember.objects.create(
        household=second, person=noah, kind="child", name="Noah", birth_year=2012
    )
    for words, member in (("Voor thuis.", _member), ("Voor bij papa.", other)):
        young.say(
            actor=noah, member_id=member.pk, words=words,
            readers=young.Readers(for_parents=True), now=cast.now,
        )  # fmt: skip
    own = YoungVoice.objects.visible_to(cast.parent)
    assert [voice.words for voice in own] == ["Voor thuis."]
    his = YoungVoice.objects.visible_to(cast.other_parent)
    assert [voice.words for voice in his] == ["Voor bij papa."]
    shown = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    assert "Voor thuis." in shown
    assert "papa" not in shown
