"""What may stand in one cell: how it is read, and how it is described to who has no Naast."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Value:
    """A kind of value.

    Args:
        read: gives the value as we keep it. Raises ValueError that says what is wrong, in Dutch.
        described: type, format and bounds, in the words of Table Schema.
    """

    read: Callable[[Any], Any]
    described: Mapping[str, Any]


def text(most: int) -> Value:
    """Words of at most so many characters, on which a spreadsheet does nothing."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(_("this is no text"))
        if len(value) > most:
            raise ValueError(_("more than %(most)d characters") % {"most": most})
        if _CONTROL.search(value):
            raise ValueError(_("a character that is no letter or sign"))
        if value != value.strip():
            raise ValueError(_("a space at the beginning or the end"))
        return value

    return Value(read, {"type": "string", "constraints": {"maxLength": most}})


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\r]")


def _uuid(value: Any) -> str:
    """An id, in the usual way of writing."""
    try:
        return str(UUID(value)) if isinstance(value, str) and len(value) == 36 else _fail()
    except ValueError:
        raise ValueError(_("this is no id (UUID)")) from None


def _fail() -> str:
    raise ValueError


def one_of(*codes: str) -> Value:
    """One of these words and no other."""

    def read(value: Any) -> str:
        if value not in codes:
            raise ValueError(_("this is none of: %(codes)s") % {"codes": ", ".join(codes)})
        return str(value)

    return Value(read, {"type": "string", "constraints": {"enum": list(codes)}})


def whole(least: int, most: int) -> Value:
    """A whole number between two others."""

    def read(value: Any) -> int:
        written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if not re.fullmatch(r"[0-9]{1,6}", written) or not least <= int(written) <= most:
            raise ValueError(
                _("this is no whole number from %(least)d to %(most)d")
                % {"least": least, "most": most}
            )
        return int(written)

    return Value(read, {"type": "integer", "constraints": {"minimum": least, "maximum": most}})


def degrees(least: float, most: float) -> Value:
    """A coordinate within the Netherlands."""

    def read(value: Any) -> float:
        try:
            number = float(value) if not isinstance(value, bool) else float("nan")
        except (TypeError, ValueError, OverflowError):
            number = float("nan")
        if not least <= number <= most:
            raise ValueError(_("this point is not in the Netherlands"))
        return number

    return Value(read, {"type": "number", "constraints": {"minimum": least, "maximum": most}})


def _day(value: Any) -> str:
    """A day such as 2026-11-29."""
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else _fail()
    except (TypeError, ValueError):
        raise ValueError(_("this is no date such as 2026-11-29")) from None


def _clock(value: Any) -> str:
    """A time such as 09:30."""
    try:
        return time.fromisoformat(value).strftime("%H:%M") if len(value) in (5, 8) else _fail()
    except (TypeError, ValueError):
        raise ValueError(_("this is no time such as 09:30")) from None


def _email(value: Any) -> str:
    """An e-mail address."""
    written: str = text(254).read(value)
    try:
        validate_email(written)
    except ValidationError:
        raise ValueError(_("this is no e-mail address")) from None
    return written


def _link(value: Any) -> str:
    """An address of a page; nothing but http and https."""
    written: str = text(200).read(value)
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", written):
        raise ValueError(_("this is no address of a website"))
    return written


PHONE: Final = re.compile(r"\+?[0-9(][0-9 ()\-/.]{1,28}")


def _phone(value: Any) -> str:
    """A phone number."""
    written: str = text(30).read(value)
    if not PHONE.fullmatch(written):
        raise ValueError(_("this is no phone number"))
    return written


def _postcode(value: Any) -> str:
    """A Dutch postcode, with or without its letters."""
    written: str = text(7).read(value)
    if not re.fullmatch(r"[1-9][0-9]{3}( ?[A-Z]{2})?", written):
        raise ValueError(_("this is no Dutch postcode"))
    return written


uuid: Final = Value(_uuid, {"type": "string", "format": "uuid"})
day: Final = Value(_day, {"type": "date", "format": "default"})
clock: Final = Value(_clock, {"type": "time", "format": "%H:%M"})
email: Final = Value(_email, {"type": "string", "format": "email"})
link: Final = Value(_link, {"type": "string", "format": "uri"})
phone: Final = Value(_phone, {"type": "string"})
postcode: Final = Value(
    _postcode, {"type": "string", "constraints": {"pattern": "[1-9][0-9]{3}( ?[A-Z]{2})?"}}
)
