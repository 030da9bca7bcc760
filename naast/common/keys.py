"""Keys: what is written about a family is sealed with that family's own key.

Master key → key of an organisation → key of a household, a match or a person. Each is 256 random
bits; the lower ones are kept only wrapped (AES-256-GCM) by the one above. The master keys stand
outside the database (`settings.MASTER_KEYS`), so a stolen disk or backup says nothing; and
destroying one row of `Key` erases all that its owner's key has sealed.
Source: docs/decisions/0024-keys.md.
"""

import base64
import hashlib
import hmac
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings
from django.db import transaction

if TYPE_CHECKING:
    from naast.common.models.key import Key

HOUSE: Final = "house"
"""Owner of what belongs to nobody yet, such as drafts."""

REMEMBERED_SECONDS: Final = 30
"""How long a process remembers an opened key. So an erased family is unreadable everywhere within
this time, in seconds, and at once where it was erased."""

_MARK: Final = "n1:"
_NONCE: Final = 12

Placer = Callable[[int], int]
"""Given the id of a household, match or person: the id of the organisation that looks after it, or
0 when there is none. Raises LookupError when it does not exist."""

_placers: dict[str, Placer] = {}


def let_place(kind: str, placer: Placer) -> None:
    """Rooms above say to which organisation an owner belongs, such as `household:12`."""
    _placers[kind] = placer


@contextmanager
def placed_by(**placers: Placer) -> Iterator[None]:
    """Ask these for a while. A migration knows the tables as they were then; our models do not."""
    before = dict(_placers)
    _placers.update(placers)
    try:
        yield
    finally:
        _placers.clear()
        _placers.update(before)


@dataclass(frozen=True, slots=True)
class _Opened:
    cipher: AESGCM
    until: float


_ring: dict[uuid.UUID, _Opened] = {}


def forget() -> None:
    """Forget every opened key of this process."""
    _ring.clear()


def _model() -> "type[Key]":
    """The model, found when it is needed: models have sealed fields, and those need keys."""
    return apps.get_model("common", "Key")


# Sealing and opening.


def is_sealed(text: str) -> bool:
    """Whether this is what `seal` gives, and not what somebody wrote."""
    return text.startswith(_MARK)


def seal(owner: str, text: str, *, about: str) -> str:
    """`text` as it may stand in the database: only the key of `owner` opens it.

    Args:
        about: where it stands, as `room.model.field`; it opens nowhere else.
    Raises: LookupError when the owner does not exist.
    """
    return seal_with(key_of(owner), text, about=about)


def seal_with(key: "Key", text: str, *, about: str) -> str:
    """The same, with a key that was fetched already."""
    nonce = os.urandom(_NONCE)
    sealed = _cipher(key).encrypt(nonce, text.encode(), about.encode())
    return _MARK + base64.b64encode(key.uuid.bytes + nonce + sealed).decode()


def unseal(sealed: str, *, about: str) -> str | None:
    """What was written, or None when its key was destroyed.

    Raises: cryptography.exceptions.InvalidTag when it was changed or put elsewhere.
    """
    raw = base64.b64decode(sealed.removeprefix(_MARK))
    cipher = _opened(uuid.UUID(bytes=raw[:16]))
    if cipher is None:
        return None
    nonce, body = raw[16 : 16 + _NONCE], raw[16 + _NONCE :]
    return cipher.decrypt(nonce, body, about.encode()).decode()


def fingerprint(owner: str, text: str, *, about: str) -> str:
    """A keyed hash by which the same text is known again, and from which nothing can be read.

    Made with the key of `owner`, which stays itself when the keys above it are rotated: so it
    still fits afterwards, and without the master key nobody can try out addresses.
    Args:
        owner: one that is used for this alone, such as `never-again`.
        about: what is hashed, so that an address never equals a number.
    Returns: HMAC-SHA-256, 64 hexadecimal digits.
    """
    said = f"{about}|{text}".encode()
    return hmac.new(_unwrapped(key_of(owner)), said, hashlib.sha256).hexdigest()


# The keys themselves.


def key_of(owner: str) -> "Key":
    """The key of an owner, made when there is none yet.

    Raises: LookupError when the owner does not exist.
    """
    return keys_of([owner])[owner]


def keys_of(owners: Iterable[str]) -> "Mapping[str, Key]":
    """The keys of several owners in one query, made where there is none yet.

    Raises: LookupError when one of them does not exist.
    """
    wanted = list(dict.fromkeys(owners))
    found = {key.owner: key for key in _model().objects.filter(owner__in=wanted)}
    return {owner: found.get(owner) or _made(owner) for owner in wanted}


