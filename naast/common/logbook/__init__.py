"""The logbook: the one place where every write and every look at personal data ends up.

A service writes with `record` before it commits; a page that shows somebody's data writes with
`look`. Lines are only ever added (triggers see to that), each holds on to the one before it, and
`chain.verify` finds what was changed all the same. Source: docs/decisions/0023-the-logbook.md.
"""

from naast.common.logbook.writing import SYSTEM, Signatory, System, look, looks_written, record

__all__ = ["SYSTEM", "Signatory", "System", "look", "looks_written", "record"]
