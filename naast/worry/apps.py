"""The room worry."""

from django.apps import AppConfig


class WorryConfig(AppConfig):
    """Registers the check of its texts at start-up."""

    name = "naast.worry"

    def ready(self) -> None:
        """Importing the checks registers them."""
        from naast.worry import checks  # noqa: F401  # registers itself
