"""Which words somebody said yes to: the digest that ties a yes to exactly these words."""

import hashlib

from naast.pages.blocks import Quote


def digest(quote: Quote) -> str:
    """The same for the same words of the same role, however they are spaced."""
    said = "\0".join((" ".join(quote.words.split()), quote.who))
    return hashlib.sha256(said.encode()).hexdigest()
