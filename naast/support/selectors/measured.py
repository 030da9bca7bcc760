"""What was answered, as plain rows to be counted: values without a word, a name or a person.

Only for totals over many families: whoever shows anything of it suppresses small numbers first.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from naast.common.rows import lifted
from naast.programmes.vocabulary import Moment
from naast.support.models import Evaluation, MeasureAnswer


@dataclass(frozen=True, slots=True)
class Measured:
    """One answer with a value: yes 1 or no 0, a step from 0 to 10, or a face from 1 to 3.

    `request` and `match` are numbers to count by; `match` is None before there was one. `round`
    counts the look backs of a phase from 1.
    """

    organisation: int
    programme: str
    request: int
    match: int | None
    side: str
    moment: str
    round: int
    measure: str
    value: int
    day: date


def measured(
    organisations: Collection[int], programme: str, *, since: date, until: date
) -> list[Measured]:
    """The last answer of each side to each question of each moment, given from `since` up to and
    including `until`. What was left open, or only said in words, is not among them.
    """
    with lifted():  # totals over many families name none of them
        rows = [
            *_answers(organisations, programme, until),
            *_moods(organisations, programme, until),
        ]
    return sorted((row for row in rows if row.day >= since), key=lambda row: (row.day, row.request))


def _answers(organisations: Iterable[int], programme: str, until: date) -> Iterator[Measured]:
    given = MeasureAnswer.objects.filter(
        request__organisation__in=organisations,
        request__programme=programme,
        given_at__date__lte=until,
    ).order_by("given_at", "pk")
    names = (
        "request__organisation_id", "request_id", "match_id", "side", "moment", "phase", "round",
        "measure", "value", "given_at", "household_id",
    )  # fmt: skip
    last = {
        (row["household_id"], row["match_id"], row["moment"], row["phase"], row["round"],
         row["measure"]): row
        for row in given.values(*names)
    }  # fmt: skip
    for row in last.values():
        if row["value"] is None:
            continue  # asked and left open, or said in words
        yield Measured(
            organisation=row["request__organisation_id"],
            programme=programme,
            request=row["request_id"],
            match=row["match_id"],
            side=row["side"],
            moment=row["moment"],
            round=row["round"],
            measure=row["measure"],
            value=row["value"],
            day=timezone.localdate(row["given_at"]),
        )


def _moods(organisations: Iterable[int], programme: str, until: date) -> Iterator[Measured]:
    """How the trial felt: the face of the evaluation, under the name its question has."""
    given = Evaluation.objects.filter(
        match__request__organisation__in=organisations,
        match__request__programme=programme,
        given_at__date__lte=until,
    ).order_by("given_at", "pk")
    names = (
        "match__request__organisation_id", "match__request_id", "match_id", "side", "phase",
        "mood", "given_at",
    )  # fmt: skip
    last = {(row["match_id"], row["side"], row["phase"]): row for row in given.values(*names)}
    for row in last.values():
        if row["mood"] is None:
            continue
        yield Measured(
            organisation=row["match__request__organisation_id"],
            programme=programme,
            request=row["match__request_id"],
            match=row["match_id"],
            side=row["side"],
            moment=str(Moment.TRIAL),
            round=0,
            measure="how_it_feels",
            value=row["mood"],
            day=timezone.localdate(row["given_at"]),
        )
