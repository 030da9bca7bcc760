"""Signatures under files that leave the database: who changes one, is found out."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings


def signature(body: Mapping[str, object]) -> str:
    """The signature of this installation under `body`, 64 hexadecimal digits."""
    said = json.dumps(body, sort_keys=True).encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def write_signed(path: Path, body: Mapping[str, object]) -> None:
    """Put `body` in a file with its signature, readable for the owner of this installation only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    signed = {**body, "signature": signature(body)}
    path.write_text(json.dumps(signed, indent=1, ensure_ascii=False), encoding="utf-8")


def read_signed(path: Path) -> dict[str, Any]:
    """What was put in a file.

    Raises: ValueError when it was changed, or written with another secret key.
    """
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if not hmac.compare_digest(body.pop("signature", ""), signature(body)):
        raise ValueError(f"{path.name}: de handtekening klopt niet")
    return body
