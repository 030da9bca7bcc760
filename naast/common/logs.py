"""Lines for the operator that tell where something went wrong, and nothing about anybody.

What may stand in a line is listed here; everything else is left out, whoever logs it. A message
is shown as its writer typed it in the code, without the values that were put in: `Not Found: %s`.
A message that was put together before it was logged may hold anything, so it is left out, and so
is what an exception says: databases quote the row that did not fit.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

MOST_FRAMES = 12
"""How much of a traceback is shown, counted from where it went wrong."""


class PlainLines(logging.Formatter):
    """One line of JSON per event: `at`, `level`, `logger`, `where`, and when they are known
    `event`, `page`, `method`, `status`, `exception` and `trace`.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname,
            "logger": record.name,
            "where": f"{record.module}:{record.lineno}",
        }
        if isinstance(record.msg, str) and record.args:
            line["event"] = record.msg
        line |= _of_request(record)
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = _places(record.exc_info[2])
        return json.dumps(line)


def _of_request(record: logging.LogRecord) -> dict[str, object]:
    """The pattern of the address, never the address itself, and how it was answered."""
    found: dict[str, object] = {}
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    if match is not None:
        found["page"] = match.route
    if (method := getattr(request, "method", None)) in ("GET", "HEAD", "POST", "OPTIONS"):
        found["method"] = method
    if isinstance(status := getattr(record, "status_code", None), int):
        found["status"] = status
    return found


def _places(trace: TracebackType | None) -> list[str]:
    """File, line and function of each call; no source, no values."""
    frames = traceback.extract_tb(trace)[-MOST_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
