"""Telling people that something is ready for them. What it is waits behind the sign-in."""

from collections.abc import Iterable
from datetime import datetime

from naast.common import letters, post
from naast.common.letters import Letter


def tell(addresses: Iterable[str], *, link: str = "") -> None:
    """Tell each address, once this transaction is committed, that something is ready.

    Args:
        addresses: e-mail addresses; empty ones are left out.
        link: absolute link to follow, or empty.
    """
    for address in filter(None, addresses):
        post.put("common.ready", address, link=link)


@post.writes("common.ready")
def _ready(_address: str, facts: post.Facts, _now: datetime) -> Letter:
    return letters.ready(facts["link"])
