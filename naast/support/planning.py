"""Whether a match has a plan by now, and for whose part somebody may write."""

from collections.abc import Sequence

from naast.people.models import Person
from naast.programmes import Role
from naast.support.models import Match, Side


def has_plan(match: Match) -> bool:
    """Whether the programme knows a plan, and the path has come to it."""
    plan = match.definition().plan
    return bool(plan.parts) and plan.phase in {step.phase for step in match.steps.all()}


def parts_of_plan(match: Match) -> Sequence[Role]:
    """The parts of the plan in their order, the family's first."""
    programme = match.definition()
    return [programme.roles[part] for part in programme.plan.parts]


def parts_to_write(match: Match, actor: Person) -> list[str]:
    """For whose part `actor` may write a task: the family for every part, who stands beside it for
    its own, and the coordinator for who is no part of the match.
    """
    side, parts = match.side_of(actor), list(match.definition().plan.parts)
    if side == Side.ASKING:
        return parts
    if side == Side.SUPPORTING:
        return [part for part in parts if part == own_part(match, actor)]
    beside = {role.key for role in match.definition().supporting_roles}
    return [part for part in parts if part != "asking" and part not in beside]


def own_part(match: Match, actor: Person) -> str:
    """The part that this person plays in the match; empty for everybody else."""
    if match.request.household.is_home_of(actor):
        return "asking"
    for each in match.beside():
        if each.supporter.household.is_home_of(actor):
            return each.role
    return match.first_role if match.supporter.household.is_home_of(actor) else ""
