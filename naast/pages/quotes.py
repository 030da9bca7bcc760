"""What somebody said yes to: the digest that ties a yes to exactly these words, or this picture."""

import hashlib

from naast.pages.blocks import Picture, Quote


def digest(of: Quote | Picture) -> str:
    """The same for the same words of the same role, however they are spaced; and for one file."""
    if isinstance(of, Picture):
        said = f"picture\0{of.picture}"
    else:
        said = "\0".join((" ".join(of.words.split()), of.who))
    return hashlib.sha256(said.encode()).hexdigest()
