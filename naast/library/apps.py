"""The room library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Registers the check of its examples at start-up."""

    name = "naast.library"

    def ready(self) -> None:
        """Importing the checks registers them."""
        from naast.library import checks  # noqa: F401  # registers itself
