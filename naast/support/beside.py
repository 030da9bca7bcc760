"""Who may come to stand beside a family as a second supporter, and in which role."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Supporter
from naast.people.services.never_again import barred
from naast.people.trust import definition_of, missing_trust_steps
from naast.programmes import Phase, Role
from naast.programmes.vocabulary import Gate
from naast.support import trajectory
from naast.support.models import Companion, Match


def roles_left(match: Match) -> list[Role]:
    """The supporting roles of the programme that nobody plays in this match yet, in order; none
    where one supporter stands beside a family.
    """
    left = list(match.definition().supporting_roles)
    left.remove(match.definition().roles[match.first_role])
    for taken in match.companions.all():
        role = next((each for each in left if each.key == taken.role), None)
        if taken.is_open and role is not None:
            left.remove(role)
    return left


CLOSES_AFTER: Final = timedelta(days=30)
"""How long a part stays open after the path went on without it; then it closes by itself."""


def parts_missing(match: Match) -> list[Role]:
    """The parts that act in the phase they are in, that nobody plays, and for which nobody was
    asked; none before the family and the first supporter chose each other.
    """
    step = trajectory.current_step(match)
    if step is None or not is_time(match):
        return []
    acts = match.definition().phase(step.phase).acts
    return [role for role in roles_left(match) if role.key in acts]


def ends_now(match: Match, role: str) -> Phase | None:
    """The phase with which the path goes on when this part says that its work is done: this part
    acts in the phase they are in and in none after it. None where its closing moves nothing: then
    others act on in this phase, or somebody else has to look along first.
    """
    step, programme = trajectory.current_step(match), match.definition()
    if step is None or match.contact_rests:
        return None
    phase, following = programme.phase(step.phase), programme.phase_after(step.phase)
    if following is None or not phase.skippable or programme.is_guarded(phase):
        return None
    last = role in phase.acts and not _acts_later(match, phase, role)
    return following if last else None


def over_since(match: Match, companion: Companion) -> date | None:
    """Since when the path goes on without this part: the first day of the phase they are in, when
    it acts neither there nor later. None while it acts, and for who came (back) in this phase.
    """
    step = trajectory.current_step(match)
    if step is None or not companion.is_present or companion.agreed_at is None:
        return None
    phase = match.definition().phase(step.phase)
    came = timezone.localdate(companion.agreed_at)
    acts = companion.role in phase.acts or _acts_later(match, phase, companion.role)
    return None if acts or came >= step.started_on else step.started_on


def _acts_later(match: Match, phase: Phase, role: str) -> bool:
    phases = match.definition().phases
    return any(role in later.acts for later in phases[phases.index(phase) + 1 :])


def is_time(match: Match) -> bool:
    """Whether the family and the first supporter chose each other, so that another can come."""
    if match.ended_at is not None or match.contact_rests:
        return False
    step = trajectory.current_step(match)
    first = step is not None and step.phase == match.definition().first_phase.key
    return (
        step is not None and not first and not trajectory.stands_before(match, Gate.BOTH_SAID_YES)
    )


def objections(match: Match, supporters: Iterable[Supporter], on: date) -> dict[int, str]:
    """Per supporter why it cannot come to stand beside this family now; empty when it can.

    The same is asked as of the first one: its own trust file, VOG and a free place.
    """
    there = list(supporters)
    stopped, taken = barred(there), _places_taken(there)
    here = {home.pk for home in match.everybody()}
    people = {person.pk for home in match.everybody() for person in home.people()}
    found: dict[int, str] = {}
    for each in there:
        programme = definition_of(each)
        most = min(each.capacity, int(programme.capacity.families_at_once))
        lives_here = people & {person.pk for person in each.household.people()}
        if each.household_id in here or lives_here:
            found[each.pk] = _("stands or lives here already")
        elif each.status in (Supporter.Status.PAUSED, Supporter.Status.LEFT):
            found[each.pk] = _("does not want a new proposal now")
        elif each.pk in stopped:
            found[each.pk] = _("first call a colleague")
        elif missing_trust_steps(each, programme, on):
            found[each.pk] = _("the trust file is not complete yet")
        elif programme.trust.vog and not each.vog_valid(
            on, int(programme.matching.vog_valid_months)
        ):
            found[each.pk] = _("the VOG still has to be seen")
        elif taken.get(each.pk, 0) >= most:
            found[each.pk] = _("has no free place now")
        else:
            found[each.pk] = ""
    return found


def places_taken(supporter: Supporter) -> int:
    """With how many families it stands or was proposed, as first or as second supporter."""
    return _places_taken([supporter])[supporter.pk]


def _places_taken(supporters: list[Supporter]) -> dict[int, int]:
    ids = [each.pk for each in supporters]
    taken = dict.fromkeys(ids, 0)
    first = Match.objects.live().filter(supporter__in=ids).values_list("supporter", flat=True)
    second = Companion.objects.open().filter(supporter__in=ids).values_list("supporter", flat=True)
    for pk in (*first, *second):
        taken[pk] += 1
    return taken
