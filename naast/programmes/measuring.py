"""What is asked before, during and after, what it is for, and who reads the totals."""

from dataclasses import dataclass
from typing import Annotated, Final

from naast.common.words import Words
from naast.programmes.schema import Faults, Setting
from naast.programmes.sentences import fault
from naast.programmes.vocabulary import MeasureKind, Moment, ReportReader, Side

AIM: Final = "aim_"
"""With this the key of a measure begins that asks about an aim."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One question before, during or after (meting).

    With `only_in_totals` nobody reads one answer but the person who gave it. With
    `of_first_question` it is about what the family asked at the beginning, in its own words.
    Before there is a match only the asking side is asked.
    """

    key: str
    question: Words
    kind: MeasureKind
    moments: tuple[Moment, ...]
    asked_of: tuple[Side, ...]
    optional: bool = True
    only_in_totals: bool = False
    of_first_question: bool = False

    def faults(self) -> Faults:
        """Keys of aims and of other questions are told apart by how they begin."""
        if self.key.startswith(AIM):
            yield "question", fault("like_an_aim", value=self.key, begin=AIM)


@dataclass(frozen=True, slots=True)
class Aim:
    """What the programme is for (doel), asked as a ladder or with faces when looking back.

    `text` names the aim in a few words, `question` asks how that is now.
    """

    key: str
    text: Words
    question: Words
    kind: MeasureKind = MeasureKind.FACES
    moments: tuple[Moment, ...] = (Moment.INTERIM, Moment.AFTER)
    asked_of: tuple[Side, ...] = (Side.ASKING, Side.SUPPORTING)

    def faults(self) -> Faults:
        """An aim is answered with a step or a face."""
        if self.kind not in (MeasureKind.LADDER, MeasureKind.FACES):
            known = (MeasureKind.LADDER, MeasureKind.FACES)
            yield "kind", fault("one_of", value=self.kind, known=known)

    def as_measure(self) -> Measure:
        """The same as a question, under a key that no measure has."""
        return Measure(
            f"{AIM}{self.key}", self.question, self.kind, self.moments, self.asked_of
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class YoungMeasure:
    """One question to a child or young person itself, on its own page (eigen meetvraag).

    From the age at which this programme asks a child itself. Every one can be passed over, and who
    reads the answer the young person chooses.
    """

    key: str
    question: Words
    kind: MeasureKind
    moments: tuple[Moment, ...]

    def faults(self) -> Faults:
        """A question that is never asked is a slip of the pen."""
        if not self.moments:
            yield "moments", fault("none")

    def as_measure(self) -> Measure:
        """The same as a question to its home, to be drawn and checked alike."""
        return Measure(self.key, self.question, self.kind, self.moments, (Side.ASKING,))


@dataclass(frozen=True, slots=True)
class MeasuringNumbers:
    """How many days before its day a look back can be written."""

    early_days: Annotated[int, Setting(0, 60, "days")] = 7


@dataclass(frozen=True, slots=True)
class Reports:
    """How often totals are reported, and to whom. A total below `smallest` is not shown."""

    times_per_year: Annotated[int, Setting(0, 12)]
    to: tuple[ReportReader, ...]
    smallest: Annotated[int, Setting(10, 100, "people")] = 10
