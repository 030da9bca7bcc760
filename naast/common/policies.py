"""May this actor do this? One pattern for every room."""

from typing import Generic, TypeVar

from naast.kernel.errors import Refused

Actor = TypeVar("Actor")
Thing = TypeVar("Thing")


class Policy(Generic[Actor, Thing]):
    """The rules for one kind of thing. A room subclasses it and answers `may`."""

    def may(self, actor: Actor, action: str, thing: Thing) -> bool:
        """Whether `actor` may do `action` with `thing`; an action nobody named is refused."""
        return False

    def require(self, actor: Actor, action: str, thing: Thing) -> None:
        """Do nothing when allowed.

        Raises: Refused, which pages answer as if the thing did not exist.
        """
        if not self.may(actor, action, thing):
            raise Refused(f"{action} on {type(thing).__name__}")
