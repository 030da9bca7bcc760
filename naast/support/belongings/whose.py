"""Which rows of this room are of whom, as a question to the database for a circle of people."""

from django.db.models import Q

from naast.common.belongings import Circle
from naast.support.models import (
    Evaluation,
    Match,
    Side,
)


def of_match(circle: Circle) -> Q:
    """What hangs on their matches."""
    return Q(match__in=circle.matches)


def matches(circle: Circle) -> Q:
    """Their matches themselves."""
    return Q(pk__in=circle.matches)


def of_home(circle: Circle) -> Q:
    """What hangs on their homes."""
    return Q(household__in=circle.households)


def told(circle: Circle) -> Q:
    """What somebody told is theirs alone: not of whoever lives beside them."""
    return Q(raised_by__in=circle.people)


def alarms(circle: Circle) -> Q:
    """What was told about their homes, and what they told themselves."""
    return of_home(circle) | told(circle)


def own_side(circle: Circle) -> Q:
    """What their own side said; the other side's answer is the other's."""
    homes = circle.households
    return of_match(circle) & (
        Q(side=Side.ASKING, match__request__household__in=homes)
        | Q(side=Side.SUPPORTING, match__supporter__household__in=homes)
    )


def evaluations(circle: Circle) -> Q:
    """Their own, and the other side's once they have written theirs: then both read both."""
    both = Q()
    for mine in Evaluation.objects.filter(own_side(circle)).values("match", "phase"):
        both |= Q(match=mine["match"], phase=mine["phase"])
    return own_side(circle) | (both or Q(pk__in=()))


def measured(circle: Circle) -> Q:
    """What their own home answered; what only counts in totals is of who gave it alone."""
    return of_home(circle) & (Q(only_in_totals=False) | Q(given_by__in=circle.people))


def said(circle: Circle) -> Q:
    """What they said themselves; nobody else at home reads it."""
    return Q(said_by__in=circle.people)


def companions(circle: Circle) -> Q:
    """Who else was asked beside them, and where they came to stand themselves after the family
    said yes; of who did not come the first supporter never heard.
    """
    homes = circle.households
    asked = Q(match__request__household__in=homes)
    came = Q(match__supporter__household__in=homes, agreed_at__isnull=False)
    themselves = Q(supporter__household__in=homes, welcomed_at__isnull=False)
    return (of_match(circle) & (asked | came)) | themselves


def thanks(circle: Circle) -> Q:
    """What they wrote, and what the other side wrote to them, once it was rounded off."""
    to_us = of_match(circle) & ~own_side(circle) & Q(match__ending=Match.Ending.COMPLETED)
    return Q(written_by__in=circle.people) | to_us


def of_match_or_second(circle: Circle) -> Q:
    """What was noted in their matches, and what they noted as a second supporter."""
    second = Q(match__companions__supporter__household__in=circle.households)
    return of_match(circle) | (second & Q(written_by__in=circle.people))


def days_together(circle: Circle) -> Q:
    """What their own side noted, what the other side noted for both, and what they noted as a
    second supporter.
    """
    return (
        of_match_or_second(circle) & Q(written_by__in=circle.people)
        | own_side(circle)
        | (of_match(circle) & Q(other_side_reads=True))
    )


def lines(circle: Circle) -> Q:
    """All about their homes, but for matches that never were opened to them; and all they did."""
    homes = circle.households
    closed = Match.objects.of(homes).exclude(pk__in=circle.matches).values("pk")
    about = Q(household_id__in=homes) & ~Q(subject=Match._meta.label_lower, subject_id__in=closed)
    return about | Q(actor_id__in=circle.people)


def replies(circle: Circle) -> Q:
    """What was answered to notes about their homes."""
    return Q(note__household__in=circle.households)


def own_voice(circle: Circle) -> Q:
    """What a young person says is its own, whoever may read it."""
    return Q(person__in=circle.people)


def own_yes(circle: Circle) -> Q:
    """What a child said is its own, and of nobody else at home."""
    return Q(member__person__in=circle.people)


def called(circle: Circle) -> Q:
    """Calls with their own side, or with their own home when somebody else stands there now."""
    own = Q(with_home=None) & own_side(circle)
    return own | Q(with_home__in=circle.households)


def enquiries(circle: Circle) -> Q:
    """What was asked about their homes, and what they answered themselves."""
    return of_home(circle) | Q(answered_by__in=circle.people)


def came_along(circle: Circle) -> Q:
    """What their pairs said to outings, and what they said themselves as a second supporter."""
    return of_match(circle) | Q(said_by__in=circle.people)


def planned(circle: Circle) -> Q:
    """What stands in the plans of their matches, and what they wrote in one as a second
    supporter.
    """
    return of_match_or_second(circle)
