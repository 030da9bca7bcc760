"""Who a programme is for, how a question comes in, and what can be alike."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated

from naast.common.words import FrozenTable, Words
from naast.programmes.schema import Between, Faults, Setting
from naast.programmes.sentences import fault
from naast.programmes.vocabulary import Likeness, Registrant, Side


@dataclass(frozen=True, slots=True)
class Source:
    """Where a programme is described: facts came from there, no sentence did."""

    title: str
    chapter: str
    year: Annotated[int, Between(1900, 2100)]


@dataclass(frozen=True, slots=True)
class AgeOption:
    """Further ages that a municipality can choose (leeftijdsoptie). Whole years, both included."""

    key: str
    title: Words
    child_age_from: Annotated[int, Setting(0, 27, "years")]
    child_age_until: Annotated[int, Setting(0, 27, "years")]

    def faults(self) -> Faults:
        """Ages run upwards."""
        if self.child_age_from > self.child_age_until:
            yield "child_age_until", fault(
                "below", value=self.child_age_until, other="child_age_from",
                bound=self.child_age_from,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a programme is for. Ages are whole years, both included; `asks` is who may ask.

    Ages are a guide: outside it a coordinator may say yes, with a reason. `options` are further
    ages, for children in the municipalities that chose them.
    """

    for_whom: Words
    asks: tuple[Registrant, ...]
    child_age_from: Annotated[int, Setting(0, 27, "years")]
    child_age_until: Annotated[int, Setting(0, 27, "years")]
    options: tuple[AgeOption, ...] = ()

    def welcomes(self, age: int, chosen: Collection[str] = ()) -> bool:
        """Whether a child of this age is who it is for, where these options were chosen."""
        spans = [(self.child_age_from, self.child_age_until)]
        spans += [
            (each.child_age_from, each.child_age_until)
            for each in self.options
            if each.key in chosen
        ]
        return any(youngest <= age <= oldest for youngest, oldest in spans)

    @property
    def oldest(self) -> int:
        """The highest age anywhere, options included."""
        return max(self.child_age_until, *(each.child_age_until for each in self.options), 0)

    def faults(self) -> Faults:
        """Ages run upwards."""
        if self.child_age_from > self.child_age_until:
            yield "child_age_until", fault(
                "below", value=self.child_age_until, other="child_age_from",
                bound=self.child_age_from,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A part somebody plays (rol). `per_match`: how many people play it in one match; 0 is free."""

    key: str
    title: Words
    plural: Words
    side: Side
    per_match: Annotated[int, Between(0, 10)] = 1


@dataclass(frozen=True, slots=True)
class Registration:
    """How a question comes in (aanmelding). Whoever registers, `confirmation_by` says yes first.

    With `asks_handle` a family may say what who comes beside it should be able to handle.
    """

    by: tuple[Registrant, ...]
    confirmation_by: Registrant
    max_questions: Annotated[int, Between(1, 20)]
    asks_handle: bool = False

    def faults(self) -> Faults:
        """Who confirms can also come alone."""
        if self.confirmation_by not in self.by:
            yield (
                "confirmation_by",
                fault("not_in", value=self.confirmation_by, other="by", known=self.by),
            )


@dataclass(frozen=True, slots=True)
class Likenesses:
    """Which likenesses we ask about, and of which somebody may say that it has to be so."""

    asked: tuple[Likeness, ...] = ()
    must: tuple[Likeness, ...] = ()

    def faults(self) -> Faults:
        """Nobody insists on what was not asked, nor on words that no rule may read."""
        for index, each in enumerate(self.must):
            if each not in self.asked:
                yield f"must.{index}", fault("not_in", value=each, other="asked", known=self.asked)
            if each == Likeness.CULTURE:
                yield f"must.{index}", fault("culture")


@dataclass(frozen=True, slots=True)
class LightContact:
    """A stage that keeps nothing but a tally (turven), and no key to anybody.

    `places` is where people meet; `talks` says that anonymous talks are counted too, and that a
    family can get a code on paper, which is good for `code_days`.
    """

    places: Mapping[str, Words] = FrozenTable({})
    talks: bool = False
    code_days: Annotated[int, Setting(7, 365, "days")] = 90
