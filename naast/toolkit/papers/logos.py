"""Logos of partners: for one file, never kept. Drawn anew, so nothing but a picture is left."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from naast.common import pictures
from naast.kernel.errors import DomainError

LARGEST: Final = 150_000
"""Bytes."""
SMALLEST_SIDE: Final = 16
LONGEST_SIDE: Final = 1600
"""Pixels. Four centimetres on A3 at 300 to the inch are 500; no picture unpacks into more memory
than 1600 by 1600 takes.
"""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands on one paper; `name` is read out to who cannot see it. `form` is how
    it is written: `png` or `jpg`, as typst calls them.
    """

    content: bytes
    name: str
    form: str


def logo(given: bytes, name: str) -> Logo:
    """The logo as it can be put on a paper.

    Raises: DomainError, in words for who sent it, when it is no PNG or JPEG, too large, or broken.
    """
    if len(given) > LARGEST:
        raise DomainError(_("This logo is too large: at most 150 kB."))
    try:
        sides = pictures.sides_of(given)
        if not all(SMALLEST_SIDE <= side <= LONGEST_SIDE for side in sides):
            raise pictures.TooManyPoints  # or too few
        picture = pictures.drawn_anew(given, longest=LONGEST_SIDE)
    except pictures.TooManyPoints:
        raise DomainError(
            _("A side of a logo is between %(least)s and %(most)s pixels long.")
            % {"least": SMALLEST_SIDE, "most": LONGEST_SIDE}
        ) from None
    except DomainError:
        told = _("We cannot read this logo. Choose a PNG or a JPEG; SVG we do not take.")
        raise DomainError(told) from None
    form = "png" if picture.kind == "image/png" else "jpg"
    return Logo(picture.content, name.strip() or _("Logo of a partner"), form)
