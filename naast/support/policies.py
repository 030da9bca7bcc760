"""Who may do what with a request, a match, a household's notes, an alarm and a broken glass."""

from naast.common.policies import Policy
from naast.people.models import Household, HouseholdMember, Person
from naast.support.models import (
    Alarm,
    BrokenGlass,
    Companion,
    Consent,
    Match,
    Side,
    SupportRequest,
    Visit,
)


class RequestPolicy(Policy[Person, SupportRequest]):
    """Rules for a family's question."""

    def may(self, actor: Person, action: str, thing: SupportRequest) -> bool:
        """The coordinator plans, proposes and closes; the family confirms and withdraws its own."""
        coordinates = actor.coordinates(thing.organisation_id)
        match action:
            case "plan_talk" | "note_talk" | "choose_programme" | "decide_fit" | "propose_match":
                return coordinates
            case "say_yes_outside":
                return coordinates
            case "answer_measures" | "say_it_fits":
                return thing.household.is_home_of(actor)
            case "write_down_answers":
                return coordinates and not thing.household.is_home_of(actor)
            case "close":
                return coordinates or thing.household.is_home_of(actor)
            case _:
                return False


class MatchPolicy(Policy[Person, Match]):
    """Rules for two families beside each other."""

    def may(self, actor: Person, action: str, thing: Match) -> bool:
        """Each side speaks for itself; the coordinator keeps the path; nobody answers for a
        family. A second supporter lives the path with the same rights, but what one side says with
        one voice the first one says: it ends nobody else's match.
        """
        coordinates = actor.coordinates(thing.request.organisation_id)
        side = thing.side_of(actor)
        speaks = side is not None and not thing.is_second(actor)
        match action:
            case (
                "accept"
                | "note_day"
                | "give_consent"
                | "close_topic"
                | "reopen_topic"
                | "open_address"
                | "accept_rhythm"
                | "leave_thanks"
                | "answer_outing"
                | "answer_measures"
            ):
                return side is not None
            case (
                "answer"
                | "evaluate"
                | "propose_extension"
                | "answer_extension"
                | "ask_again"
                | "say_stays_in_touch"
            ):
                return speaks
            case "stop":
                return coordinates or speaks
            case (
                "write_house_rules"
                | "plan_goodbye"
                | "write_rhythm"
                | "change_times"
                | "write_plan"
            ):
                return coordinates or side is not None
            case (
                "plan_meeting"
                | "note_meeting"
                | "write_agreement"
                | "note_on_paper"
                | "hand_over"
                | "ask_companion"
            ):
                return coordinates
            case "withdraw" | "skip_phase" | "round_off" | "decide" | "write_down_answers":
                return coordinates
            case (
                "decide_extension"
                | "note_aftertalk"
                | "settle_enough"
                | "hear_young_person"
                | "check_in"
            ):
                return coordinates
            case "say_enough" | "choose_themes":
                return side == Side.ASKING
            case "say_second_yes" | "write_down_day" | "write_down_extension":
                # Whoever lives in one of the two homes does not decide about a child going there,
                # and writes down nothing for the own home.
                watches = thing.request.organisation_id in actor.organisations_watched()
                return side is None and (watches if action == "say_second_yes" else coordinates)
            case _:
                return False


class CompanionPolicy(Policy[Person, Companion]):
    """Rules for a second supporter beside a family."""

    def may(self, actor: Person, action: str, thing: Companion) -> bool:
        """The family says who is welcome and asks back; who was asked answers and closes for
        itself; the coordinator closes for who cannot, and takes back what nobody answered. Whoever
        looks along says nothing about a home of their own.
        """
        coordinates = actor.coordinates(thing.match.request.organisation_id)
        own = thing.supporter.household.is_home_of(actor)
        match action:
            case "welcome" | "call_back":
                return thing.match.request.household.is_home_of(actor)
            case "agree":
                return own
            case "close_part":
                return own or coordinates
            case "take_back":
                return coordinates
            case "say_second_yes":
                return thing.match.request.organisation_id in actor.organisations_watched() and (
                    not own and thing.match.side_of(actor) is None
                )
            case _:
                return False


class ProfessionalPolicy(Policy[Person, Household]):
    """Rules for who works with a household and stands apart."""

    def may(self, actor: Person, action: str, thing: Household) -> bool:
        """The family says who may ask; the coordinator answers and writes the reason of an
        exception, never about the own home; the family says yes to it and ends it.
        """
        own = thing.is_home_of(actor)
        coordinates = actor.coordinates(thing.organisation_id)
        match action:
            case "name" | "agree":
                return own
            case "answer" | "propose_exchange" | "propose_name":
                return coordinates and not own
            case "stop":
                return own or coordinates
            case "end_exchange":
                return own or coordinates or _lives_there_as_a_child(actor, thing)
            case _:
                return False


def _lives_there_as_a_child(actor: Person, home: Household) -> bool:
    return HouseholdMember.objects.young(actor).filter(household=home).exists()


class NotePolicy(Policy[Person, Household]):
    """Rules for notes about a household."""

    def may(self, actor: Person, action: str, thing: Household) -> bool:
        """Only a coordinator writes and corrects; the family reads along and answers."""
        match action:
            case "write" | "read_reply":
                return actor.coordinates(thing.organisation_id)
            case "answer":
                return thing.is_home_of(actor)
            case _:
                return False


class GivenPolicy(Policy[Person, Consent | Visit]):
    """Rules for what a family opened on purpose."""

    def may(self, actor: Person, action: str, thing: Consent | Visit) -> bool:
        """Every adult at home may end it or let it go on, whoever of them gave it."""
        return action in ("withdraw", "renew") and thing.household.is_home_of(actor)


class YoungPolicy(Policy[Person, HouseholdMember]):
    """Rules for the own voice and the own yes of a child or young person."""

    def may(self, actor: Person, action: str, thing: HouseholdMember) -> bool:
        """Nobody but the child itself."""
        return action in ("speak", "answer") and thing.person_id == actor.pk


class AlarmPolicy(Policy[Person, Alarm]):
    """Rules for what somebody told that is not right."""

    def may(self, actor: Person, action: str, thing: Alarm) -> bool:
        """Two who look after it answer and settle; never who it is about, nor about their own
        home.
        """
        if action not in ("answer", "settle") or thing.about_person_id == actor.pk:
            return False
        if Household.objects.of(actor).filter(pk__in=thing.households()).exists():
            return False
        return thing.household.organisation_id in actor.organisations_watched()


class GlassPolicy(Policy[Person, BrokenGlass]):
    """Rules for a glass that was broken."""

    def may(self, actor: Person, action: str, thing: BrokenGlass) -> bool:
        """Whoever broke it opens and explains; the second person who was told may close it."""
        match action:
            case "open" | "explain":
                return thing.person_id == actor.pk
            case "close":
                watches = thing.household.organisation_id in actor.organisations_watched()
                return watches or thing.person_id == actor.pk
            case _:
                return False


requests = RequestPolicy()
matches = MatchPolicy()
companions = CompanionPolicy()
notes = NotePolicy()
professionals = ProfessionalPolicy()
given = GivenPolicy()
young = YoungPolicy()
alarms = AlarmPolicy()
glasses = GlassPolicy()
