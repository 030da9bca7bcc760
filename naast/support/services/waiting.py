"""Writes about waiting: what bridges it, what suits a family, and what to talk about."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people.models import Offering, Person
from naast.support import notices, policies
from naast.support.models import Bridge, BridgeFit, ChosenThemes, Side, SupportRequest
from naast.support.services.access import reachable_match

Status = SupportRequest.Status


@transaction.atomic
def write_bridge(
    *, actor: Person, offering_id: int, title: str, about: str, link: str, phone: str,
    now: datetime, bridge_id: int | None = None,
) -> Bridge:  # fmt: skip
    """Write down something that is there for who waits, or change it.

    Raises: Offering.DoesNotExist or Bridge.DoesNotExist when the actor does not coordinate there.
    """
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    offering = mine.get(pk=offering_id)
    told = {"title": title, "about": about, "link": link, "phone": phone}
    here = {"organisation": offering.organisation, "programme": offering.programme}
    if bridge_id is None:
        bridge = Bridge.objects.create(**here, **told)
    else:
        bridge = Bridge.objects.select_for_update().get(pk=bridge_id, **here)
        for name, value in told.items():
            setattr(bridge, name, value)
        bridge.save(update_fields=[*told])
    _record(actor, "support.bridge.written", bridge, now)
    return bridge


@transaction.atomic
def close_bridge(*, actor: Person, bridge_id: int, now: datetime) -> None:
    """It is not there any more. Twice is once."""
    bridge = Bridge.objects.looked_after_by(actor).select_for_update().get(pk=bridge_id)
    if bridge.closed_at is None:
        bridge.closed_at = now
        bridge.save(update_fields=["closed_at"])
        _record(actor, "support.bridge.closed", bridge, now)


def _record(actor: Person, action: str, bridge: Bridge, now: datetime) -> None:
    logbook.record(
        actor, action, bridge, now=now, households=[], organisation=bridge.organisation_id
    )


@transaction.atomic
def say_it_fits(
    *, actor: Person, request_id: int, bridge_id: int, fits: bool, now: datetime
) -> None:
    """A waiting family says that something suits it, or takes that back. Nothing else is kept.

    Raises: SupportRequest.DoesNotExist, Bridge.DoesNotExist, or Refused.
    """
    asked = SupportRequest.objects.visible_to(actor).select_for_update(of=("self",)).get(
        pk=request_id
    )  # fmt: skip
    policies.requests.require(actor, "say_it_fits", asked)
    bridge = Bridge.objects.there_for(asked).get(pk=bridge_id)
    if fits:
        BridgeFit.objects.get_or_create(
            request=asked, bridge=bridge,
            defaults={"household": asked.household, "said_at": now},
        )  # fmt: skip
    else:
        BridgeFit.objects.filter(request=asked, bridge=bridge).delete()
    logbook.record(actor, "support.bridge.fits", asked, now=now, households=[asked.household_id])


@transaction.atomic
def choose_themes(
    *, actor: Person, match_id: int, chosen: Sequence[str], words: str, now: datetime
) -> ChosenThemes:
    """Who asks chooses what to talk about; the other side reads it.

    Raises: DomainError for themes the programme does not know, or a match that has ended.
    """
    match = reachable_match(actor, match_id, "choose_themes")
    if not set(chosen) <= set(match.definition().themes):
        raise DomainError(_("This programme does not know those themes."))
    kept, _new = ChosenThemes.objects.update_or_create(
        match=match,
        defaults={
            "chosen": list(chosen), "words": words.strip(), "written_by": actor, "written_at": now,
        },
    )  # fmt: skip
    logbook.record(actor, "support.themes.chosen", match, now=now, households=match.households())
    notices.tell_side(match, Side.SUPPORTING)
    return kept
