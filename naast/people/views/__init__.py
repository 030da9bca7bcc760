"""Signing in, offering support, and the files of supporting families."""

from naast.people.views.contact import contact, invite_young, reveal_address
from naast.people.views.devices import (
    add_app,
    add_passkey,
    app_picture,
    begin_adding_passkey,
    devices,
    end_session,
    remove_factor,
    renew_codes,
    set_up,
    sign_out_everywhere,
)
from naast.people.views.files import note_trust_step, note_vog, pause, supporter, supporters
from naast.people.views.offering import (
    check_offer,
    choose_offer,
    keep_offer,
    offer,
    offer_question,
    offered,
    resume_offer,
)
from naast.people.views.signing_in import (
    begin_passkey,
    enter_code,
    second_factor,
    show_passkey,
    sign_in,
    sign_out,
)

__all__ = [
    "add_app",
    "add_passkey",
    "app_picture",
    "begin_adding_passkey",
    "begin_passkey",
    "check_offer",
    "choose_offer",
    "contact",
    "devices",
    "end_session",
    "enter_code",
    "invite_young",
    "keep_offer",
    "note_trust_step",
    "note_vog",
    "offer",
    "offer_question",
    "offered",
    "pause",
    "remove_factor",
    "renew_codes",
    "resume_offer",
    "reveal_address",
    "second_factor",
    "set_up",
    "show_passkey",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "supporter",
    "supporters",
]
