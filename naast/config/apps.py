"""Where the house is put together, as an app: it checks its own doors and settings."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import register
from django.db import connections
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.config"

    def ready(self) -> None:
        """Check at start-up that every page has its row, and in public that settings are safe."""
        from naast.config import safety  # noqa: F401  # registers itself
        from naast.config.doors import every_page_has_a_row

        register(every_page_has_a_row)
        # Sent once per app that has models, after all of them were migrated: once is enough.
        post_migrate.connect(_lay_the_net, sender=apps.get_app_config("common"))


def _lay_the_net(using: str, **_more: Any) -> None:
    """After every migration the rules of the database fit the tables it has now."""
    from naast.common import rows

    connection = connections[using]
    if connection.vendor == "postgresql":
        rows.install(connection, apps.get_models())
        rows.is_there.cache_clear()
