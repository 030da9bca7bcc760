"""The room common."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.common"

    def ready(self) -> None:
        """Let the post know who writes which mail."""
        from naast.common import mail  # noqa: F401
