"""Drafts of what somebody signed in is typing on one page, kept on the server while they type.

A draft belongs to one person, one kind of form and one thing. The page saves it with htmx to its
own address with `?bewaar=ja`; without JavaScript nothing is lost either, because a form that is
sent comes back with everything in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from naast.common.models import Draft

IN_ADDRESS: Final = "bewaar"
"""In the address to which a page saves its draft."""

LONGEST = 5000
"""How much of one value is kept, in characters."""

MOST = 100
"""How many fields of one form are kept."""

_NEVER_KEPT = {"csrfmiddlewaretoken"}


def writer_mark(owner: int) -> str:
    """Stands in the page of whoever types, so that it can see whether the same person is signed in
    when it asks again. The same for one person everywhere; tells nothing of who that is.

    Args:
        owner: id of the person.
    """
    return salted_hmac("naast.writer", str(owner), algorithm="sha256").hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class DraftOf:
    """The draft of one form: who types it, which form, about which thing.

    Args:
        owner: id of the person; nobody else's page ever looks for this draft.
        kind: name of the form, at most 40 characters.
        about: id of what it is about.
    """

    owner: int
    kind: str
    about: int

    def kept(self, now: datetime) -> QueryDict | None:
        """What was typed so far, or None."""
        draft = Draft.objects.alive(now).filter(kind=self.kind, token=self.token).first()
        if draft is None:
            return None
        typed = QueryDict(mutable=True)
        for name, values in draft.answers.items():
            typed.setlist(name, values)
        return typed

    def since(self, moment: datetime) -> Draft | None:
        """The draft itself, when it was kept at that moment or later: for answers that are no
        fields of a form.
        """
        mine = Draft.objects.filter(kind=self.kind, token=self.token)
        return mine.filter(updated_at__gte=moment).first()

    def keep(self, typed: QueryDict, now: datetime) -> None:
        """Remember all that was typed, in place of what was kept before."""
        names = [name for name in typed if name not in _NEVER_KEPT][:MOST]
        answers = {name: [kept(value) for value in typed.getlist(name)] for name in names}
        # One statement on a unique token: two saves at once cannot make two drafts.
        Draft.objects.update_or_create(
            token=self.token,
            kind=self.kind,
            defaults={"answers": answers, "updated_at": now},
            create_defaults={"answers": answers, "updated_at": now, "created_at": now},
        )

    def forget(self) -> None:
        """Throw it away: what it held has found its place."""
        Draft.objects.filter(kind=self.kind, token=self.token).delete()

    @property
    def token(self) -> str:
        """As hard to guess as a random one, and found again without being kept anywhere."""
        of = f"{self.owner}:{self.kind}:{self.about}"
        return salted_hmac("naast.common.drafts", of, algorithm="sha256").hexdigest()[:40]


def tokens_of(owners: Iterable[int], abouts: Iterable[int]) -> frozenset[str]:
    """The drafts that these people type about these things, of whatever kind. A draft keeps no
    owner, so all that could be theirs are tried.
    """
    return tokens_of_pairs(product(set(owners), set(abouts)))


def tokens_of_pairs(pairs: Iterable[tuple[int, int]], kind: str = "") -> frozenset[str]:
    """The drafts by who types them and about which thing: of one kind, or of whatever kind."""
    kinds = {kind} if kind else set(Draft.objects.values_list("kind", flat=True))
    of = product(set(pairs), kinds)
    wanted = {DraftOf(owner, kind, about).token for (owner, about), kind in of}
    return frozenset(wanted & set(Draft.objects.values_list("token", flat=True)))


def kept(value: str) -> str:
    """As much of a value as a draft keeps. PostgreSQL's JSON cannot hold a zero byte."""
    return value[:LONGEST].replace("\x00", "")


def is_autosave(request: HttpRequest) -> bool:
    """Whether this request only saves what is being typed."""
    return request.method == "POST" and IN_ADDRESS in request.GET


def saved() -> HttpResponse:
    """The short answer that a form shows when its draft was kept."""
    return HttpResponse(_("Saved"))


def filled(form: forms.Form, typed: QueryDict) -> forms.Form:
    """The form as it was left, complete or not, without complaints."""
    for name, field in form.fields.items():
        if form.add_prefix(name) in typed or isinstance(field, forms.BooleanField):
            form.initial[name] = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
    return form
