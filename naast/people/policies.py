"""Who may do what with a supporter and its trust file, with contact details, with the own account
of a young person and with one's own data.
"""

from django.utils import timezone

from naast.common.policies import Policy
from naast.people.models import (
    Grant,
    Household,
    HouseholdMember,
    Offering,
    Organisation,
    Person,
    Supporter,
    Training,
    TrainingPlace,
)
from naast.people.models.grant import Topic
from naast.people.young import decides_alone, may_have_a_place


class SupporterPolicy(Policy[Person, Supporter]):
    """Rules for a supporting family."""

    def may(self, actor: Person, action: str, thing: Supporter) -> bool:
        """The coordinator keeps the trust file; the family decides whether it is free."""
        coordinates = actor.coordinates(thing.organisation_id)
        match action:
            case "note_vog" | "note_trust_step":
                # Nobody vouches for their own household.
                return coordinates and not thing.household.is_home_of(actor)
            case "write_never_again":
                watches = thing.organisation_id in actor.organisations_watched()
                return watches and not thing.household.is_home_of(actor)
            case "pause" | "resume" | "leave" | "come_back":
                return coordinates or thing.household.is_home_of(actor)
            case "tell_step":
                return thing.household.is_home_of(actor)
            case _:
                return False


class TrainingPolicy(Policy[Person, Training]):
    """Rules for evenings of supporters."""

    def may(self, actor: Person, action: str, thing: Training) -> bool:
        """The coordinators of its organisation do all of it."""
        known = action in ("plan", "invite", "note_presence", "call_off")
        return known and actor.coordinates(thing.organisation_id)


class TrainingPlacePolicy(Policy[Person, TrainingPlace]):
    """Rules for an invitation."""

    def may(self, actor: Person, action: str, thing: TrainingPlace) -> bool:
        """Who is invited answers; the coordinator may note what was said by phone."""
        at_home = thing.supporter.household.is_home_of(actor)
        coordinates = actor.coordinates(thing.supporter.organisation_id)
        return action == "answer" and (at_home or coordinates)


class StandingInPolicy(Policy[Person, Organisation]):
    """Rules for who stands in for whom."""

    def may(self, actor: Person, action: str, thing: Organisation) -> bool:
        """The coordinators of an organisation arrange it among themselves."""
        return action in ("set_backup", "note_absence") and actor.coordinates(thing.pk)


class ContactPolicy(Policy[Person, Household]):
    """Rules for how a household can be reached."""

    def may(self, actor: Person, action: str, thing: Household) -> bool:
        """The family keeps its own details. The address is for its coordinator, and for whom it
        opened it for a visit.
        """
        match action:
            case "keep":
                return thing.is_home_of(actor)
            case "reveal":
                opened = Grant.objects.topics(thing.pk, actor, timezone.now())
                return actor.coordinates(thing.organisation_id) or Topic.ADDRESS in opened
            case _:
                return False


class YoungPolicy(Policy[Person, HouseholdMember]):
    """Rules for the own place of a child or young person."""

    def may(self, actor: Person, action: str, thing: HouseholdMember) -> bool:
        """A parent at home gives a child its own place; for who decides alone the coordinator may
        too. Nobody invites a young child.
        """
        if action != "invite" or not may_have_a_place(thing, timezone.localdate()):
            return False
        home = thing.household
        if home.is_home_of(actor):
            return True
        alone = decides_alone(thing, timezone.localdate())
        return alone and actor.coordinates(home.organisation_id)


class PersonPolicy(Policy[Person, Person]):
    """Rules for what is known about somebody."""

    def may(self, actor: Person, action: str, thing: Person) -> bool:
        """Everybody has everything of their own, and may be forgotten; nobody does it for
        another.
        """
        return action in ("export", "erase") and actor.pk == thing.pk


class OfferingPolicy(Policy[Person, Offering]):
    """Rules for a programme as an organisation runs it."""

    def may(self, actor: Person, action: str, thing: Offering) -> bool:
        """Its coordinators adapt it to how things are where they work."""
        return action == "adapt" and actor.coordinates(thing.organisation_id)


people = PersonPolicy()
offerings = OfferingPolicy()
supporters = SupporterPolicy()
trainings = TrainingPolicy()
training_places = TrainingPlacePolicy()
standing_in = StandingInPolicy()
contact = ContactPolicy()
young = YoungPolicy()
