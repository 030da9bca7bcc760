"""What a service locks before it writes is exactly what its actor may know of."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction

from naast.people.models import Person, Supporter
from naast.people.reach import locked
from naast.people.services.grants import close_grants
from naast.support.models import Match, SupportRequest
from tests.cast import Cast
from tests.duo import Duo

STAGES: dict[str, Callable[[Cast], Match]] = {
    "proposed": lambda cast: cast.propose(),
    "meeting": lambda cast: cast.to_meeting(),
    "under way": lambda cast: cast.to_under_way(),
    "ended": lambda cast: cast.ended_with_former_supporter(),
    "two beside one family": lambda cast: Duo(cast).on_the_way()[0],
}


def is_locked_for(actor: Person, match: Match) -> bool:
    """Whether a service gets hold of it."""
    try:
        with transaction.atomic():
            return Match.objects.locked_for(actor, match.pk).pk == match.pk
    except Match.DoesNotExist:
        return False


@pytest.mark.django_db
@pytest.mark.parametrize("stage", STAGES)
def test_everybody_reaches_what_is_visible_and_nothing_else(cast: Cast, stage: str) -> None:
    match = STAGES[stage](cast)
    for who in Person.objects.all():
        visible = Match.objects.visible_to(who).filter(pk=match.pk).exists()
        assert is_locked_for(who, match) is visible, who


@pytest.mark.django_db
def test_without_a_grant_nobody_of_a_family_reaches_it(cast: Cast) -> None:
    match = cast.to_under_way()
    assert is_locked_for(cast.parent, match)
    close_grants(match.basis, now=cast.now)
    assert not is_locked_for(cast.parent, match)
    assert not is_locked_for(cast.supporting_parent, match)
    assert is_locked_for(cast.coordinator, match)


@pytest.mark.django_db
def test_a_number_that_does_not_exist_looks_the_same(cast: Cast) -> None:
    match = cast.to_under_way()
    for who in (cast.parent, cast.coordinator, cast.stranger):
        with pytest.raises(Match.DoesNotExist), transaction.atomic():
            Match.objects.locked_for(who, match.pk + 999)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Supporter, SupportRequest])
def test_so_it_is_with_who_supports_and_with_a_question(
    cast: Cast, model: type[Supporter] | type[SupportRequest]
) -> None:
    cast.ended_with_former_supporter()
    cast.to_under_way()
    Duo(cast).on_the_way()
    numbers = set(model.objects.values_list("pk", flat=True))
    assert len(numbers) > 1
    for who in Person.objects.all():
        reached = set()
        for pk in numbers:
            with suppress(model.DoesNotExist), transaction.atomic():
                reached.add(locked(model.objects.all(), who, pk).pk)
        assert reached == set(model.objects.visible_to(who).values_list("pk", flat=True)), who
