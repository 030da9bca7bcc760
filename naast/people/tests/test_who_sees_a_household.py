"""Who may know of a household, its people and its offer. A grid anybody can check."""

from datetime import timedelta

import pytest

from naast.people.models import Grant, Household, Person, Role, Supporter
from naast.people.services.grants import close_grants, open_grants
from naast.programmes.vocabulary import Topic
from tests.cast import Cast


@pytest.mark.parametrize(
    ("who", "household", "person"),
    [
        ("parent", True, True),
        ("coordinator", True, True),
        ("other_parent", False, False),
        ("supporting_parent", False, False),
        ("former_supporter", False, False),
        ("far_coordinator", False, False),
        ("municipality", False, False),
        ("stranger", False, False),
    ],
)
def test_who_sees_samira_before_anything_is_opened(
    cast: Cast, who: str, household: bool, person: bool
) -> None:
    actor = cast.by_name(who)
    assert Household.objects.visible_to(actor).contains(cast.asking) is household
    assert Person.objects.visible_to(actor).contains(cast.parent) is person


@pytest.mark.parametrize("topic", list(Topic))
def test_only_the_topic_contact_opens_a_persons_details(cast: Cast, topic: Topic) -> None:
    reader = cast.supporting_parent
    open_grants(
        cast.asking,
        to=[reader],
        topics=[topic],
        purpose="test",
        basis="test:1",
        now=cast.now,
        needs_vog_of=None,
    )
    assert Household.objects.visible_to(reader).contains(cast.asking)
    sees = Person.objects.visible_to(reader).contains(cast.parent)
    assert sees is (topic == Topic.CONTACT)


def test_a_parent_who_lives_elsewhere_is_never_opened_by_a_grant(cast: Cast) -> None:
    open_grants(
        cast.asking, to=[cast.supporting_parent], topics=[Topic.CONTACT], purpose="test",
        basis="test:1", now=cast.now, needs_vog_of=None,
    )  # fmt: skip
    assert not Person.objects.visible_to(cast.supporting_parent).contains(cast.other_parent)
    assert not Person.objects.visible_to(cast.parent).contains(cast.other_parent)
    assert not Person.objects.visible_to(cast.other_parent).contains(cast.parent)


def test_closing_a_grant_bites_at_once(cast: Cast) -> None:
    reader = cast.supporting_parent
    open_grants(
        cast.asking, to=[reader], topics=[Topic.PROFILE], purpose="test", basis="test:1",
        now=cast.now, needs_vog_of=None,
    )  # fmt: skip
    assert close_grants("test:1", now=cast.now) == 1
    assert not Household.objects.visible_to(reader).contains(cast.asking)


def test_a_grant_opens_not_before_its_time_and_not_after(cast: Cast) -> None:
    Grant.objects.create(
        household=cast.asking, person=cast.stranger, topic=Topic.PROFILE, purpose="visit",
        basis="visit:1", starts_at=cast.now, ends_at=cast.now + timedelta(hours=1),
    )  # fmt: skip
    for minutes, opens in ((-1, False), (0, True), (59, True), (60, False)):
        moment = cast.now + timedelta(minutes=minutes)
        topics = Grant.objects.topics(cast.asking.pk, cast.stranger, moment)
        assert (Topic.PROFILE in topics) is opens, minutes


def test_opening_twice_makes_one_door(cast: Cast) -> None:
    for _time in range(2):
        open_grants(
            cast.asking, to=[cast.stranger], topics=list(Topic), purpose="test", basis="test:1",
            now=cast.now, needs_vog_of=None,
        )  # fmt: skip
    assert Grant.objects.count() == len(Topic)


def test_a_coordinator_whose_role_ended_sees_nothing_any_more(cast: Cast) -> None:
    Role.objects.filter(person=cast.coordinator).update(until=cast.now.date() - timedelta(days=1))
    former = Person.objects.get(pk=cast.coordinator.pk)
    assert not Household.objects.visible_to(former).exists()
    assert not Supporter.objects.visible_to(former).exists()
