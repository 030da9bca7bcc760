"""Who may do what with a supporter and its trust file, and with one's own data."""

from naast.common.policies import Policy
from naast.people.models import Person, Supporter


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
            case "pause" | "resume":
                return coordinates or thing.household.is_home_of(actor)
            case _:
                return False


class PersonPolicy(Policy[Person, Person]):
    """Rules for what is known about somebody."""

    def may(self, actor: Person, action: str, thing: Person) -> bool:
        """Everybody has everything of their own, and may be forgotten; nobody does it for
        another.
        """
        return action in ("export", "erase") and actor.pk == thing.pk


people = PersonPolicy()
supporters = SupporterPolicy()
