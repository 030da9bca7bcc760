"""Days in few letters, for figures and chips where many of them stand beside each other."""

from naast.ui.components.formats import brief_date

__all__ = ["brief_date"]
