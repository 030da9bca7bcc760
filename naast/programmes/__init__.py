"""Programmes as data: who it is for, which phases, which gates, which rhythm, which words.

Reading them needs no Django settings. A new programme is a new file in `definitions/`.
"""

from naast.common.words import Words
from naast.programmes.definition import Duration, Phase, Programme, Role
from naast.programmes.library import UnknownProgramme, all_programmes, find, load
from naast.programmes.problems import InvalidDefinition, Problem

__all__ = [
    "Duration",
    "InvalidDefinition",
    "Phase",
    "Problem",
    "Programme",
    "Role",
    "UnknownProgramme",
    "Words",
    "all_programmes",
    "find",
    "load",
]
