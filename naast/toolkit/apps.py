"""The room toolkit."""

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    """Registers the check of its texts at start-up."""

    name = "naast.toolkit"

    def ready(self) -> None:
        """Importing the checks registers them."""
        from naast.toolkit import checks  # noqa: F401  # registers itself
