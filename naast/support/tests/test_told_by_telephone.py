"""What a side tells its coordinator by telephone, and she writes down; and whom she names."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import HouseholdMember, Offering, Person
from naast.support import apart, trajectory
from naast.support.models import Extension, HowItWent, Match, Professional, SupportRequest
from naast.support.services import ending, professionals, requests, together
from naast.support.services.together import DayTogether
from tests.cast import Cast

pytestmark = pytest.mark.django_db

WORDS = "Ze lachten de hele middag."
TOLD = "opgeschreven door Noor"


def a_day(
    cast: Cast, match: Match, who: str = "coordinator", side: str = "asking",
    key: UUID | None = None, words: str = WORDS,
) -> HowItWent:  # fmt: skip
    return together.note_day(
        actor=cast.by_name(who), match_id=match.pk, key=key or uuid4(), now=cast.now,
        told=DayTogether(cast.now.date(), True, 3, "Pannenkoeken", words), told_by=side,
    )  # fmt: skip


def end_of(match: Match) -> date:
    step = trajectory.current_step(Match.objects.whole().get(pk=match.pk))
    assert step is not None
    assert step.due_on is not None
    return step.due_on


# A day together.


@pytest.mark.parametrize(
    ("side", "teller"), [("asking", "parent"), ("supporting", "supporting_parent")]
)
def test_what_was_told_of_a_day_stands_on_the_page_of_who_told_it_at_once(
    cast: Cast, sign_in: SignIn, postman: Postman, side: str, teller: str
) -> None:
    match = cast.to_trial()
    postman()
    noor, path = sign_in(cast.coordinator), reverse("support:path", args=[match.pk])
    address = reverse("support:write_down_day", args=[match.pk, side])
    assert address in noor.get(path).content.decode()
    noor.post(address, {
        "key": str(uuid4()), "day": cast.now.date().isoformat(), "happened": "yes", "mood": "3",
        "words": WORDS,
    })  # fmt: skip
    note = HowItWent.objects.get()
    assert (note.side, note.written_by, note.typed_by) == (
        side, cast.by_name(teller), cast.coordinator,
    )  # fmt: skip
    shown = sign_in(cast.by_name(teller)).get(reverse("support:days", args=[match.pk]))
    assert WORDS in shown.content.decode()
    assert TOLD in shown.content.decode()
    letters = postman()
    assert cast.by_name(teller).email in {letter.to[0] for letter in letters}
    assert not any(WORDS in letter.body for letter in letters)
    line = LogEntry.objects.filter(action="support.day.written_down").first()
    assert line is not None
    assert line.actor_id == cast.coordinator.pk


def test_who_told_it_changes_it_as_its_own_and_both_versions_stay(cast: Cast) -> None:
    match = cast.to_trial()
    first = a_day(cast, match)
    again = together.change_day(
        actor=cast.parent, note_id=first.pk, key=uuid4(), now=cast.now,
        told=DayTogether(cast.now.date(), True, 2, "", "Het was wel druk."),
    )  # fmt: skip
    assert (again.corrects, again.typed_by) == (first, None)


def test_sent_twice_it_arrives_once_and_nothing_is_written_over_what_they_told(
    cast: Cast, sign_in: SignIn
) -> None:
    match, key = cast.to_trial(), uuid4()
    assert a_day(cast, match, key=key) == a_day(cast, match, key=key)
    other = {"key": str(uuid4()), "day": cast.now.date().isoformat(), "happened": "no",
             "words": "Anders."}  # fmt: skip
    address = reverse("support:write_down_day", args=[match.pk, "asking"])
    shown = sign_in(cast.coordinator).post(address, other).content.decode()
    assert "Over deze dag is al iets anders verteld" in shown
    assert "Anders." in shown
    assert HowItWent.objects.count() == 1


def test_what_could_not_be_kept_goes_with_a_fresh_key_and_is_kept_with_another_day(
    cast: Cast, sign_in: SignIn
) -> None:
    """Two pages with the same form: the second one, in other words, is not lost."""
    match, key = cast.to_trial(), str(uuid4())
    a_day(cast, match, key=UUID(key))
    noor, address = (
        sign_in(cast.coordinator), reverse("support:write_down_day", args=[match.pk, "asking"]),
    )  # fmt: skip
    typed = {"key": key, "day": cast.now.date().isoformat(), "happened": "yes", "words": "Anders."}
    shown = noor.post(address, typed).content.decode()
    assert "Anders." in shown
    assert key not in shown
    again = noor.get(address)
    assert "Anders." in again.content.decode()
    fresh = str(again.context["form"]["key"].value())
    HowItWent.objects.update(day=cast.now.date() - timedelta(days=1))
    noor.post(address, {**typed, "key": fresh})
    assert {note.words for note in HowItWent.objects.all()} == {WORDS, "Anders."}


def test_what_was_being_typed_under_a_key_that_arrived_is_not_taken_up_again(
    cast: Cast, sign_in: SignIn
) -> None:
    match, key = cast.to_trial(), uuid4()
    a_day(cast, match, key=key)
    address = reverse("support:write_down_day", args=[match.pk, "asking"])
    noor = sign_in(cast.coordinator)
    noor.post(f"{address}?bewaar=ja", {"key": str(key), "words": WORDS})
    assert str(key) not in noor.get(address).content.decode()


@pytest.fixture
def joost(cast: Cast) -> Person:
    """The other grown-up with Anke, who has a place here too."""
    joost = cast.introduce("joost", "Joost")
    HouseholdMember.objects.filter(pk=cast.joost.pk).update(person=joost)
    return joost


def test_of_two_adults_the_coordinator_says_who_told_of_a_day(
    cast: Cast, sign_in: SignIn, joost: Person
) -> None:
    match = cast.to_trial()
    HowItWent.objects.create(
        match=match, side="supporting", key=uuid4(), day=cast.now.date(), happened=True,
        written_by=cast.supporting_parent, written_at=cast.now,
    )  # fmt: skip
    noor, address = (
        sign_in(cast.coordinator), reverse("support:write_down_day", args=[match.pk, "supporting"]),
    )  # fmt: skip
    typed = {"key": str(uuid4()), "day": cast.now.date().isoformat(), "happened": "yes",
             "words": WORDS}  # fmt: skip
    assert "Wie vertelde het?" in noor.get(address).content.decode()
    for unsaid in ({}, {"teller": cast.parent.pk}):
        assert noor.post(address, {**typed, **unsaid}).status_code == 200
    assert noor.post(address, {**typed, "teller": joost.pk}).status_code == 302
    assert HowItWent.objects.get(typed_by=cast.coordinator).written_by == joost
    shown = sign_in(joost).get(reverse("support:days", args=[match.pk])).content.decode()
    assert "Joost vertelde het aan de telefoon" in shown
    alone = noor.get(reverse("support:write_down_day", args=[match.pk, "asking"]))
    assert "Wie vertelde het?" not in alone.content.decode()


def test_of_two_adults_the_coordinator_says_who_would_like_to_go_on_longer(
    cast: Cast, sign_in: SignIn, joost: Person
) -> None:
    match = cast.to_under_way()
    until = end_of(match) + timedelta(days=30)
    address = reverse("support:write_down_longer", args=[match.pk, "supporting"])
    noor = sign_in(cast.coordinator)
    assert noor.post(address, {"until": until.isoformat()}).status_code == 200
    with pytest.raises(DomainError):
        ending.propose_extension(
            actor=cast.coordinator, match_id=match.pk, until=until, told_by="supporting",
            now=cast.now,
        )  # fmt: skip
    noor.post(address, {"until": until.isoformat(), "teller": joost.pk})
    assert Extension.objects.get().proposed_by == joost


@pytest.mark.parametrize("who", ["parent", "supporting_parent"])
def test_nobody_but_a_coordinator_writes_down_for_another(cast: Cast, who: str) -> None:
    match = cast.to_trial()
    with pytest.raises(Refused):
        a_day(cast, match, who)
    for stranger in ("stranger", "far_coordinator"):
        with pytest.raises(Match.DoesNotExist):
            a_day(cast, match, stranger)


def test_of_the_own_home_a_colleague_writes_it_down(cast: Cast) -> None:
    match = cast.to_trial()
    HouseholdMember.objects.create(
        household=cast.supporting, person=cast.coordinator, kind="adult", name="Noor"
    )
    with pytest.raises(Refused):
        a_day(cast, match, side="supporting")
    assert a_day(cast, match, "second_coordinator").typed_by == cast.second_coordinator


def test_a_side_that_does_not_exist_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    match, noor = cast.to_under_way(), sign_in(cast.coordinator)
    for page in ("support:write_down_day", "support:write_down_longer"):
        assert noor.get(reverse(page, args=[match.pk, "guiding"])).status_code == 404


# Going on longer.


def test_going_on_longer_is_put_to_the_other_side_which_says_yes_itself(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_under_way()
    until = end_of(match) + timedelta(days=60)
    noor, path = sign_in(cast.coordinator), reverse("support:path", args=[match.pk])
    address = reverse("support:write_down_longer", args=[match.pk, "supporting"])
    assert address in noor.get(path).content.decode()
    noor.post(address, {"until": until.isoformat()})
    asked = Extension.objects.get()
    assert (asked.side, asked.proposed_by, asked.typed_by, asked.agreed_at) == (
        "supporting", cast.supporting_parent, cast.coordinator, None,
    )  # fmt: skip
    assert end_of(match) < until
    for who in ("parent", "supporting_parent", "coordinator"):
        assert TOLD in sign_in(cast.by_name(who)).get(path).content.decode(), who
    assert address not in noor.get(path).content.decode()
    with pytest.raises(DomainError):
        ending.answer_extension(
            actor=cast.supporting_parent, match_id=match.pk, agrees=True, now=cast.now
        )
    ending.answer_extension(actor=cast.parent, match_id=match.pk, agrees=True, now=cast.now)
    assert end_of(match) == until
    assert TOLD in sign_in(cast.parent).get(path).content.decode()


def test_who_told_it_takes_it_back_and_the_coordinator_does_not_answer_it(cast: Cast) -> None:
    match = cast.to_under_way()
    ending.propose_extension(
        actor=cast.coordinator, match_id=match.pk, until=end_of(match) + timedelta(days=30),
        told_by="asking", now=cast.now,
    )  # fmt: skip
    with pytest.raises(Refused):
        ending.answer_extension(
            actor=cast.coordinator, match_id=match.pk, agrees=True, now=cast.now
        )
    ending.answer_extension(actor=cast.parent, match_id=match.pk, agrees=False, now=cast.now)
    assert not Extension.objects.get().granted


def test_only_a_coordinator_proposes_for_a_side(cast: Cast) -> None:
    match = cast.to_under_way()
    with pytest.raises(Refused):
        ending.propose_extension(
            actor=cast.parent, match_id=match.pk, until=end_of(match) + timedelta(days=30),
            told_by="supporting", now=cast.now,
        )  # fmt: skip
    assert not Extension.objects.exists()


# Somebody who works with the family.


@pytest.fixture
def asked(cast: Cast) -> SupportRequest:
    """Samira asks in a programme that knows who works with a family."""
    Offering.objects.create(organisation=cast.organisation, programme="home-start")
    return requests.ask_for_support(
        actor=cast.parent, household=cast.asking, programme="home-start", now=cast.now,
        question=requests.Question("Even samen aan tafel.", ["ma-middag"], [], []),
    )  # fmt: skip


def named(cast: Cast) -> Professional:
    return professionals.propose_professional(
        actor=cast.coordinator, household_id=cast.asking.pk, name="Juf Els",
        email="Els@school.test", now=cast.now,
    )  # fmt: skip


def welcome(cast: Cast, teacher: Professional, who: str = "parent") -> Professional:
    return professionals.welcome_professional(
        actor=cast.by_name(who), professional_id=teacher.pk, now=cast.now, absolute=str
    )


@pytest.mark.requirement("JP-05")
def test_whom_a_coordinator_names_gets_nothing_before_the_family_says_yes(
    cast: Cast, sign_in: SignIn, postman: Postman, asked: SupportRequest
) -> None:
    noor, page = sign_in(cast.coordinator), reverse("support:request", args=[asked.pk])
    address = reverse("support:name_professional", args=[cast.asking.pk])
    assert address in noor.get(page).content.decode()
    postman()
    noor.post(address, {"name": "Juf Els", "email": "els@school.test"})
    teacher = Professional.objects.get()
    assert (teacher.waits_for_yes, apart.may_ask(teacher)) == (True, False)
    assert {letter.to[0] for letter in postman()} == {cast.parent.email}
    assert apart.opened_by(apart.link_of(teacher)) is None
    assert "wacht op het ja van het gezin" in noor.get(page).content.decode()
    samira, consents = sign_in(cast.parent), reverse("support:consents", args=[cast.asking.pk])
    shown = samira.get(consents).content.decode()
    assert "Juf Els" in shown
    assert "omdat jullie dat vroegen" in shown
    samira.post(reverse("support:welcome_professional", args=[teacher.pk]))
    [letter] = postman()
    assert letter.to == ["els@school.test"]
    teacher.refresh_from_db()
    assert apart.may_ask(teacher)
    with pytest.raises(DomainError):
        welcome(cast, teacher)


def test_a_no_leaves_nothing_of_the_name(
    cast: Cast, sign_in: SignIn, asked: SupportRequest
) -> None:
    teacher = named(cast)
    sign_in(cast.parent).post(reverse("support:stop_professional", args=[teacher.pk]))
    assert not Professional.objects.exists()
    lines = set(LogEntry.objects.values_list("action", flat=True))
    assert {"support.professional.proposed", "support.professional.stopped"} <= lines


def test_only_an_adult_of_the_family_says_yes(cast: Cast, asked: SupportRequest) -> None:
    teacher = named(cast)
    with pytest.raises(Refused):
        welcome(cast, teacher, "coordinator")
    for who in ("stranger", "far_coordinator", "supporting_parent"):
        with pytest.raises(Professional.DoesNotExist):
            welcome(cast, teacher, who)
    teacher.refresh_from_db()
    assert teacher.waits_for_yes


def test_the_family_that_names_the_same_person_itself_says_yes_with_it(
    cast: Cast, postman: Postman, asked: SupportRequest
) -> None:
    teacher = named(cast)
    assert named(cast) == teacher
    postman()
    same = professionals.name_professional(
        actor=cast.parent, household_id=cast.asking.pk, name="Els", email="els@school.test",
        now=cast.now, absolute=str,
    )  # fmt: skip
    assert same == teacher
    assert not same.waits_for_yes
    assert [letter.to for letter in postman()] == [["els@school.test"]]


def test_where_nobody_asks_by_a_link_a_coordinator_names_nobody(
    cast: Cast, sign_in: SignIn
) -> None:
    address = reverse("support:name_professional", args=[cast.asking.pk])
    noor = sign_in(cast.coordinator)
    assert noor.get(address).status_code == 404
    shown = noor.get(reverse("support:request", args=[cast.request.pk])).content.decode()
    assert address not in shown
    with pytest.raises(DomainError):
        named(cast)
