"""From signing up to goodbye: the path of who stands beside somebody, for both who look at it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.common.words import Words
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError, Refused
from naast.people import trust
from naast.people.models import Offering, Supporter, TrustStep, VogSighting
from naast.people.selectors import SupporterFile, supporter_file
from naast.people.services import supporters
from naast.people.trust import missing_trust_steps, needed_trust_steps
from naast.programmes import Programme, find
from naast.programmes.standing_beside import Booster
from tests.cast import PROGRAMME, Cast

GRIEF = Booster("grief", Words({"nl": "Rouw", "en": "Grief"}), needed=True, valid_months=24)
LISTENING = Booster("listening", Words({"nl": "Luisteren", "en": "Listening"}))


@pytest.fixture
def demanding() -> Iterator[Programme]:
    """Buurtgezinnen as another programme could be: two evenings, an age, an own word, themes."""
    programme = find(PROGRAMME)
    asked = replace(
        programme.trust,
        training=True,
        training_evenings=2,
        age_from=18,
        age_until=30,
        parenting=True,
        boosters=(GRIEF, LISTENING),
    )
    other = replace(programme, trust=asked)
    with patch.object(Offering, "definition", lambda _offering: other):
        yield other


def file_of(cast: Cast, days: int = 0) -> SupporterFile:
    whole = Supporter.objects.whole().get(pk=cast.supporter.pk)
    return supporter_file(whole, cast.coordinator, now=cast.now + timedelta(days))


def states(file: SupporterFile) -> dict[str, str]:
    return {stone.title: stone.state for stone in file.path.stones}


@pytest.mark.requirement("AE-08", "HS-08", "JP-06")
def test_a_programme_says_itself_what_it_asks(cast: Cast, demanding: Programme) -> None:
    keys = [step.key for step in needed_trust_steps(demanding)]
    assert keys == [
        "acquaintance_talk", "of_age", "parenting", "reference_1", "reference_2", "home_visit",
        "training", "training_2", "theme_grief",
    ]  # fmt: skip
    assert str(needed_trust_steps(demanding)[1].title) == "Tussen 18 en 30 jaar"


@pytest.mark.requirement("AE-08")
def test_ready_is_all_of_it_and_not_a_mark_somebody_sets(cast: Cast, demanding: Programme) -> None:
    on = cast.now.date()
    assert not file_of(cast).complete
    for step in ("training_2", "theme_grief"):
        supporters.note_trust_step(
            actor=cast.coordinator, supporter_id=cast.supporter.pk, step=step, done_on=on,
            now=cast.now,
        )  # fmt: skip
    assert file_of(cast).complete
    assert states(file_of(cast))["Klaar om te beginnen"] == "done"
    VogSighting.objects.filter(member=cast.joost).delete()
    assert not file_of(cast).complete
    assert states(file_of(cast))["VOG"] == "now"


@pytest.mark.requirement("AE-08")
def test_a_theme_is_due_again_after_its_time(cast: Cast, demanding: Programme) -> None:
    taken = cast.now.date()
    TrustStep.objects.create(
        supporter=cast.supporter, step="training_2", done_on=taken, done_by=cast.coordinator
    )
    TrustStep.objects.create(
        supporter=cast.supporter, step="theme_grief", done_on=taken, done_by=cast.coordinator
    )
    whole = Supporter.objects.whole().get(pk=cast.supporter.pk)
    last = add_months(taken, 24)
    assert missing_trust_steps(whole, demanding, last) == []
    due = missing_trust_steps(whole, demanding, last + timedelta(days=1))
    assert [step.key for step in due] == ["theme_grief"]


@pytest.mark.requirement("HS-08")
def test_parenting_is_a_word_of_their_own(cast: Cast, demanding: Programme) -> None:
    TrustStep.objects.filter(step__in=("parenting", "of_age")).delete()
    todo = {each.step: each.theirs for each in file_of(cast).path.todo if each.step}
    assert todo == {"of_age": True, "parenting": True}
    with pytest.raises(Refused):
        supporters.tell_step(
            actor=cast.coordinator, supporter_id=cast.supporter.pk, step="parenting", now=cast.now
        )
    for step in ("parenting", "of_age"):
        supporters.tell_step(
            actor=cast.supporting_parent, supporter_id=cast.supporter.pk, step=step, now=cast.now
        )
    assert not [each for each in file_of(cast).path.todo if each.step]


def test_nobody_tells_a_step_that_a_coordinator_takes(cast: Cast, demanding: Programme) -> None:
    with pytest.raises(DomainError):
        supporters.tell_step(
            actor=cast.supporting_parent, supporter_id=cast.supporter.pk, step="reference_1",
            now=cast.now,
        )  # fmt: skip


def test_a_step_that_no_programme_knows_is_not_noted(cast: Cast) -> None:
    with pytest.raises(DomainError):
        supporters.note_trust_step(
            actor=cast.coordinator, supporter_id=cast.supporter.pk, step="theme_grief",
            done_on=cast.now.date(), now=cast.now,
        )  # fmt: skip


def test_both_see_the_same_stones_and_whose_turn_it_is(cast: Cast, sign_in: SignIn) -> None:
    TrustStep.objects.filter(supporter=cast.supporter, step="reference_2").delete()
    address = reverse("people:supporter", args=[cast.supporter.pk])
    theirs = unescape(sign_in(cast.supporting_parent).get(address).content.decode())
    desk = unescape(sign_in(cast.coordinator).get(address).content.decode())
    own = unescape(sign_in(cast.supporting_parent).get(reverse("home:support")).content.decode())
    for page in (theirs, own):
        assert "Jouw pad" in page
        assert "jouw beurt" in page
    assert "Hun pad" in desk
    assert "hun beurt" in desk


def test_the_path_follows_a_match_a_break_and_a_goodbye(cast: Cast) -> None:
    assert states(file_of(cast))["Naast een gezin"] == "now"
    supporters.set_pause(
        actor=cast.supporting_parent, supporter_id=cast.supporter.pk, paused=True, now=cast.now
    )
    assert states(file_of(cast))["Een pauze"] == "now"
    supporters.leave(actor=cast.supporting_parent, supporter_id=cast.supporter.pk, now=cast.now)
    assert states(file_of(cast))["Afscheid"] == "done"
    assert "Een pauze" not in states(file_of(cast))


def test_a_break_ends_by_itself_after_its_last_day(cast: Cast) -> None:
    last = cast.now.date() + timedelta(days=10)
    supporters.set_pause(
        actor=cast.supporting_parent, supporter_id=cast.supporter.pk, paused=True, until=last,
        now=cast.now,
    )  # fmt: skip
    assert supporters.end_breaks(now=cast.now + timedelta(days=10)) == 0
    assert supporters.end_breaks(now=cast.now + timedelta(days=11)) == 1
    cast.supporter.refresh_from_db()
    assert (cast.supporter.status, cast.supporter.paused_until) == ("active", None)


def test_a_break_does_not_end_in_the_past(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.supporting_parent)
    address = reverse("people:pause", args=[cast.supporter.pk])
    for until in ("2020-01-01", "nonsense"):
        answer = client.post(address, {"paused": "yes", "until": until})
        assert answer.status_code == 302
    cast.supporter.refresh_from_db()
    assert cast.supporter.status == Supporter.Status.ACTIVE


def test_whoever_left_comes_back_with_one_press(cast: Cast, sign_in: SignIn) -> None:
    supporters.leave(actor=cast.supporting_parent, supporter_id=cast.supporter.pk, now=cast.now)
    client = sign_in(cast.supporting_parent)
    client.post(reverse("people:come_back", args=[cast.supporter.pk]))
    cast.supporter.refresh_from_db()
    assert (cast.supporter.status, cast.supporter.left_at) == ("active", None)
    with pytest.raises(DomainError):
        supporters.come_back(
            actor=cast.supporting_parent, supporter_id=cast.supporter.pk, now=cast.now
        )
    lines = LogEntry.objects.about_household(cast.supporting.pk).values_list("action", flat=True)
    assert {"people.supporter.left", "people.supporter.came_back"} <= set(lines)


def test_every_key_has_a_word(cast: Cast, demanding: Programme) -> None:
    assert trust.step_title("home_visit") == "Bezoek thuis"
    assert trust.step_title("theme_grief", demanding) == "Rouw"
    assert trust.step_title("unheard-of") == "unheard-of"
