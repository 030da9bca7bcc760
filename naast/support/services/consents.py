"""A family opens and closes by itself what another may read: consents, topics and its address."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError
from naast.people.models import ClosedTopic, Household, Person
from naast.people.services.grants import close_grants, close_topic, open_grants, set_end
from naast.programmes.vocabulary import Topic
from naast.support import notices, policies, trajectory
from naast.support.models import Consent, Match, Visit
from naast.support.opening import GIVEN_APART, VISIT_AHEAD, knows_of_us, visitors_by_vog
from naast.support.services.access import reachable_match


def _home(match: Match, actor: Person) -> Household:
    home = match.home_of(actor)
    assert home is not None  # the policy saw to that
    return home


def _tell_across(match: Match, home: Household) -> None:
    for other, _vog in match.across(home):
        notices.tell_household(other)


@transaction.atomic
def give_consent(
    *,
    actor: Person,
    match_id: int,
    topics: Sequence[str],
    purpose: str,
    ends_on: date,
    now: datetime,
) -> Consent:
    """Let the family across read these topics, for this purpose, until a day (X-06, DC-04).

    Args:
        topics: of `GIVEN_APART`.
        purpose: what for, in the family's own words.
        ends_on: the last day; at most as long as the programme allows.
    Raises: DomainError when there is nothing to open, no purpose, no day, or too long.
    """
    match = reachable_match(actor, match_id, "give_consent")
    home, today = _home(match, actor), timezone.localdate(now)
    chosen = [topic for topic in GIVEN_APART if topic in topics]
    if not chosen or not purpose.strip():
        raise DomainError(_("Choose what they may read, and write what it is for."))
    if not knows_of_us(match, home, now):
        raise DomainError(_("They do not know of you yet. Wait until you both said yes."))
    longest = add_months(today, int(match.definition().consent.longest_months))
    if not today <= ends_on <= longest:
        until = {"day": f"{longest:%d-%m-%Y}"}
        raise DomainError(_("Choose a last day from today, at the latest %(day)s.") % until)
    consent = Consent.objects.create(
        household=home, match=match, topics=[str(topic) for topic in chosen],
        purpose=purpose.strip(), given_by=actor, given_at=now, ends_on=ends_on,
    )  # fmt: skip
    for reader, vog in match.across(home):
        open_grants(
            home, to=reader.people(), topics=consent.topics, purpose="consent",
            basis=consent.basis, now=now, until=consent.until, needs_vog_of=vog,
        )  # fmt: skip
    logbook.record(actor, "support.consent.given", consent, now=now, households=[home.pk])
    _tell_across(match, home)
    trajectory.follow_consents(match, now=now)
    trajectory.advance(match, now=now)
    return consent


def _given(actor: Person, consent_id: int, action: str) -> Consent:
    """The consent, locked, when the actor may do this with it.

    Raises: Consent.DoesNotExist, Refused; DomainError when it is over.
    """
    visible = Consent.objects.visible_to(actor).select_related("household", "match")
    consent = visible.select_for_update(of=("self",)).get(pk=consent_id)
    policies.given.require(actor, action, consent)
    if consent.withdrawn_at is not None or consent.match.ended_at is not None:
        raise DomainError(_("This consent is over."))
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Person, consent_id: int, now: datetime) -> None:
    """End a consent. No reason is asked, and it bites at the next request.

    Where the path waited for a consent, what it opened behind that closes too, as long as no other
    consent of who asks stands. The family opens it again by itself.
    """
    consent = _given(actor, consent_id, "withdraw")
    _end(consent, actor, now)
    match, home = consent.match, consent.household
    others = Consent.objects.standing(timezone.localdate(now)).filter(match=match, household=home)
    if others.exists():
        trajectory.follow_consents(match, now=now)
        return
    for topic in trajectory.on_consent(match, home):
        _close(match, home, topic, actor, now)


def _end(consent: Consent, actor: Person, now: datetime) -> None:
    consent.withdrawn_at = now
    consent.save(update_fields=["withdrawn_at"])
    close_grants(consent.basis, now=now)
    households = consent.households()
    logbook.record(actor, "support.consent.withdrawn", consent, now=now, households=households)


@transaction.atomic
def renew_consent(*, actor: Person, consent_id: int, now: datetime) -> Consent:
    """Let a consent go on for as long as it was given at first, counted from today.

    Raises: DomainError when it is over; then the family gives a new one.
    """
    consent, today = _given(actor, consent_id, "renew"), timezone.localdate(now)
    if not consent.stands(today):
        raise DomainError(_("This consent is over."))
    longest = add_months(today, int(consent.match.definition().consent.longest_months))
    length = consent.ends_on - timezone.localdate(consent.given_at)
    consent.ends_on = max(consent.ends_on, min(today + length, longest))
    consent.warned_at = None
    consent.save(update_fields=["ends_on", "warned_at"])
    set_end(consent.household, basis=consent.basis, until=consent.until, now=now)
    trajectory.follow_consents(consent.match, now=now)
    households = consent.households()
    logbook.record(actor, "support.consent.renewed", consent, now=now, households=households)
    return consent


@transaction.atomic
def close_own_topic(*, actor: Person, match_id: int, topic: str, now: datetime) -> ClosedTopic:
    """Close a topic that the path had opened. The other family loses it at the next request: a
    consent with this topic in it ends too, and who closes their phone number closes the visits as
    well. The coordinator reads it and can call.

    Raises: DomainError when this topic cannot be closed by itself.
    """
    match = reachable_match(actor, match_id, "close_topic")
    home = _home(match, actor)
    if topic not in GIVEN_APART:
        raise DomainError(_("This belongs to the match. You may stop it at any moment."))
    for consent in match.consents.filter(household=home, withdrawn_at=None):
        if topic in consent.topics:
            _end(consent, actor, now)
    return _close(match, home, topic, actor, now)


def _close(match: Match, home: Household, topic: str, actor: Person, now: datetime) -> ClosedTopic:
    """Close what the path opened of this home, and the visits that rest on it."""
    closed = close_topic(home, topic, basis=match.basis, by=actor, now=now)
    if topic == Topic.CONTACT:
        for visit in match.visits.filter(household=home):
            close_grants(visit.basis, now=now)
    logbook.record(
        actor, "support.topic.closed", match, now=now, households=[home.pk], topic=str(topic)
    )
    notices.tell_coordinator(match)
    return closed


@transaction.atomic
def reopen_own_topic(*, actor: Person, match_id: int, topic: str, now: datetime) -> None:
    """Open a topic again that the family had closed.

    Raises: DomainError when it is not closed.
    """
    match = reachable_match(actor, match_id, "reopen_topic")
    home = _home(match, actor)
    standing = ClosedTopic.objects.standing().filter(household=home, topic=topic, basis=match.basis)
    if not standing.update(reopened_at=now):
        raise DomainError(_("This is open already. Reload the page."))
    trajectory.reopen_topic(match, topic, of=home, now=now)
    logbook.record(
        actor, "support.topic.reopened", match, now=now, households=[home.pk], topic=str(topic)
    )
    _tell_across(match, home)


@transaction.atomic
def open_address(
    *, actor: Person, match_id: int, visitor_id: int, day: date, now: datetime
) -> Visit:
    """Open the own address to one person across, for a visit on `day`: from the day before until
    the end of the day after.

    Raises: DomainError without an address, for a day in the past or too far ahead, or for somebody
    who cannot read how to reach this household yet.
    """
    match = reachable_match(actor, match_id, "open_address")
    today = timezone.localdate(now)
    home = _with_contact(_home(match, actor))
    if home.has_secret_address:
        raise DomainError(_("Your address is secret, so we do not keep it. Agree on a place."))
    if not home.has_address:
        raise DomainError(_("Fill in your address first, at how to reach you."))
    if not today <= day <= today + VISIT_AHEAD:
        raise DomainError(_("Choose a day from today, at most sixty days ahead."))
    reached = visitors_by_vog(match, home, now=now)
    found = next((each for each in reached if each[0].pk == visitor_id), None)
    if found is None:
        raise DomainError(_("Choose somebody who may read how to reach you."))
    visitor, vog = found
    visit = Visit(
        household=home, match=match, visitor=visitor, day=day, opened_by=actor, opened_at=now
    )
    until = trajectory.contact_until(match, home) or visit.shuts_at
    if until <= visit.opens_at(now):
        raise DomainError(_("Your consent is over by then. Let it go on first."))
    visit.save()
    open_grants(
        home, to=[visitor], topics=[Topic.ADDRESS], purpose="visit", basis=visit.basis, now=now,
        starts_at=visit.opens_at(now), until=min(until, visit.shuts_at), needs_vog_of=vog,
    )  # fmt: skip
    logbook.record(actor, "support.address.opened", visit, now=now, households=[home.pk])
    notices.tell_household(match.home_of(visitor) or home)
    return visit


def _with_contact(home: Household) -> Household:
    return Household.objects.prefetch_related("members__person__contact").get(pk=home.pk)


@transaction.atomic
def close_visit(*, actor: Person, visit_id: int, now: datetime) -> None:
    """Close the own address again before the visit is over."""
    visible = Visit.objects.visible_to(actor).select_related("household")
    visit = visible.select_for_update(of=("self",)).get(pk=visit_id)
    policies.given.require(actor, "withdraw", visit)
    close_grants(visit.basis, now=now)
    logbook.record(actor, "support.address.closed", visit, now=now, households=[visit.household_id])
