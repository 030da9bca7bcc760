"""What a programme wants to know of a supporter before the first meeting, and afterwards."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naast.kernel.clock import add_months
from naast.people.models import Supporter, TrustStep
from naast.programmes import Programme, all_programmes
from naast.programmes.standing_beside import Booster, TrustFile

Step = TrustStep.Step
THEME = "theme_"
"""How the key of a theme training begins, so that it is none of the other steps."""


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A step of the trust file as one programme asks it.

    `told`: the supporter says it itself, in a word. `needed`: before the first meeting.
    `valid_months`: after that it is due again, 0 is never.
    """

    key: str
    title: str
    told: bool = False
    needed: bool = True
    valid_months: int = 0

    def counts_until(self, done_on: date) -> date | None:
        """The last day on which it counts when it was taken on `done_on`; None is always."""
        return add_months(done_on, self.valid_months) if self.valid_months else None

    def counts(self, done_on: date | None, on: date | None) -> bool:
        """Whether it was taken, and still counts on that day when one is given."""
        if done_on is None:
            return False
        until = self.counts_until(done_on)
        return until is None or on is None or on <= until


def definition_of(supporter: Supporter) -> Programme:
    """The programme a supporter offers in, with the numbers of its organisation.

    Raises: LookupError when the organisation no longer offers it.
    """
    for offering in supporter.organisation.offerings.all():
        if offering.programme == supporter.programme:
            return offering.definition()
    raise LookupError(f"{supporter.organisation} no longer offers {supporter.programme}")


def asked_steps(programme: Programme) -> list[AskedStep]:
    """Every step this programme knows, in the order in which they are taken; theme trainings that
    are not needed come last.
    """
    trust = programme.trust
    themes = [_theme(booster) for booster in trust.boosters]
    return [
        *([_known(Step.ACQUAINTANCE_TALK)] if trust.acquaintance_talk else []),
        *([AskedStep(Step.OF_AGE, _age(trust), told=True)] if _has_ages(trust) else []),
        *([_known(Step.PARENTING, told=True)] if trust.parenting else []),
        *(_known(step) for step in (Step.REFERENCE_1, Step.REFERENCE_2)[: int(trust.references)]),
        *([_known(Step.HOME_VISIT)] if trust.home_visit else []),
        *(_evenings(int(trust.training_evenings)) if trust.training else []),
        *(theme for theme in themes if theme.needed),
        *(theme for theme in themes if not theme.needed),
    ]


def needed_trust_steps(programme: Programme) -> list[AskedStep]:
    """The steps that come before the first meeting."""
    return [step for step in asked_steps(programme) if step.needed]


def missing_trust_steps(
    supporter: Supporter, programme: Programme, on: date | None = None
) -> list[AskedStep]:
    """The needed steps that were not taken yet, or are due again on a day."""
    done = supporter.trust_done()
    needed = needed_trust_steps(programme)
    return [step for step in needed if not step.counts(done.get(step.key), on)]


def training_steps(programme: Programme) -> list[AskedStep]:
    """The steps that are taken in a training, together or alone."""
    evenings = {step.key for step in _evenings(int(programme.trust.training_evenings))}
    steps = asked_steps(programme)
    return [step for step in steps if step.key in evenings or step.key.startswith(THEME)]


def step_title(key: str, programme: Programme | None = None) -> str:
    """How a step is called; a key we have no word for stays a key."""
    for each in [programme] if programme else all_programmes():
        for step in asked_steps(each):
            if step.key == key:
                return step.title
    return str(Step(key).label) if key in Step.values else key


def is_known(key: str, programme: Programme) -> bool:
    """Whether this step can be noted: one that the programme asks, or one of those of any."""
    return key in Step.values or any(step.key == key for step in asked_steps(programme))


def _known(step: TrustStep.Step, *, told: bool = False) -> AskedStep:
    return AskedStep(step.value, str(step.label), told=told)


def _evenings(number: int) -> list[AskedStep]:
    if number == 1:
        return [_known(Step.TRAINING)]
    keys = [Step.TRAINING.value, *(f"{Step.TRAINING}_{at}" for at in range(2, number + 1))]
    title = _("Training, evening %(n)s")
    return [AskedStep(key, title % {"n": at}) for at, key in enumerate(keys, start=1)]


def _theme(booster: Booster) -> AskedStep:
    return AskedStep(
        f"{THEME}{booster.key}",
        str(booster.title),
        needed=booster.needed,
        valid_months=int(booster.valid_months),
    )


def _has_ages(trust: TrustFile) -> bool:
    return trust.age_from > 0 or trust.age_until > 0


def _age(trust: TrustFile) -> str:
    ages = {"low": int(trust.age_from), "high": int(trust.age_until)}
    if not ages["high"]:
        return _("%(low)s years or older") % ages
    return _("Between %(low)s and %(high)s years old") % ages
