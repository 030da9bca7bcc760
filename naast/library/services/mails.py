"""The mails about a submission. Each carries a link and nothing of what was written."""

from datetime import datetime
from typing import Final

from naast.common import letters, post
from naast.library import links
from naast.library.models import ExampleContact, Reviewer, Submission

SENT: Final = "library.sent"
NEWS: Final = "library.news"
READ_ALONG: Final = "library.read_along"
APPROVE: Final = "library.approve"
CHECK: Final = "library.check"


def tell_sender(kind: str, submission: Submission, *, site: str, now: datetime) -> None:
    """Mail the sender the own link, after sending (`SENT`) or when there is news (`NEWS`)."""
    _put(kind, submission.sender_email, f"{site}{links.own_address(submission)}", now)


def ask_reviewer(reviewer: Reviewer, *, site: str, now: datetime) -> None:
    """Ask somebody to read along."""
    _put(READ_ALONG, reviewer.email, f"{site}{links.reviewer_address(reviewer)}", now)


def ask_contact(kind: str, contact: ExampleContact, *, site: str, now: datetime) -> None:
    """Ask the contact person for a yes (`APPROVE`), or whether it is still right (`CHECK`)."""
    _put(kind, contact.email, f"{site}{links.contact_address(contact)}", now)


def _put(kind: str, address: str, link: str, now: datetime) -> None:
    if address:
        post.put(kind, address, now=now, link=link)


@post.writes(SENT)
def _sent(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.sent_in(facts["link"])


@post.writes(NEWS)
def _news(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.news_of_sent_in(facts["link"])


@post.writes(READ_ALONG)
def _read_along(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.read_along(facts["link"])


@post.writes(APPROVE)
def _approve(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.approve_text(facts["link"])


@post.writes(CHECK)
def _check(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.still_right(facts["link"])
