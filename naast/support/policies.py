"""Who may do what with a request, a match and a household's notes."""

from naast.common.policies import Policy
from naast.people.models import Household, Person
from naast.support.models import Match, Side, SupportRequest


class RequestPolicy(Policy[Person, SupportRequest]):
    """Rules for a family's question."""

    def may(self, actor: Person, action: str, thing: SupportRequest) -> bool:
        """The coordinator plans, proposes and closes; the family confirms and withdraws its own."""
        coordinates = actor.coordinates(thing.organisation_id)
        match action:
            case "plan_talk" | "note_talk" | "propose_match":
                return coordinates
            case "close":
                return coordinates or thing.household.is_home_of(actor)
            case _:
                return False


class MatchPolicy(Policy[Person, Match]):
    """Rules for two families beside each other."""

    def may(self, actor: Person, action: str, thing: Match) -> bool:
        """Each side speaks for itself; the coordinator keeps the path; nobody answers for a
        family.
        """
        coordinates = actor.coordinates(thing.request.organisation_id)
        side = thing.side_of(actor)
        match action:
            case "answer" | "evaluate" | "accept":
                return side is not None
            case "write_house_rules":
                return coordinates or side is not None
            case "stop":
                return coordinates or side is not None
            case "plan_meeting" | "note_meeting" | "write_agreement" | "note_on_paper":
                return coordinates
            case "withdraw" | "skip_phase" | "round_off":
                return coordinates
            case "say_stays_in_touch":
                return side == Side.ASKING
            case _:
                return False


class NotePolicy(Policy[Person, Household]):
    """Rules for notes about a household."""

    def may(self, actor: Person, action: str, thing: Household) -> bool:
        """Only a coordinator writes; the family reads along."""
        return action == "write" and actor.coordinates(thing.organisation_id)


requests = RequestPolicy()
matches = MatchPolicy()
notes = NotePolicy()
