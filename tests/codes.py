"""Codes as people read them: from a mail, and from the app on their phone."""

import base64
import hashlib
import hmac
import re
from datetime import datetime

from django.core.mail import EmailMessage


def code_in(letter: EmailMessage) -> str:
    """The digits in a mail."""
    (found,) = re.findall(r"\b\d{6}\b", str(letter.body))
    return str(found)


def app_digits(secret: str, now: datetime) -> str:
    """What an authenticator app shows at this moment (RFC 6238), written here a second time so
    that ours is not compared with itself.
    """
    key = base64.b32decode(secret.replace(" ", ""))
    counter = int(now.timestamp()) // 30
    mac = hmac.new(key, counter.to_bytes(8, "big"), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"
