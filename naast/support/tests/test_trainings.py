"""A group begins when enough wait, meanwhile one can begin alone; nobody is lost on the way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Offering, Supporter, Training, TrainingPlace, TrustStep
from naast.people.selectors import supporter_file
from naast.people.services import trainings
from naast.people.trainings import waiting_groups, with_places
from naast.programmes import Programme, find
from naast.support.selectors.today import today
from tests.cast import PROGRAMME, Cast
from tests.crowd import crowd


@pytest.fixture(autouse=True)
def trained() -> Iterator[Programme]:
    """Buurtgezinnen as if it asked a training, for which a group begins with two."""
    programme = find(PROGRAMME)
    other = replace(
        programme,
        trust=replace(programme.trust, training=True),
        volunteers=replace(programme.volunteers, group_from=2, seats=2),
    )
    with patch.object(Offering, "definition", lambda _offering: other):
        yield other


@pytest.fixture
def untrained(cast: Cast) -> Cast:
    """Nobody had a training yet."""
    TrustStep.objects.filter(step="training").delete()
    return cast


def evening(cast: Cast, seats: int = 2, **other: object) -> trainings.Evening:
    values: dict[str, object] = {
        "kind": "training", "step": "training", "title": "Basistraining", "place": "Buurthuis",
        "starts_at": cast.now + timedelta(days=10), "seats": seats,
    }  # fmt: skip
    return trainings.Evening(**{**values, **other})  # type: ignore[arg-type]  # a few per test


def plan(cast: Cast, seats: int = 2, **other: object) -> Training:
    return trainings.plan_training(
        actor=cast.coordinator,
        organisation_id=cast.organisation.pk,
        programme=PROGRAMME,
        evening=evening(cast, seats, **other),
        supporter_ids=[cast.supporter.pk, cast.former.pk],
        now=cast.now,
    )


def place(training: Training, supporter: Supporter) -> TrainingPlace:
    return TrainingPlace.objects.get(training=training, supporter=supporter)


def say(cast: Cast, training: Training, reply: str = "yes", former: bool = False) -> None:
    supporter = cast.former if former else cast.supporter
    actor = cast.former_supporter if former else cast.supporting_parent
    trainings.answer(actor=actor, place_id=place(training, supporter).pk, reply=reply, now=cast.now)


@pytest.mark.requirement("MM-08")
def test_today_says_when_enough_people_wait(untrained: Cast) -> None:
    keys = [item.key for item in today(untrained.coordinator, now=untrained.now).yours]
    assert keys.count("start_training") == 1
    TrustStep.objects.create(
        supporter=untrained.former, step="training", done_on=untrained.now.date(),
        done_by=untrained.coordinator,
    )  # fmt: skip
    keys = [item.key for item in today(untrained.coordinator, now=untrained.now).yours]
    assert "start_training" not in keys


@pytest.mark.requirement("MM-08")
def test_who_is_invited_waits_no_more_until_it_suits_them_another_time(untrained: Cast) -> None:
    training = plan(untrained)
    assert waiting_groups(with_places(untrained.coordinator), now=untrained.now) == []
    say(untrained, training, "other")
    (group,) = waiting_groups(with_places(untrained.coordinator), now=untrained.now)
    assert [supporter.pk for supporter in group.supporters] == [untrained.supporter.pk]


@pytest.mark.requirement("MM-08")
def test_all_who_were_there_are_noted_in_one_form(
    untrained: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    training = plan(untrained)
    say(untrained, training)
    say(untrained, training, former=True)
    clock.shift(timedelta(days=11))
    keys = [item.key for item in today(untrained.coordinator, now=timezone.now()).yours]
    assert "note_training" in keys
    chosen = [place(training, s).pk for s in (untrained.supporter, untrained.former)]
    client = sign_in(untrained.coordinator)
    client.post(reverse("people:training", args=[training.pk]), {"there": "1", "chosen": chosen})
    days = TrustStep.objects.filter(step="training").values_list("done_on", flat=True)
    assert list(days) == [timezone.localdate(training.starts_at)] * 2
    lines = LogEntry.objects.about_household(untrained.supporting.pk)
    assert lines.filter(action="people.trust_step.noted").exists()


@pytest.mark.requirement("MM-08")
def test_somebody_begins_alone_and_reads_why(untrained: Cast, sign_in: SignIn) -> None:
    client = sign_in(untrained.coordinator)
    address = reverse("people:train_alone", args=[untrained.supporter.pk])
    assert client.get(address).status_code == 200
    client.post(
        address,
        {
            "step": "training", "starts_at": "2026-11-12T19:30", "place": "Bij ons op kantoor",
            "because": "Een groep duurt nog even.",
        },
    )  # fmt: skip
    own = sign_in(untrained.supporting_parent).get(reverse("home:support")).content.decode()
    assert "Een groep duurt nog even." in unescape(own)
    assert Training.objects.get().seats == 1


@pytest.mark.requirement("MM-08")
def test_who_waits_reads_how_many_wait(untrained: Cast) -> None:
    whole = Supporter.objects.whole().get(pk=untrained.supporter.pk)
    file = supporter_file(whole, untrained.supporting_parent, now=untrained.now)
    (todo,) = [each for each in file.path.todo if each.title == "Training"]
    assert "2 mensen wachten" in todo.sentence
    training = plan(untrained)
    file = supporter_file(whole, untrained.supporting_parent, now=untrained.now)
    assert "12 november" in next(t.sentence for t in file.path.todo if t.title == "Training")
    assert file.agenda[0].training == training


def test_the_last_seat_goes_to_one(untrained: Cast) -> None:
    training = plan(untrained, seats=1)
    say(untrained, training)
    with pytest.raises(DomainError, match="vol"):
        say(untrained, training, former=True)
    with pytest.raises(DomainError, match="al verteld"):
        say(untrained, training)
    say(untrained, training, "no")
    say(untrained, training, former=True)


def test_nothing_is_answered_after_it_began_or_was_called_off(untrained: Cast) -> None:
    training = plan(untrained)
    place_id = place(training, untrained.supporter).pk
    with pytest.raises(DomainError, match="al geweest"):
        trainings.answer(
            actor=untrained.supporting_parent, place_id=place_id, reply="yes",
            now=untrained.now + timedelta(days=11),
        )  # fmt: skip
    trainings.call_off(actor=untrained.coordinator, training_id=training.pk, now=untrained.now)
    with pytest.raises(DomainError, match="gaat niet door"):
        say(untrained, training)
    with pytest.raises(DomainError):
        trainings.call_off(actor=untrained.coordinator, training_id=training.pk, now=untrained.now)


def test_no_training_in_the_past_and_none_that_counts_for_nothing(untrained: Cast) -> None:
    with pytest.raises(DomainError):
        plan(untrained, starts_at=untrained.now - timedelta(hours=1))
    with pytest.raises(DomainError):
        plan(untrained, step="reference_1")
    assert not Training.objects.exists()


def test_presence_is_not_noted_beforehand(untrained: Cast) -> None:
    training = plan(untrained)
    with pytest.raises(DomainError, match="nog niet geweest"):
        trainings.note_presence(
            actor=untrained.coordinator, training_id=training.pk, place_ids=[], now=untrained.now
        )


def test_nobody_notes_their_own_home(untrained: Cast) -> None:
    training = plan(untrained)
    untrained.supporting.members.create(person=untrained.coordinator, kind="adult", name="Noor")
    with pytest.raises(DomainError, match="eigen huis"):
        trainings.note_presence(
            actor=untrained.coordinator, training_id=training.pk,
            place_ids=[place(training, untrained.supporter).pk],
            now=untrained.now + timedelta(days=11),
        )  # fmt: skip
    assert not TrustStep.objects.filter(step="training").exists()


@pytest.mark.requirement("HS-08", "JP-06")
def test_intervision_is_open_to_all_and_nobody_is_missed(untrained: Cast, sign_in: SignIn) -> None:
    planned = plan(untrained, kind="intervision", step="", title="Intervisie in november")
    TrainingPlace.objects.all().delete()
    page = unescape(
        sign_in(untrained.supporting_parent).get(reverse("home:support")).content.decode()
    )
    assert "Intervisie in november" in page
    desk = reverse("people:training", args=[planned.pk])
    with time_machine.travel(untrained.now + timedelta(days=11), tick=False):
        assert "Wie was er" not in sign_in(untrained.coordinator).get(desk).content.decode()
        keys = [item.key for item in today(untrained.coordinator, now=timezone.now()).yours]
    assert "note_training" not in keys


def test_a_coordinator_elsewhere_plans_nothing_here(untrained: Cast) -> None:
    with pytest.raises(Refused):
        trainings.plan_training(
            actor=untrained.far_coordinator, organisation_id=untrained.organisation.pk,
            programme=PROGRAMME, evening=evening(untrained), now=untrained.now,
        )  # fmt: skip
    training = plan(untrained)
    with pytest.raises(Training.DoesNotExist):
        trainings.invite(
            actor=untrained.far_coordinator, training_id=training.pk, supporter_ids=[],
            now=untrained.now,
        )  # fmt: skip


def test_what_was_said_by_phone_is_noted(untrained: Cast, sign_in: SignIn) -> None:
    training = plan(untrained)
    asked = place(training, untrained.supporter)
    client = sign_in(untrained.coordinator)
    answer = client.post(
        reverse("people:answer_training", args=[asked.pk]), {"reply": "yes", "back": "training"}
    )
    assert answer.headers["Location"] == reverse("people:training", args=[training.pk])
    asked.refresh_from_db()
    assert (asked.reply, asked.replied_by) == ("yes", untrained.coordinator)
    client.post(reverse("people:answer_training", args=[asked.pk]), {"reply": "perhaps"})
    asked.refresh_from_db()
    assert asked.reply == "yes"


def test_planning_in_the_page(untrained: Cast, sign_in: SignIn) -> None:
    client = sign_in(untrained.coordinator)
    offering = untrained.organisation.offerings.get()
    address = reverse("people:plan_training", args=[offering.pk])
    assert "Anke en Joost" in unescape(client.get(address).content.decode())
    typed = {
        "counts_for": "training", "title": "Basistraining", "starts_at": "2026-11-20T19:30",
        "place": "Buurthuis", "seats": "8", "supporters": [str(untrained.supporter.pk)],
    }  # fmt: skip
    wrong = client.post(address, {**typed, "starts_at": "2020-01-01T10:00"})
    assert "error-summary" in wrong.content.decode()
    client.post(address, typed)
    training = Training.objects.get()
    assert [p.supporter for p in training.places.all()] == [untrained.supporter]


def test_the_list_costs_the_same_when_more_wait(untrained: Cast) -> None:
    crowd(untrained, families=3)
    TrustStep.objects.filter(step="training").delete()
    with CaptureQueriesContext(connection) as few:
        waiting_groups(with_places(untrained.coordinator), now=untrained.now)
    crowd(untrained, families=6)
    TrustStep.objects.filter(step="training").delete()
    with CaptureQueriesContext(connection) as many:
        waiting_groups(with_places(untrained.coordinator), now=untrained.now)
    assert len(many) == len(few)
