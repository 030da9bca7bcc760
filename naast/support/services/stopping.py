"""A supporter says goodbye: what runs is named first, what nobody read yet is taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Person, Supporter
from naast.people.services import supporters
from naast.people.services.grants import close_grants_of
from naast.support import notices
from naast.support.models import Companion, Match
from naast.support.selectors.turns import listed
from naast.support.services.matches import end_match


@transaction.atomic
def stop_supporting(*, actor: Person, supporter_id: int, now: datetime) -> Supporter:
    """Say goodbye as a supporter. Proposals that were not opened to it yet are taken back, so that
    the question goes to somebody else.

    Raises: DomainError while it still stands beside a family, or when it left before.
    """
    visible = Supporter.objects.visible_to(actor).select_related("household")
    supporter = visible.select_for_update(of=("self",)).get(pk=supporter_id)
    policies.supporters.require(actor, "leave", supporter)
    known, unknown = running(supporter)
    second = Companion.objects.open().filter(supporter=supporter)
    known += [each.match for each in second.present().select_related("match__request__household")]
    if known:
        names = listed([match.request.household.name for match in known])
        raise DomainError(_("First say goodbye there: %(names)s.") % {"names": names})
    for match in unknown:
        end_match(match, Match.Ending.WITHDRAWN, actor=actor, now=now)
        notices.tell_coordinator(match)
    for each in second.select_related("match__guided_by", "match__proposed_by"):
        each.closed_at, each.closed_by = now, actor
        each.save(update_fields=["closed_at", "closed_by"])
        close_grants_of(supporter.household, basis=each.match.basis, now=now)
        notices.tell_coordinator(each.match)
    return supporters.leave(actor=actor, supporter_id=supporter_id, now=now)


def running(supporter: Supporter) -> tuple[list[Match], list[Match]]:
    """Its live matches: those it knows of, and those that were never opened to it."""
    live = Match.objects.live().with_families().filter(supporter=supporter).order_by("pk")
    opened = Match.objects.opened_to([supporter.household_id])
    known = set(opened.live().filter(supporter=supporter).values_list("pk", flat=True))
    rows = list(live)
    return [m for m in rows if m.pk in known], [m for m in rows if m.pk not in known]
