"""What visitors send without an account: did this help, and what is missing. Counts only."""

import re
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from naast.common.limits import Limit
from naast.guide.freshness import terms
from naast.guide.models import Missed, Service
from naast.guide.search.text import STOP, fold
from naast.kernel.clock import dutch_day

ANSWERS: Final = Limit("guide.answers", most=30, per=timedelta(hours=1))
"""How often one address may say what helped or what is missing."""

MOST_WORDS: Final = 5
LONGEST_WORD: Final = 30
_PERSONAL: Final = re.compile(r"[@\d]|^www|https?:|\.(nl|com|org)\b", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TITLES = "heet heten genaamd naam noemen mevrouw meneer mevr dhr mw familie juf meester dokter dr"
_NAMED: Final = frozenset(_TITLES.split())
"""After these comes a name; the word itself goes too."""


def words_to_keep(question: str) -> str:
    """The loose words of a question that may be kept, sorted, separated by spaces.

    Left out: what has a digit or an at sign, what has a capital inside a sentence or follows such
    as `mevrouw`, streets, single letters, and everything after the fifth word. In small letters a
    first name cannot be told from a word; that is why words are read from a few times on, and why
    they are kept loose and in another order.
    """
    kept: list[str] = []
    skip = False
    for at, word in enumerate(question.split()):
        bare = word.strip(".,;:!?()\"'’‘")
        small = fold(bare)
        named, skip = skip, small in _NAMED
        capital = at > 0 and bare[:1].isupper()
        street = small.endswith(("straat", "laan", "plein", "kade", "gracht", "dreef"))
        if named or skip or capital or street or _PERSONAL.search(bare):
            continue
        if _PLAIN.fullmatch(small) and 2 < len(small) <= LONGEST_WORD and small not in STOP:
            kept.append(small)
    return " ".join(sorted(dict.fromkeys(kept[:MOST_WORDS])))


@transaction.atomic
def say_missed(*, question: str, municipality: str, now: datetime) -> bool:
    """Count once more that these words were asked for in vain.

    Args: municipality: CBS code, empty when no place was asked.
    Returns: whether there was anything to keep.
    """
    words = words_to_keep(question)
    if not words:
        return False
    row, _made = Missed.objects.select_for_update().get_or_create(
        words=words[:80], municipality=municipality, defaults={"last_on": dutch_day(now)}
    )
    row.times, row.last_on = row.times + 1, dutch_day(now)
    row.save(update_fields=["times", "last_on"])
    return True


def say_helped(*, service_uuid: UUID, helped: bool, now: datetime) -> None:
    """Count one more yes or no. Raises: Service.DoesNotExist."""
    name = "helped" if helped else "did_not_help"
    shown = Service.objects.shown(dutch_day(now)).filter(uuid=service_uuid)
    if not shown.update(**{name: F(name) + 1}):
        raise Service.DoesNotExist


def forget_missed(*, now: datetime) -> int:
    """Take away words that nobody asked for since long. Returns: how many."""
    since = dutch_day(now) - timedelta(days=terms().missed_days)
    return Missed.objects.filter(last_on__lt=since).delete()[0]
