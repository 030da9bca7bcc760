"""How a day together went: told in two taps, by either side, once, and never overwritten."""

import random
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.models import Draft
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.programmes import Programme
from naast.support.models import HowItWent, Match
from naast.support.selectors.together import together_of
from naast.support.services import matches
from naast.support.services.together import AlreadyNoted, DayTogether, change_day, note_day
from naast.support.together import newest
from tests.cast import Cast

CLOCK = time_machine.Traveller


def tell(
    cast: Cast, match: Match, who: Person, told: DayTogether, key: UUID | None = None
) -> HowItWent:
    return note_day(
        actor=who, match_id=match.pk, key=key or uuid4(), told=told,
        now=cast.now + timedelta(days=30),
    )  # fmt: skip


def day(cast: Cast, days: int = 0) -> date:
    return cast.now.date() + timedelta(days=days)


def baked(cast: Cast, days: int = 0) -> DayTogether:
    return DayTogether(day(cast, days), True, 3, "Pannenkoeken", "Kanarie: Sem bleef maar lachen.")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme says that both sides read each other."""
    own = Match.definition

    def definition(match: Match) -> Programme:
        programme = own(match)
        return replace(programme, together=replace(programme.together, other_side_reads=True))

    monkeypatch.setattr(Match, "definition", definition)


# Telling.


@pytest.mark.parametrize("who", ["parent", "supporting_parent"])
def test_two_taps_are_enough(cast: Cast, sign_in: SignIn, who: str) -> None:
    match = cast.to_trial()
    client, address = sign_in(cast.by_name(who)), reverse("support:note_day", args=[match.pk])
    form = client.get(address).context["form"]
    answer = client.post(
        address,
        {"key": form["key"].value(), "day": form["day"].value(), "happened": "yes"},
        follow=True,
    )
    assert answer.redirect_chain[0][0].startswith(reverse("support:days", args=[match.pk]))
    assert "Dank je wel" in answer.content.decode()
    assert HowItWent.objects.get().day == day(cast)


def test_that_it_did_not_happen_is_an_answer_too(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    note = tell(cast, match, cast.parent, DayTogether(day(cast), False, words="Sem was ziek."))
    assert not note.happened
    page = sign_in(cast.parent).get(reverse("support:days", args=[match.pk])).content.decode()
    assert "Het ging niet door" in page
    assert "Sem was ziek." in page


@pytest.mark.parametrize(("days", "said"), [(31, "moet nog komen"), (-1, "begonnen op")])
def test_a_day_that_cannot_be_is_refused_kindly(cast: Cast, days: int, said: str) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError, match=said):
        tell(cast, match, cast.parent, DayTogether(day(cast, days), True))
    assert not HowItWent.objects.exists()


def test_before_they_are_in_each_others_homes_there_is_nothing_to_tell(cast: Cast) -> None:
    match = cast.to_meeting()
    with pytest.raises(DomainError, match="nog niet begonnen"):
        tell(cast, match, cast.parent, DayTogether(day(cast), True))


def test_the_form_begins_with_the_last_planned_time_nobody_told_of(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_trial()
    page = sign_in(cast.parent).get(reverse("support:note_day", args=[match.pk]))
    assert page.context["form"]["day"].value() == day(cast)


@pytest.mark.requirement("MM-06")
def test_tips_of_the_programme_stand_beside_the_volunteer_and_nobody_else(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_trial()
    address = reverse("support:note_day", args=[match.pk])
    tips = [str(tip.text) for tip in match.definition().together.tips]
    assert tips
    volunteer = sign_in(cast.supporting_parent).get(address).content.decode()
    family = sign_in(cast.parent).get(address).content.decode()
    assert all(tip in volunteer for tip in tips)
    assert not any(tip in family for tip in tips)


# Who reads it.


@pytest.mark.requirement("HS-05")
@pytest.mark.parametrize(
    ("writer", "readers"),
    [
        ("supporting_parent", {"supporting_parent", "parent", "coordinator"}),
        ("parent", {"parent", "coordinator"}),
    ],
)
def test_a_volunteers_note_is_for_the_coordinator_and_the_family_itself(
    cast: Cast, sign_in: SignIn, writer: str, readers: set[str]
) -> None:
    match = cast.to_trial()
    tell(cast, match, cast.by_name(writer), baked(cast))
    address = reverse("support:days", args=[match.pk])
    found = {
        name for name, person in cast.people.items()
        if "Kanarie" in sign_in(person).get(address).content.decode()
    }  # fmt: skip
    assert found == {name for name in cast.people if name in readers | {"second_coordinator"}}
    visible = {n for n, p in cast.people.items() if HowItWent.objects.visible_to(p).exists()}
    assert visible == found


@pytest.mark.requirement("HS-05")
def test_who_will_read_it_stands_beside_the_box(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    address = reverse("support:note_day", args=[match.pk])
    volunteer = sign_in(cast.supporting_parent).get(address).context["about"].readers
    family = sign_in(cast.parent).get(address).context["about"].readers
    assert "Samira" in volunteer
    assert "Noor" in volunteer
    assert "Anke" not in family
    assert "Noor" in family


def test_a_programme_can_say_that_both_sides_read_each_other(
    cast: Cast, sign_in: SignIn, shared: None
) -> None:
    match = cast.to_trial()
    tell(cast, match, cast.parent, baked(cast))
    anke = sign_in(cast.supporting_parent)
    assert "Kanarie" in anke.get(reverse("support:days", args=[match.pk])).content.decode()
    about = sign_in(cast.parent).get(reverse("support:note_day", args=[match.pk])).context["about"]
    assert "Anke" in about.readers


def test_after_the_goodbye_the_other_side_reads_nothing_any_more(cast: Cast) -> None:
    match = cast.to_trial()
    tell(cast, match, cast.supporting_parent, baked(cast))
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert not HowItWent.objects.visible_to(cast.parent).exists()
    assert HowItWent.objects.visible_to(cast.supporting_parent).exists()


def test_both_sides_stand_beside_each_other_and_are_never_merged(cast: Cast) -> None:
    match = cast.to_trial()
    tell(cast, match, cast.parent, DayTogether(day(cast), False))
    tell(cast, match, cast.supporting_parent, baked(cast))
    beside = together_of(match, cast.coordinator, now=cast.now).days
    assert len(beside) == 1
    assert [(s.name, [t.note.happened for t in s.told]) for s in beside[0].sides] == [
        ("Samira", [False]), ("Anke en Joost", [True])
    ]  # fmt: skip


# Changing.


def test_a_change_leaves_what_stood_there_to_be_read(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    note = tell(cast, match, cast.supporting_parent, baked(cast))
    client, address = sign_in(cast.supporting_parent), reverse("support:change_day", args=[note.pk])
    form = client.get(address).context["form"]
    assert form["words"].value() == note.words
    client.post(address, {
        "key": form["key"].value(), "day": day(cast), "happened": "yes", "words": "Anders gezegd.",
    })  # fmt: skip
    samira = sign_in(cast.parent).get(reverse("support:days", args=[match.pk])).content.decode()
    assert "Anders gezegd." in samira
    assert "Kanarie" in samira
    assert [n.words for n in newest(HowItWent.objects.all())] == ["Anders gezegd."]


@pytest.mark.parametrize("who", ["parent", "coordinator", "stranger", "former_supporter"])
def test_nobody_changes_what_the_other_side_told(cast: Cast, sign_in: SignIn, who: str) -> None:
    match = cast.to_trial()
    note = tell(cast, match, cast.supporting_parent, baked(cast))
    address = reverse("support:change_day", args=[note.pk])
    answer = sign_in(cast.by_name(who)).post(address, {"key": str(uuid4()), "happened": "no"})
    assert answer.status_code == 404
    assert HowItWent.objects.count() == 1


def test_two_changes_at_once_never_lose_one(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    note, client = tell(cast, match, cast.parent, baked(cast)), sign_in(cast.parent)
    address = reverse("support:change_day", args=[note.pk])
    sent = {"day": day(cast), "happened": "yes"}
    client.post(address, {**sent, "key": str(uuid4()), "words": "De eerste."})
    answer = client.post(address, {**sent, "key": str(uuid4()), "words": "De tweede."})
    current = newest(HowItWent.objects.all())
    assert [n.words for n in current] == ["De eerste."]
    assert answer.headers["Location"] == reverse("support:change_day", args=[current[0].pk])
    assert client.get(answer.headers["Location"]).context["form"]["words"].value() == "De tweede."


# A bad connection.


def test_the_same_form_in_other_words_asks_first_and_keeps_both(
    cast: Cast, sign_in: SignIn
) -> None:
    match, client = cast.to_trial(), sign_in(cast.parent)
    address, key = reverse("support:note_day", args=[match.pk]), str(uuid4())
    sent = {"key": key, "day": day(cast), "happened": "yes"}
    client.post(address, {**sent, "words": "Fijn."})
    answer = client.post(address, {**sent, "words": "Fijn, en druk."})
    note = HowItWent.objects.get()
    assert answer.headers["Location"] == reverse("support:change_day", args=[note.pk])
    page = client.get(answer.headers["Location"])
    assert page.context["form"]["words"].value() == "Fijn, en druk."
    assert "Fijn." in page.content.decode()


def test_what_is_typed_is_kept_and_goes_once_it_has_arrived(cast: Cast, sign_in: SignIn) -> None:
    match, client = cast.to_trial(), sign_in(cast.parent)
    address = reverse("support:note_day", args=[match.pk])
    key = client.get(address).context["form"]["key"].value()
    typed = {"key": key, "day": day(cast), "happened": "yes", "words": "Halverwege"}
    client.post(f"{address}?bewaar=ja", typed, headers={"HX-Request": "true"})
    form = client.get(address).context["form"]
    assert (form["words"].value(), form["key"].value()) == ("Halverwege", key)
    client.post(address, typed)
    assert not Draft.objects.exists()
    client.post(f"{address}?bewaar=ja", typed, headers={"HX-Request": "true"})  # it came late
    assert client.get(address).context["form"]["words"].value() is None


class Phone:
    """A phone on a bad connection: up to two tabs with the same form, which are sent until an
    answer comes. Whatever happens on the way, the words stay on the page.
    """

    def __init__(self, cast: Cast, match: Match, told: DayTogether, chance: random.Random) -> None:
        self.cast, self.match, self.told, self.chance = cast, match, told, chance
        key = uuid4()
        same_draft = chance.random() < 0.5
        self.tabs = [key] if chance.random() < 0.5 else [key, key if same_draft else uuid4()]
        self.waiting = set(range(len(self.tabs)))
        self.in_the_air: list[int] = []

    def send(self) -> None:
        """Every tab that waits for an answer, until each of them had one."""
        while self.waiting or self.in_the_air:
            self.chance.choice([self._press, self._press_twice, self._arrives_late])()

    def _press(self) -> None:
        if not self.waiting:
            return
        tab = self.chance.choice(sorted(self.waiting))
        fate = self.chance.choice(["arrives", "request lost", "answer lost", "late"])
        if fate in ("arrives", "answer lost"):
            self._arrive(tab)
        if fate == "arrives":
            self.waiting.discard(tab)
        if fate == "late":
            self.in_the_air.append(tab)

    def _press_twice(self) -> None:
        self._press()
        self._press()

    def _arrives_late(self) -> None:
        if self.in_the_air:
            self._arrive(self.in_the_air.pop(self.chance.randrange(len(self.in_the_air))))

    def _arrive(self, tab: int) -> None:
        tell(self.cast, self.match, self.cast.parent, self.told, self.tabs[tab])


@pytest.mark.requirement("BG-09")
def test_five_hundred_bad_connections_and_each_note_arrives_exactly_once(cast: Cast) -> None:
    match, broken = cast.to_trial(), []
    for number in range(500):
        chance = random.Random(number)
        told = DayTogether(day(cast, number % 30), True, 2, "Gefietst", f"Kanarie {number}.")
        Phone(cast, match, told, chance).send()
        arrived = list(HowItWent.objects.all())
        if [(note.day, note.words) for note in arrived] != [(told.day, told.words)]:
            broken.append(number)
        HowItWent.objects.all().delete()
    assert broken == []


def test_the_same_in_pages(cast: Cast, sign_in: SignIn) -> None:
    match, client = cast.to_trial(), sign_in(cast.parent)
    address = reverse("support:note_day", args=[match.pk])
    for number in range(8):
        HowItWent.objects.all().delete()
        first, second = _open(client, address), _open(client, address)
        sent = [first, first, second] if number % 2 else [first, second, second, first]
        for form in sent:
            answer = client.post(address, {**form, "words": f"Kanarie {number}."})
            assert answer.headers["Location"].startswith(reverse("support:days", args=[match.pk]))
        assert [n.words for n in HowItWent.objects.all()] == [f"Kanarie {number}."]


def _open(client: Client, address: str) -> dict[str, object]:
    form = client.get(address).context["form"]
    return {"key": form["key"].value(), "day": form["day"].value(), "happened": "yes"}


def test_a_key_of_another_match_or_writer_gives_nothing_away(cast: Cast) -> None:
    match, key = cast.to_trial(), uuid4()
    tell(cast, match, cast.supporting_parent, baked(cast), key)
    with pytest.raises(DomainError) as refused:
        tell(cast, match, cast.parent, DayTogether(day(cast), True), key)
    assert not isinstance(refused.value, AlreadyNoted)


def test_a_change_sent_twice_is_one_change(cast: Cast) -> None:
    match, key = cast.to_trial(), uuid4()
    note = tell(cast, match, cast.parent, baked(cast))
    other = replace(baked(cast), words="Toch anders.")
    for _again in range(3):
        change_day(actor=cast.parent, note_id=note.pk, key=key, told=other, now=cast.now)
    assert HowItWent.objects.count() == 2