def _made(owner: str) -> "Key":
    """A new key. Two at once make one: the owner is unique."""
    kind, _colon, number = owner.partition(":")
    organisation_id = _placers[kind](int(number)) if kind in _placers else 0
    fresh = _model()(owner=owner, organisation_id=organisation_id)
    fresh.wrapped = _wrapped(os.urandom(32), fresh)
    # A savepoint: the loser of a race goes on in its own transaction.
    with transaction.atomic():
        key, _is_new = _model().objects.get_or_create(
            owner=owner,
            defaults={
                "uuid": fresh.uuid,
                "organisation_id": organisation_id,
                "wrapped": fresh.wrapped,
            },
        )
    return key


def destroy(owner: str) -> None:
    """Destroy the key of an owner. What it sealed can never be read again, by nobody.

    Other processes forget it within `REMEMBERED_SECONDS`.
    """
    for key in _model().objects.filter(owner=owner):
        _ring.pop(key.uuid, None)
        key.delete()


def rotate_master() -> int:
    """Wrap every key that hangs under a master key by the first of `settings.MASTER_KEYS`.

    Returns: how many were wrapped anew. Nothing that was sealed changes.
    """
    count = 0
    with transaction.atomic():
        for key in _model().objects.select_for_update().filter(organisation_id=0):
            key.wrapped = _wrapped(_unwrapped(key), key)
            key.save(update_fields=["wrapped"])
            count += 1
    return count


def rotate_organisation(organisation_id: int) -> int:
    """Give an organisation a new key and wrap those of its families by it.

    Returns: how many keys of families were wrapped anew. Nothing that was sealed changes.
    """
    with transaction.atomic():
        own = _model().objects.select_for_update().get(owner=_organisation(organisation_id))
        below = _model().objects.select_for_update().filter(organisation_id=organisation_id)
        opened = [(key, _unwrapped(key)) for key in below]
        own.wrapped = _wrapped(os.urandom(32), own)
        own.save(update_fields=["wrapped"])
        forget()
        for key, secret in opened:
            key.wrapped = _wrapped(secret, key)
            key.save(update_fields=["wrapped"])
    forget()
    return len(opened)


def _organisation(organisation_id: int) -> str:
    return f"organisation:{organisation_id}"


def _masters() -> list[AESGCM]:
    return [AESGCM(base64.b64decode(each)) for each in settings.MASTER_KEYS]


def _wrapped(secret: bytes, key: "Key") -> str:
    """`secret` wrapped by what hangs above `key`; it opens as this key of this owner only."""
    nonce = os.urandom(_NONCE)
    sealed = _above(key)[0].encrypt(nonce, secret, _name(key))
    return base64.b64encode(nonce + sealed).decode()


def _unwrapped(key: "Key", above: Iterable[AESGCM] = ()) -> bytes:
    raw = base64.b64decode(key.wrapped)
    for cipher in above or _above(key):
        try:
            return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], _name(key))
        except InvalidTag:
            continue  # wrapped by an older master key
    raise InvalidTag(f"no master key opens the key of {key.owner}")


def _above(key: "Key") -> list[AESGCM]:
    """What may have wrapped a key, the newest first."""
    if not key.organisation_id:
        return _masters()
    return [_cipher(key_of(_organisation(key.organisation_id)))]


def _name(key: "Key") -> bytes:
    return f"{key.uuid}|{key.owner}|{key.organisation_id}".encode()


def _cipher(key: "Key", above: Iterable[AESGCM] = ()) -> AESGCM:
    """An opened key, remembered for a while. `above` is what may have wrapped it, when that was
    fetched already.
    """
    known = _remembered(key.uuid)
    if known is None:
        known = AESGCM(_unwrapped(key, above))
        _ring[key.uuid] = _Opened(known, time.monotonic() + REMEMBERED_SECONDS)
    return known


def _remembered(key_id: uuid.UUID) -> AESGCM | None:
    opened = _ring.get(key_id)
    return opened.cipher if opened and opened.until > time.monotonic() else None


def _opened(key_id: uuid.UUID) -> AESGCM | None:
    """The key with this id. When it is not remembered, all of its organisation are fetched with
    it: whoever reads one family of a list will read the next.
    """
    if known := _remembered(key_id):
        return known
    key = _model().objects.filter(pk=key_id).first()
    if key is None:
        return None
    above = _above(key)
    if key.organisation_id:
        for each in _model().objects.filter(organisation_id=key.organisation_id):
            _cipher(each, above)
    return _cipher(key, above)
