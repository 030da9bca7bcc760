"""The trust file as the path asks for it; it lives with the supporter, in `people`."""

from naast.people.trust import missing_trust_steps, needed_trust_steps

__all__ = ["missing_trust_steps", "needed_trust_steps"]
