"""The two ways in which Naast says no."""


class DomainError(Exception):
    """A rule of the work stands in the way.

    The message is one translated sentence for the person who acts; a form shows it as it is.
    """


class Refused(Exception):
    """A policy does not allow this actor to do this. Pages answer it with 404, as if nothing
    were there.
    """
