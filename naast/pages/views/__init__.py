"""Pages for everybody, and pages for who writes them."""

from naast.pages.views.deciding import (
    go_back,
    put_on_front,
    review,
    take_down,
    versions,
    withdraw_quote,
)
from naast.pages.views.reading import (
    campaign,
    evening,
    film,
    of_place,
    picture,
    place,
    stories,
    story,
)
from naast.pages.views.writing import begin, desk, edit, preview, take

__all__ = [
    "begin", "campaign", "desk", "edit", "evening", "film", "go_back", "of_place", "picture",
    "place", "preview", "put_on_front", "review", "stories", "story", "take", "take_down",
    "versions", "withdraw_quote",
]  # fmt: skip
