"""The record of processing: which personal field there is, whose, what for, who reads it, how long.

The data stands in the folder `settings.RECORD_FOLDER`, so that a privacy officer can read it:

* `fields.csv`: a row per personal field of every model;
* `technical.csv`: the other fields, each with the reason why it is not personal;
* `fields.toml`: the words that `fields.csv` uses;
* `retention.toml`: the clocks.

The privacy page, the export, erasing and the retention job all read `record()`; a field without a
row keeps the server from starting.
"""

from naast.common.processing.reading import InvalidRecord, record
from naast.common.processing.values import (
    Clock,
    Erased,
    Ground,
    Period,
    PersonalField,
    Record,
    TechnicalField,
    Then,
)

__all__ = [
    "Clock",
    "Erased",
    "Ground",
    "InvalidRecord",
    "Period",
    "PersonalField",
    "Record",
    "TechnicalField",
    "Then",
    "record",
]
