"""Signing in, offering support, and the files of supporting families."""

from naast.people.views.contact import contact, invite_young, reveal_address
from naast.people.views.files import note_trust_step, note_vog, pause, supporter, supporters
from naast.people.views.offering import (
    check_offer,
    keep_offer,
    offer,
    offer_question,
    offered,
    resume_offer,
)
from naast.people.views.signing_in import enter, sign_in, sign_out

__all__ = [
    "check_offer",
    "contact",
    "enter",
    "invite_young",
    "keep_offer",
    "note_trust_step",
    "note_vog",
    "offer",
    "offer_question",
    "offered",
    "pause",
    "resume_offer",
    "reveal_address",
    "sign_in",
    "sign_out",
    "supporter",
    "supporters",
]
