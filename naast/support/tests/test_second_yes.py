"""Before a child goes along two different coordinators say yes, and nobody is two."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from conftest import SignIn
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Approval, Grant, HouseholdMember, Offering, Person, Role
from naast.programmes.vocabulary import Topic
from naast.support import trajectory
from naast.support.models import Match
from naast.support.selectors.logbook import logbook_lines
from naast.support.services import path, second_yes
from tests.cast import Cast


def phase_of(match: Match) -> str:
    step = trajectory.current_step(Match.objects.whole().get(pk=match.pk))
    return step.phase if step else ""


def contact_open(cast: Cast) -> bool:
    return Topic.CONTACT in Grant.objects.topics(cast.asking.pk, cast.supporting_parent, cast.now)


def say(cast: Cast, match: Match, who: Person) -> None:
    second_yes.say_yes(actor=Person.objects.get(pk=who.pk), match_id=match.pk, now=cast.now)


def test_without_a_second_yes_everything_else_is_not_enough(cast: Cast) -> None:
    match = cast.to_rules()
    assert phase_of(match) == "coupling"
    assert not contact_open(cast)
    say(cast, match, cast.coordinator)
    assert phase_of(match) == "coupling"


@pytest.mark.parametrize("second", ["second_coordinator", "regional"])
def test_a_colleague_or_the_regional_coordinator_opens_it(cast: Cast, second: str) -> None:
    match = cast.to_rules()
    say(cast, match, cast.by_name(second))
    assert phase_of(match) == "trial"
    assert contact_open(cast)


def test_the_second_may_look_along_before_the_rules_are_accepted(cast: Cast) -> None:
    match = cast.to_coupling()
    say(cast, match, cast.second_coordinator)
    assert phase_of(match) == "coupling"


def test_skipping_a_step_does_not_skip_the_second_yes(cast: Cast) -> None:
    match = cast.to_coupling()
    with pytest.raises(DomainError, match="andere coördinator"):
        path.skip_phase(
            actor=cast.coordinator, match_id=match.pk, reason="Ze kennen elkaar.", now=cast.now
        )
    assert not contact_open(cast)


@pytest.mark.parametrize(
    "who", ["parent", "supporting_parent", "stranger", "far_coordinator", "municipality"]
)
def test_nobody_else_says_it(cast: Cast, sign_in: SignIn, who: str) -> None:
    match = cast.to_rules()
    with pytest.raises(Match.DoesNotExist):
        say(cast, match, cast.by_name(who))
    address = reverse("support:second_yes", args=[match.pk])
    assert sign_in(cast.by_name(who)).post(address).status_code == 404


@pytest.mark.parametrize("home", ["asking", "supporting"])
def test_a_coordinator_says_nothing_about_her_own_home(cast: Cast, home: str) -> None:
    match = cast.to_rules()
    HouseholdMember.objects.create(
        household=getattr(cast, home), person=cast.second_coordinator, kind="adult", name="Pim"
    )
    with pytest.raises(Refused):
        say(cast, match, cast.second_coordinator)


def test_a_yes_of_who_moved_in_afterwards_no_longer_counts(cast: Cast) -> None:
    match = cast.to_coupling()
    say(cast, match, cast.second_coordinator)
    HouseholdMember.objects.create(
        household=cast.supporting, person=cast.second_coordinator, kind="adult", name="Pim",
        needs_vog=False,
    )  # fmt: skip
    path.write_house_rules(
        actor=cast.parent, match_id=match.pk, rules=["Samen eten."], now=cast.now
    )
    cast.accept_all(match, "house_rules")
    assert not contact_open(cast)


def test_a_coordinator_does_not_propose_her_own_home(cast: Cast) -> None:
    cast.talk()
    cast._adult(cast.supporting, cast.coordinator)
    with pytest.raises(DomainError, match="je eigen huis"):
        cast.propose()


@pytest.mark.parametrize("hours", [0, 23])
def test_a_role_of_less_than_a_day_does_not_count_however_it_is_dated(
    cast: Cast, hours: int
) -> None:
    match = cast.to_rules()
    Role.objects.create(
        person=cast.stranger, organisation=cast.organisation, kind=Role.Kind.COORDINATOR,
        since=cast.now.date() - timedelta(days=900), granted_at=cast.now - timedelta(hours=hours),
    )  # fmt: skip
    with pytest.raises(DomainError, match="een dag"):
        say(cast, match, cast.stranger)


def test_a_person_made_today_does_not_count(cast: Cast) -> None:
    match = cast.to_rules()
    Person.objects.filter(pk=cast.second_coordinator.pk).update(created_at=cast.now)
    with pytest.raises(DomainError):
        say(cast, match, cast.second_coordinator)


def test_a_yes_of_who_left_no_longer_counts(cast: Cast) -> None:
    match = cast.to_coupling()
    say(cast, match, cast.second_coordinator)
    Role.objects.filter(person=cast.second_coordinator).update(
        until=cast.now.date() - timedelta(days=1)
    )
    path.write_house_rules(
        actor=cast.parent, match_id=match.pk, rules=["Samen eten."], now=cast.now
    )
    cast.accept_all(match, "house_rules")
    assert phase_of(match) == "coupling"


def test_a_row_written_past_the_service_does_not_count_when_the_role_was_too_young(
    cast: Cast,
) -> None:
    match = cast.to_rules()
    Role.objects.create(
        person=cast.stranger, organisation=cast.organisation, kind=Role.Kind.COORDINATOR,
        since=cast.now.date(), granted_at=cast.now,
    )  # fmt: skip
    Approval.objects.create(
        about=match.basis, organisation=cast.organisation, person=cast.stranger, given_at=cast.now
    )
    trajectory.advance(Match.objects.with_families().get(pk=match.pk), now=cast.now)
    assert phase_of(match) == "coupling"


def test_the_database_knows_one_yes_per_person(cast: Cast) -> None:
    match = cast.to_rules()
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(
            about=match.basis, organisation=cast.organisation, person=cast.coordinator,
            given_at=cast.now,
        )  # fmt: skip


def test_an_organisation_may_choose_one_or_three(cast: Cast) -> None:
    offering = Offering.objects.filter(organisation=cast.organisation)
    offering.update(overrides={"safety.coordinators": 3})
    match = cast.to_rules()
    say(cast, match, cast.second_coordinator)
    assert phase_of(match) == "coupling"
    say(cast, match, cast.regional)
    assert phase_of(match) == "trial"


def test_an_organisation_that_chose_one_walks_on(cast: Cast) -> None:
    Offering.objects.filter(organisation=cast.organisation).update(
        overrides={"safety.coordinators": 1}
    )
    assert phase_of(cast.to_rules()) == "trial"


def test_both_names_stand_in_the_logbook_of_both_families(cast: Cast) -> None:
    cast.to_trial()
    for home, reader in ((cast.asking, cast.parent), (cast.supporting, cast.supporting_parent)):
        lines = [(line.who, line.sentence) for line in logbook_lines(home, reader)]
        assert ("Noor", "deed een voorstel") in lines
        assert ("Pim", "keek mee en zei ja voordat een kind meegaat") in lines


def test_the_regional_coordinator_reads_what_it_takes_and_nothing_more(
    cast: Cast, sign_in: SignIn
) -> None:
    match = cast.to_rules()
    marijke = sign_in(cast.regional)
    listed = marijke.get(reverse("support:watch")).content.decode()
    assert "Noor vraagt of je meekijkt" in listed
    page = marijke.get(reverse("support:second_yes", args=[match.pk])).content.decode()
    assert "Yara (8)" in page
    assert "VOG gezien" in page
    for secret in ("een boek lezen", "plek aan tafel", "06 00", "parent@", "Kanarie", "El-Voorb"):
        assert secret not in page
    for name in ("path", "house_rules", "stop"):
        assert marijke.get(reverse(f"support:{name}", args=[match.pk])).status_code == 404
    for address in (
        reverse("support:request", args=[cast.request.pk]),
        reverse("people:supporter", args=[cast.supporter.pk]),
        reverse("home:today"),
    ):
        assert marijke.get(address).status_code == 404


def test_today_asks_the_colleague_and_not_who_proposed(cast: Cast, sign_in: SignIn) -> None:
    cast.to_rules()
    asked = "Noor vraagt of je meekijkt"
    assert asked in sign_in(cast.second_coordinator).get(reverse("home:today")).content.decode()
    assert asked not in sign_in(cast.coordinator).get(reverse("home:today")).content.decode()
