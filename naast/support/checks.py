"""At start-up: every gate that a programme names can be opened by this engine."""

from typing import Any

from django.core.checks import CheckMessage, Error

from naast.programmes.library import in_all_folders
from naast.programmes.sentences import DUTCH, fault
from naast.support.gates import PREDICATES


def gates_have_predicates(**_kwargs: Any) -> list[CheckMessage]:
    """An error for each gate of each programme that has no predicate here."""
    return [
        Error(
            f"{programme.slug}.toml: phases.{phase.key}.gates: "
            + DUTCH.of(fault("no_gate_here", value=gate)),
            obj="programma's",
            id="support.E001",
        )
        for programme in in_all_folders()[0]
        for phase in programme.phases
        for gate in phase.gates
        if gate not in PREDICATES
    ]
