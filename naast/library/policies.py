"""Who may do what with a submission: who keeps the library, and who comes in by a link."""

from dataclasses import dataclass

from naast.common.policies import Policy
from naast.library.models import Submission
from naast.people.models import Person


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without an account, as far as their link tells: what they are here, and of which
    submission. The logbook knows no more of them.
    """

    log_role: str
    log_name: str
    submission: int | None = None
    pk: None = None


def visitor() -> Guest:
    """Whoever sends something in."""
    return Guest("sender", "Inzender")


def sender(submission: Submission) -> Guest:
    """Who sent this one in."""
    return Guest("sender", "Inzender", submission.pk)


def reviewer(submission: Submission) -> Guest:
    """Who was asked to read along with this one."""
    return Guest("reviewer", "Meelezer", submission.pk)


def contact(submission: Submission) -> Guest:
    """Who answers for this one."""
    return Guest("contact", "Contactpersoon", submission.pk)


KEEPING = frozenset({"ask", "invite", "ask_contact", "publish", "rest", "check", "assure", "sort"})
"""What the editors do."""

BY_LINK = {
    "sender": frozenset({"change", "take_back"}),
    "reviewer": frozenset({"remark"}),
    "contact": frozenset({"approve", "object", "assure", "take_yes_back"}),
}
"""What a link opens, by what somebody is here."""


class SubmissionPolicy(Policy[Person | Guest, Submission]):
    """Rules for what was sent in."""

    def may(self, actor: Person | Guest, action: str, thing: Submission) -> bool:
        """Everybody may send in. Who coordinates somewhere, or looks along, keeps the library; a
        link opens one submission, and of that one what it was made for.
        """
        if thing.erased_at is not None:
            return False
        if isinstance(actor, Guest):
            if action == "send":
                return actor.submission is None and thing.pk is None
            return action in BY_LINK[actor.log_role] and actor.submission == thing.pk
        return action in KEEPING and bool(actor.organisations_watched())


submissions = SubmissionPolicy()
