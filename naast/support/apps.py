"""The room support."""

from django.apps import AppConfig
from django.core.checks import register


class SupportConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.support"

    def ready(self) -> None:
        """Check at start-up that the engine can walk every programme."""
        from naast.support.checks import gates_have_predicates

        register(gates_have_predicates)
