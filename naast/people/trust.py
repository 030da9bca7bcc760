"""What a programme wants to know of a supporter before the first meeting."""

from naast.people.models import Supporter, TrustStep
from naast.programmes import Programme


def needed_trust_steps(programme: Programme) -> list[TrustStep.Step]:
    """The steps of the trust file that this programme asks, in the order in which they are
    taken.
    """
    trust, step = programme.trust, TrustStep.Step
    references = [step.REFERENCE_1, step.REFERENCE_2][: trust.references]
    return [
        *([step.ACQUAINTANCE_TALK] if trust.acquaintance_talk else []),
        *references,
        *([step.HOME_VISIT] if trust.home_visit else []),
        *([step.TRAINING] if trust.training else []),
    ]


def missing_trust_steps(supporter: Supporter, programme: Programme) -> list[TrustStep.Step]:
    """The steps that were not taken yet."""
    done = supporter.trust_done()
    return [step for step in needed_trust_steps(programme) if step not in done]
