"""Writes about a programme as an organisation runs it: adapting it, going back, keeping versions.

A running match keeps the version it started with. So nothing here changes a version: each change
is a new one, and a match that starts takes the one of that moment.
Source: docs/decisions/0042-versions-of-a-programme.md.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.models import Edition as KeptEdition
from naast.people.models import Offering, OfferingVersion, Person
from naast.programmes import Edition, InvalidDefinition, Own, edition


@transaction.atomic
def version_now(offering: Offering, *, now: datetime) -> OfferingVersion:
    """The version an organisation runs at this moment; made when the file, or something of its
    own, is another than in the latest.
    """
    locked = Offering.objects.select_for_update().get(pk=offering.pk)
    return _kept(locked, None, now)


@transaction.atomic
def adapt(
    *, actor: Person, offering_id: int, own: Own, replaces: int, now: datetime
) -> OfferingVersion:
    """Adapt a programme to the local setting, from now on. Running matches keep theirs.

    Args: replaces: number of the version the writer had on the screen.
    Raises: DomainError when somebody else adapted it meanwhile, or something in it does not fit.
    """
    offering = _reachable(actor, offering_id, replaces, now)
    return _changed(offering, own, actor, now)


@transaction.atomic
def go_back(
    *, actor: Person, offering_id: int, to: int, replaces: int, now: datetime
) -> OfferingVersion:
    """Run an earlier version again, as a new one. The words of the programme file stay those of
    now; what was the organisation's own comes back.

    Raises: DomainError when it does not exist, or when somebody else adapted it meanwhile.
    """
    offering = _reachable(actor, offering_id, replaces, now)
    earlier = offering.versions.filter(number=to).first()
    if earlier is None:
        raise DomainError(_("This version is not there. Reload the page."))
    return _changed(offering, Own.from_json(earlier.own), actor, now, goes_back_to=to)


def _reachable(actor: Person, offering_id: int, replaces: int, now: datetime) -> Offering:
    """The offering, locked, when the actor may adapt it and saw its latest version."""
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    offering = mine.select_for_update(of=("self",)).get(pk=offering_id)
    policies.offerings.require(actor, "adapt", offering)
    if replaces != _kept(offering, None, now).number:
        raise DomainError(_("Somebody adapted this meanwhile. Look at it, then save."))
    return offering


def _changed(
    offering: Offering, own: Own, actor: Person, now: datetime, *, goes_back_to: int | None = None
) -> OfferingVersion:
    if own.canonical() == offering.own().canonical():
        raise DomainError(_("Nothing is different from how it is now."))
    kept = own.as_json()
    offering.overrides = kept.get("numbers", {})
    offering.texts = kept.get("texts", {})
    offering.house_rules = kept.get("house_rules")
    try:
        offering.definition()
    except InvalidDefinition as wrong:
        raise DomainError(_("These numbers do not fit together. Nothing was changed.")) from wrong
    offering.save(update_fields=["overrides", "texts", "house_rules"])
    version = _kept(offering, actor, now, goes_back_to=goes_back_to)
    logbook.record(actor, "people.programme.adapted", offering, now=now, number=version.number)
    return version


def _is(version: OfferingVersion, own: Own, current: Edition) -> bool:
    """Whether this version says the same as what is run now."""
    same = Own.from_json(version.own).canonical() == own.canonical()
    return same and version.edition_id == current.digest


def _kept(
    offering: Offering, actor: Person | None, now: datetime, *, goes_back_to: int | None = None
) -> OfferingVersion:
    latest, own, current = offering.versions.last(), offering.own(), edition(offering.programme)
    if latest is not None and _is(latest, own, current):
        return latest
    kept, _is_new = KeptEdition.objects.get_or_create(
        digest=current.digest,
        defaults={"programme": current.slug, "text": current.text, "kept_at": now},
    )
    return OfferingVersion.objects.create(
        offering=offering,
        number=(latest.number if latest else 0) + 1,
        edition=kept,
        own=own.as_json(),
        goes_back_to=goes_back_to,
        made_by=actor,
        made_at=now,
    )
