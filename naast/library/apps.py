"""The room library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Registers the check of its examples at start-up, and says whose the submissions are."""

    name = "naast.library"

    def ready(self) -> None:
        """Importing the checks registers them."""
        from naast.common.belongings import let_belong
        from naast.library import checks  # noqa: F401  # registers itself
        from naast.library.belongings import CHAPTERS, ERASING, HANDS

        let_belong(erasing=ERASING, chapters=CHAPTERS, hands=HANDS)
