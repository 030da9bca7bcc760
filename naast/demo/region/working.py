"""What coordinators arrange: who stands in for whom, a holiday, an evening for who supports, and a
match that goes to a colleague.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from naast.demo.region.chronicle import chance_of
from naast.demo.region.town import Town
from naast.people.models import Offering, Organisation, Person, Role, Supporter, Training
from naast.people.services import standing_in, trainings
from naast.support.models import Match
from naast.support.services.handing_over import hand_over

EVENINGS: Final = (300, 160, 35, -12)
"""How many days ago each programme had an evening; a negative number is still to come."""
INVITED: Final = 21
"""Days between the plan and the evening."""
SEATS: Final = 8
AWAY: Final = range(-20, -6)
"""The days of a holiday that is near."""
HANDED_OVER: Final = 24
"""How many days ago a match went to a colleague."""
COMES: Final = 0.7
"""How often somebody who is invited comes."""
TOPIC: Final = "Samen terugkijken: wat geeft lucht?"


def let_work(town: Town) -> None:
    """Put what coordinators arrange in the chronicle."""
    for organisation in Organisation.objects.filter(roles__kind=Role.Kind.COORDINATOR).distinct():
        team = _team(organisation)
        for offering in organisation.offerings.order_by("pk"):
            for ago in EVENINGS:
                _let_meet(town, offering, team[0], ago)
        if len(team) > 1:
            _let_stand_in(town, organisation, team)


def _team(organisation: Organisation) -> list[Person]:
    roles = organisation.roles.filter(kind=Role.Kind.COORDINATOR).select_related("person")
    return [role.person for role in roles.order_by("pk")]


def _let_stand_in(town: Town, organisation: Organisation, team: Sequence[Person]) -> None:
    first, second = team[:2]
    chance = chance_of(f"who stands in at {organisation.name}")
    begun = town.chronicle.at_work(400, chance)
    for person, backup in ((first, second), (second, first)):
        town.chronicle.at(begun, partial(_set_backup, organisation, person, backup))
    town.chronicle.at(
        town.chronicle.at_work(9, chance), partial(_plan_holiday, town, organisation, second, first)
    )
    town.chronicle.at(
        town.chronicle.at_work(HANDED_OVER, chance), partial(_hand_one_over, first, second)
    )


def _set_backup(organisation: Organisation, person: Person, backup: Person, now: datetime) -> None:
    standing_in.set_backup(
        actor=person, organisation_id=organisation.pk, person_id=person.pk, backup_id=backup.pk,
        now=now,
    )  # fmt: skip


def _plan_holiday(
    town: Town, organisation: Organisation, person: Person, backup: Person, now: datetime
) -> None:
    standing_in.note_absence(
        actor=person, organisation_id=organisation.pk, person_id=person.pk,
        since=town.chronicle.day(AWAY.stop), until=town.chronicle.day(AWAY.start),
        backup_id=backup.pk, now=now,
    )  # fmt: skip


def _hand_one_over(giver: Person, taker: Person, now: datetime) -> None:
    match = Match.objects.live().filter(proposed_by=giver, handovers=None).order_by("pk").first()
    if match is not None:
        hand_over(
            actor=giver, chosen={match.pk: giver.pk}, to_id=taker.pk, now=now,
            words=f"{taker.first_name} woont bij jullie in de buurt en kijkt voortaan mee. "
            "We hebben samen alles doorgenomen.",
        )  # fmt: skip


def _let_meet(town: Town, offering: Offering, host: Person, ago: int) -> None:
    chance = chance_of(f"an evening of {offering.pk} {ago} days ago")
    evening = town.chronicle.moment(ago, chance, range(19, 20))
    planned = town.chronicle.at_work(ago + INVITED, chance)
    town.chronicle.at(planned, partial(_plan, offering, host, evening))
    if ago > 0:
        noted = town.chronicle.moment(ago - 1, chance, range(9, 12))
        town.chronicle.at(noted, partial(_note, offering, host, evening))


def _plan(offering: Offering, host: Person, evening: datetime, now: datetime) -> None:
    invited = Supporter.objects.filter(
        organisation=offering.organisation_id, programme=offering.programme,
        status=Supporter.Status.ACTIVE,
    ).order_by("pk")[:SEATS]  # fmt: skip
    trainings.plan_training(
        actor=host,
        organisation_id=offering.organisation_id,
        programme=offering.programme,
        evening=trainings.Evening(
            Training.Kind.INTERVISION, "", TOPIC, evening, "In het buurthuis", SEATS
        ),
        supporter_ids=[supporter.pk for supporter in invited],
        now=now,
    )


def _note(offering: Offering, host: Person, evening: datetime, now: datetime) -> None:
    chance = chance_of(f"who came to {offering.pk} on {evening:%Y-%m-%d}")
    training = Training.objects.get(
        organisation=offering.organisation_id, programme=offering.programme, starts_at=evening
    )
    came = [
        place.pk
        for place in training.places.filter(supporter__left_at=None).order_by("pk")
        if chance.random() < COMES
    ]
    trainings.note_presence(actor=host, training_id=training.pk, place_ids=came, now=now)
