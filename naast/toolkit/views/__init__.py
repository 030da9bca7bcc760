"""Pages of the material."""

from naast.toolkit.views.making import as_pdf, as_png, make, preview, with_logos
from naast.toolkit.views.sharing import about, follow, reach, share

__all__ = [
    "about", "as_pdf", "as_png", "follow", "make", "preview", "reach", "share", "with_logos",
]  # fmt: skip
