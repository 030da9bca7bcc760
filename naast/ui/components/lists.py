"""Rows and lists: people, reasons, facts, things to do, what happened."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from naast.ui.components.formats import initials
from naast.ui.components.rendering import one_of, render

register = Library()

AVATAR_TONES = frozenset({"apricot", "pine", "sky", "moss"})


@register.simple_block_tag
def todo_list(content: SafeString) -> SafeString:
    """What needs doing, oldest first: holds `todo` blocks."""
    return render("todo_list", content=content)


@register.simple_block_tag
def todo(
    content: SafeString, when: str, title: str, detail: str = "", *, url: str = ""
) -> SafeString:
    """One thing to do: since when, what, and (the content) its one action."""
    return render("todo", content=content, when=when, title=title, detail=detail, url=url)


@register.simple_block_tag
def summary(content: SafeString) -> SafeString:
    """Check-your-answers: holds `summary_row` tags."""
    return render("summary", content=content)


@register.simple_tag
def summary_row(label: str, value: Any, change_url: str = "") -> SafeString:
    """One answer with the way to change it."""
    return render("summary_row", label=label, value=value, change_url=change_url)


@register.simple_block_tag
def facts(content: SafeString, *, row: bool = False) -> SafeString:
    """A few facts about somebody or something: holds `fact` tags."""
    return render("facts", content=content, row=row)


@register.simple_tag
def fact(label: str, value: Any) -> SafeString:
    """One fact, in `facts`."""
    return render("fact", label=label, value=value)


@register.simple_tag
def reasons(good: Iterable[str], remarks: Iterable[str] = (), *, two: bool = True) -> SafeString:
    """What fits and what to know: pine dots, then apricot ones. Never a score."""
    return render("reasons", good=list(good), remarks=list(remarks), two=two)


@register.simple_tag
def avatar(name: str, tone: str = "apricot") -> SafeString:
    """Somebody's initial in a circle; decoration, so put the name beside it."""
    return render("avatar", letters=initials(name), tone=one_of(tone, AVATAR_TONES, "avatar tone"))


@register.simple_block_tag
def people(content: SafeString) -> SafeString:
    """A list of persons: holds `person` blocks."""
    return render("people", content=content)


@register.simple_block_tag
def person(
    content: SafeString, name: str, detail: str = "", *, tone: str = "apricot", role: str = ""
) -> SafeString:
    """One person in `people`: name, role, a line of detail, and links as content."""
    return render(
        "person",
        content=content,
        name=name,
        role=role,
        detail=detail,
        letters=initials(name),
        tone=one_of(tone, AVATAR_TONES, "avatar tone"),
    )


@register.simple_block_tag
def timeline(content: SafeString) -> SafeString:
    """What happened, in order: holds `event` blocks."""
    return render("timeline", content=content)


@register.simple_block_tag
def event(content: SafeString, when: str, title: str) -> SafeString:
    """One thing that happened, in `timeline`."""
    return render("event", content=content, when=when, title=title)


@register.simple_block_tag
def table(content: SafeString, caption: str, *, hide_caption: bool = False) -> SafeString:
    """A table that scrolls inside itself on a phone; the content is thead and tbody."""
    return render("table", content=content, caption=caption, hide_caption=hide_caption)


@register.simple_block_tag
def tally(content: SafeString) -> SafeString:
    """Words with a number each: holds `count` tags."""
    return render("tally", content=content)


@register.simple_tag
def count(label: str, value: Any) -> SafeString:
    """One line of `tally`."""
    return render("count", label=label, value=value)
