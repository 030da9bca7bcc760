"""Where the house is put together, as an app: it checks its own doors and settings."""

from django.apps import AppConfig
from django.core.checks import register


class ConfigConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.config"

    def ready(self) -> None:
        """Check at start-up that every page has its row, and in public that settings are safe."""
        from naast.config import safety  # noqa: F401  # registers itself
        from naast.config.doors import every_page_has_a_row

        register(every_page_has_a_row)
