"""What people sent in to the library of the region, as it stands in `naast/demo/data/sent_in.toml`,
by the real services at the moments at which it happened.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from naast.demo.region.map import key_id
from naast.demo.region.tables import DATA
from naast.library import links
from naast.library.models import ExampleContact, Reviewer, Submission
from naast.library.services import answering, keeping, sending
from naast.library.table import mark_of, table_of
from naast.people.models import Person, Role

SITE: Final = ""
"""Nobody is mailed while the region is made, so no link needs a place."""


def let_send_in(on: date) -> int:
    """Let people send in what was written down. Returns: how much that was."""
    written = tomllib.loads((DATA / "sent_in.toml").read_text(encoding="utf-8"))["example"]
    role = Role.objects.filter(kind=Role.Kind.COORDINATOR).order_by("pk").first()
    if role is None:
        return 0
    for told in written:
        _Way(told, role.person, on).walk()
    return len(written)


@dataclass(frozen=True, slots=True)
class _Way:
    """The way of one of them, from the day it was sent in."""

    told: Mapping[str, Any]
    editor: Person
    on: date

    def walk(self) -> None:
        answers = dict(self.told["answers"])
        answers["nutshell"] = self.told.get("nutshell_at_first", answers["nutshell"])
        sent = sending.send_in(
            told=table_of(answers), now=self._at(self.told["ago"]), site=SITE,
            sender=sending.Sender(
                "Buur uit de straat", f"{self.told['key']}@voorbeeld.test",
                f"contact-{self.told['key']}@voorbeeld.test",
            ),
        )  # fmt: skip
        Submission.objects.filter(pk=sent.pk).update(uuid=key_id("submission", self.told["key"]))
        steps: Mapping[str, Callable[[Submission, datetime], object]] = {
            "ask": self._ask, "change": self._change, "rewrite": self._rewrite,
            "approve": self._approve, "ask_contact": self._ask_contact, "publish": self._publish,
            "invite": self._invite, "remark": self._remark, "sort": self._sort,
        }  # fmt: skip
        for name, ago in self.told["then"]:
            steps[name](Submission.objects.get(pk=sent.pk), self._at(ago))

    def _at(self, ago: int) -> datetime:
        noon = datetime.combine(self.on - timedelta(days=ago), time(12))
        return timezone.make_aware(noon)

    def _ask(self, sent: Submission, now: datetime) -> None:
        words = self.told["asked"]
        keeping.ask_more(actor=self.editor, uuid=sent.uuid, words=words, site=SITE, now=now)

    def _change(self, sent: Submission, now: datetime) -> None:
        words = self.told["answered"]
        sending.change(token=_token(links.own_address(sent)), told=sent.told, words=words, now=now)

    def _rewrite(self, sent: Submission, now: datetime) -> None:
        told = table_of(self.told["answers"])
        sending.change(token=_token(links.own_address(sent)), told=told, words="", now=now)

    def _ask_contact(self, sent: Submission, now: datetime) -> None:
        keeping.ask_contact(
            actor=self.editor, uuid=sent.uuid, seen=mark_of(sent.told), site=SITE, now=now
        )

    def _approve(self, sent: Submission, now: datetime) -> None:
        self._ask_contact(sent, now)
        contact = ExampleContact.objects.get(submission=sent)
        token = _token(links.contact_address(contact))
        answering.approve(token=token, seen=mark_of(sent.told), now=now)

    def _publish(self, sent: Submission, now: datetime) -> None:
        keeping.publish(
            actor=self.editor, uuid=sent.uuid, seen=mark_of(sent.told), site=SITE, now=now
        )

    def _invite(self, sent: Submission, now: datetime) -> None:
        email = "meelezer@voorbeeld.test"
        reviewer = keeping.invite_reviewer(
            actor=self.editor, uuid=sent.uuid, email=email, site=SITE, now=now
        )
        uuid = key_id("reviewer", self.told["key"])
        Reviewer.objects.filter(pk=reviewer.pk).update(uuid=uuid)

    def _remark(self, sent: Submission, now: datetime) -> None:
        token = _token(links.reviewer_address(Reviewer.objects.get(submission=sent)))
        answering.remark(token=token, words={"works": self.told["remark"]}, now=now)

    def _sort(self, sent: Submission, now: datetime) -> None:
        kind, theme = self.told["belongs_to"]
        keeping.sort(actor=self.editor, uuid=sent.uuid, kind=kind, theme=theme, now=now)


def _token(address: str) -> str:
    """The token at the end of a link."""
    return address.rstrip("/").rpartition("/")[2]
