"""The room common."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Registers the check of the record of processing at start-up."""

    name = "naast.common"

    def ready(self) -> None:
        """Importing the checks registers them, and lets the post know who writes which mail."""
        from naast.common import mail  # noqa: F401
        from naast.common.processing import checks  # noqa: F401  # registers itself
