"""Programmes as data: who it is for, which phases, which gates, which rhythm, which words.

Reading them needs no Django settings. A new programme is a new file in `definitions/`.
"""

from naast.common.words import Words
from naast.programmes.audience import Role
from naast.programmes.definition import Programme
from naast.programmes.library import (
    Edition,
    UnknownProgramme,
    all_programmes,
    edition,
    find,
    is_known,
    load,
    look_also_in,
    read,
)
from naast.programmes.own import Own
from naast.programmes.path import Duration, Phase
from naast.programmes.problems import InvalidDefinition, Problem

__all__ = [
    "Duration",
    "Edition",
    "InvalidDefinition",
    "Own",
    "Phase",
    "Problem",
    "Programme",
    "Role",
    "UnknownProgramme",
    "Words",
    "all_programmes",
    "edition",
    "find",
    "is_known",
    "load",
    "look_also_in",
    "read",
]
