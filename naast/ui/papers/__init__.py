"""What every paper of the house shares: our colours, our type, our mark, and the typesetter."""

from naast.ui.papers.typesetting import pdf, png

__all__ = ["pdf", "png"]
