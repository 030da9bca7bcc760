"""Whose the rows of this room are, and of the tables of Django that hang on an account."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from naast.common.belongings import Becomes, Chapter, Circle, Erasing
from naast.people.choices import code_names, language_names, slot_names
from naast.people.models import (
    ERASED_NAME,
    Absence,
    Account,
    Approval,
    ClosedTopic,
    ContactDetails,
    Grant,
    Household,
    HouseholdMember,
    LoginSession,
    NeverAgain,
    OfferingVersion,
    Person,
    Role,
    SignInCode,
    Supporter,
    Training,
    TrainingPlace,
    TrustStep,
    VogSighting,
)
from naast.people.trust import step_title


def _theirs(circle: Circle) -> Q:
    return Q(person__in=circle.people)


def _of_account(circle: Circle) -> Q:
    return Q(account__person__in=circle.people)


def _of_user(circle: Circle) -> Q:
    return Q(user__person__in=circle.people)


def _addresses(circle: Circle) -> list[str]:
    return list(Account.objects.filter(person__in=circle.people).values_list("email", flat=True))


def _addressed(circle: Circle) -> Q:
    return Q(email__in=_addresses(circle))


def _mailed(circle: Circle) -> Q:
    return Q(to__in=_addresses(circle))


def _of_home(circle: Circle) -> Q:
    return Q(household__in=circle.households)


def _of_home_or_theirs(circle: Circle) -> Q:
    return _of_home(circle) | _theirs(circle)


def _sightings(circle: Circle) -> Q:
    return Q(member__household__in=circle.households) | Q(member__person__in=circle.people)


def _trust(circle: Circle) -> Q:
    return Q(supporter__household__in=circle.households)


def _planned(circle: Circle) -> Q:
    return Q(planned_by__in=circle.people)


def _people(circle: Circle) -> Q:
    return Q(pk__in=circle.people)


def _homes(circle: Circle) -> Q:
    return Q(pk__in=circle.households)


def session_keys_of(people: Iterable[int]) -> list[str]:
    """The sessions in which one of these people is signed in. Django does not say whose a session
    is, so each that still lives is opened.
    """
    accounts = Account.objects.filter(person__in=people).values_list("pk", flat=True)
    wanted = {str(pk) for pk in accounts}
    if not wanted:
        return []
    return [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") in wanted
    ]


def _moment(field: str, now: datetime) -> Coalesce:
    """What stands there, else now."""
    return Coalesce(F(field), Value(now), output_field=DateTimeField())


def _empty_supporter(now: datetime) -> Mapping[str, Any]:
    return {
        "words": "",
        "slots": [],
        "interests": [],
        "child_age_min": 0,
        "child_age_max": 18,
        "capacity": 1,
        "born": None,
        "status": Supporter.Status.LEFT,
        "left_at": _moment("left_at", now),
        "paused_until": None,
    }


def _empty_household(now: datetime) -> Mapping[str, Any]:
    return {
        "name": ERASED_NAME,
        "postcode": "",
        "languages": [],
        "erased_at": _moment("erased_at", now),
    }


def _empty_person(now: datetime) -> Mapping[str, Any]:
    return {
        "first_name": ERASED_NAME,
        "last_name": "",
        "email": "",
        "erased_at": _moment("erased_at", now),
    }


ERASING = [
    Erasing(
        Approval._meta.label, _theirs, Becomes.KEPT,
        why="That two different people looked along stays provable; the name goes with the person.",
    ),
    Erasing(
        NeverAgain._meta.label, _theirs, Becomes.KEPT,
        why="It protects children and holds no name: a keyed hash and a day.",
    ),
    Erasing(
        OfferingVersion._meta.label,
        lambda circle: Q(made_by__in=circle.people),
        Becomes.KEPT,
        why="Running matches go on with it; who adapted it has no name any more.",
    ),
    Erasing(VogSighting._meta.label, _sightings, Becomes.GONE),
    Erasing(TrustStep._meta.label, _trust, Becomes.GONE),
    Erasing(TrainingPlace._meta.label, _trust, Becomes.GONE),
    Erasing(
        Training._meta.label, _planned, Becomes.KEPT,
        why="An evening of an organisation, for others to come to; the name goes with the person.",
    ),
    Erasing(
        Supporter._meta.label, _of_home, Becomes.EMPTY, _empty_supporter,
        why="It counts how many offered support, of which kind and when; it has no name or word.",
    ),
    Erasing(
        Grant._meta.label, _of_home_or_theirs, Becomes.KEPT,
        why="Until its clock, so that the other family can still read who could read about it.",
    ),
    Erasing(ClosedTopic._meta.label, _of_home, Becomes.GONE),
    Erasing(HouseholdMember._meta.label, _of_home_or_theirs, Becomes.GONE),
    Erasing(
        Household._meta.label, _homes, Becomes.EMPTY, _empty_household,
        why="What is counted hangs on it; and a mark that nothing may be sealed for it any more.",
    ),
    Erasing(
        Session._meta.label,
        lambda circle: Q(session_key__in=session_keys_of(circle.people)),
        Becomes.GONE,
    ),
    Erasing(LoginSession._meta.label, _of_account, Becomes.GONE),
    Erasing("mfa.Authenticator", _of_user, Becomes.GONE),
    Erasing(SignInCode._meta.label, _addressed, Becomes.GONE),
    Erasing("common.OutgoingMail", _mailed, Becomes.GONE),
    Erasing(Absence._meta.label, _theirs, Becomes.GONE),
    Erasing(Role._meta.label, _theirs, Becomes.GONE),
    Erasing(ContactDetails._meta.label, _theirs, Becomes.GONE),
    Erasing(Account._meta.label, _theirs, Becomes.GONE),
    Erasing(
        Person._meta.label, _people, Becomes.EMPTY, _empty_person,
        why="What others wrote and noted points at it; it has no name or address any more.",
    ),
]  # fmt: skip

CHAPTERS = [
    Chapter(Person._meta.label, _("Your name and e-mail address"), _people),
    Chapter(Account._meta.label, _("How you sign in"), _theirs),
    Chapter(LoginSession._meta.label, _("Where you are signed in"), _of_account, order="began_at"),
    Chapter("mfa.Authenticator", _("What else you sign in with"), _of_user, order="created_at"),
    Chapter(ContactDetails._meta.label, _("How we reach you"), _theirs),
    Chapter(Role._meta.label, _("What you do here"), _theirs, order="since"),
    Chapter(Absence._meta.label, _("When you were away"), _theirs, order="since"),
    Chapter(
        Household._meta.label, _("Your family"), _homes,
        shown={"languages": lambda home: language_names(home.languages)},
    ),
    Chapter(HouseholdMember._meta.label, _("Who belongs to your family"), _of_home_or_theirs),
    Chapter(
        Supporter._meta.label, _("What you offer"), _of_home, order="registered_at",
        shown={
            "programme": lambda offer: code_names([offer.programme]),
            "kind": lambda offer: code_names([offer.kind]),
            "slots": lambda offer: slot_names(offer.slots),
            "interests": lambda offer: code_names(offer.interests),
        },
    ),
    Chapter(VogSighting._meta.label, _("That we saw a VOG"), _sightings, order="seen_on"),
    Chapter(
        TrustStep._meta.label, _("How we got acquainted"), _trust, order="done_on",
        shown={"step": lambda taken: [step_title(taken.step)]},
    ),
    Chapter(
        TrainingPlace._meta.label, _("To which trainings you were invited"), _trust,
        order="invited_at",
    ),
    Chapter(Training._meta.label, _("Which evenings you planned"), _planned, order="starts_at"),
]  # fmt: skip
