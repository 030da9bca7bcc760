"""A warm handover: another coordinator guides matches from now on, and both families know it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook, mail
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.people.standing_in import Covers
from naast.support import notices, policies
from naast.support.models import Handover, Match, Side
from naast.support.selectors.turns import beside_title


@transaction.atomic
def hand_over(
    *,
    actor: Person,
    chosen: Mapping[int, int],
    to_id: int,
    words: str,
    now: datetime,
) -> list[Handover]:
    """Hand matches over to a colleague, with a word for both families.

    All of them or none: when somebody else was quicker with one, nothing changes.

    Args:
        chosen: per match the coordinator who guided it when the actor looked.
        words: what both families read about it.
    Raises: DomainError when nothing is chosen or written, a match ended or was handed over
    meanwhile, or the colleague guides it already, has no role there, or lives in one of the homes.
    """
    if not chosen:
        raise DomainError(_("Choose at least one match."))
    if not words.strip():
        raise DomainError(_("Write a word for the families first."))
    mine = Match.objects.looked_after_by(actor).live().with_families().filter(pk__in=chosen)
    matches = list(mine.select_for_update(of=("self",)).order_by("pk"))
    if len(matches) < len(chosen):
        raise DomainError(_("One of these matches has ended meanwhile. Have another look."))
    on = timezone.localdate(now)
    covers = Covers({match.request.organisation_id for match in matches}, on)
    return [
        _hand_over(actor, match, chosen[match.pk], to_id, words.strip(), covers, now)
        for match in matches
    ]


def _hand_over(
    actor: Person, match: Match, seen: int, to_id: int, words: str, covers: Covers, now: datetime
) -> Handover:
    policies.matches.require(actor, "hand_over", match)
    taker = _taker(match, seen, to_id, covers)
    days = int(match.definition().volunteers.overlap_days)
    handover = Handover.objects.create(
        match=match,
        left_by=match.guide,
        taken_by=taker,
        words=words,
        both_until=timezone.localdate(now) + timedelta(days=days),
        written_by=actor,
        written_at=now,
    )
    match.guided_by = taker
    match.save(update_fields=["guided_by"])
    logbook.record(
        actor, "support.match.handed_over", match, now=now, households=match.households()
    )
    _tell(match, actor)
    return handover


def _taker(match: Match, seen: int, to_id: int, covers: Covers) -> Person:
    """Who takes it, when nobody was quicker and that person may."""
    about = {"beside": beside_title(match), "name": match.guide.first_name}
    if match.guide.pk != seen:
        told = _("%(beside)s was handed over to %(name)s meanwhile. Nothing was changed.")
        raise DomainError(told % about)
    if match.guide.pk == to_id:
        raise DomainError(_("%(name)s guides %(beside)s already.") % about)
    here = {person.pk: person for person in covers.here(match.request.organisation_id)}
    if to_id not in here:
        raise DomainError(_("Choose somebody who coordinates here."))
    taker = here[to_id]
    if match.side_of(taker) is not None:
        raise DomainError(_("%(name)s lives in one of these homes.") % {"name": taker.first_name})
    return taker


def _tell(match: Match, actor: Person) -> None:
    """Tell each side that knows of this match, and the new face."""
    for side in Side:
        home = match.household(side)
        if Match.objects.opened_to([home.pk]).filter(pk=match.pk).exists():
            notices.tell_household(home)
    if match.guide.pk != actor.pk:
        mail.tell([match.guide.email])
