"""Cards, notices and other things that hold text."""

from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from naast.ui.components.rendering import html_attributes, one_of, render

register = Library()

CARD_TONES = frozenset({"", "moss", "sky", "apricot", "rose", "band", "chosen", "quiet"})
CHIP_TONES = frozenset({"plain", "moss", "apricot", "sky", "rose", "pine"})
NOTICE_TONES = {"info": "info", "done": "check", "attention": "attention", "warm": "heart"}


@register.simple_block_tag
def card(
    content: SafeString,
    title: str = "",
    *,
    sub: str = "",
    tone: str = "",
    level: int = 2,
    chip: str = "",
    chip_tone: str = "moss",
    **attributes: Any,
) -> SafeString:
    """A surface with an optional heading, a line under it and a chip beside it."""
    return render(
        "card",
        content=content,
        title=title,
        sub=sub,
        tone=one_of(tone, CARD_TONES, "card tone"),
        level=level,
        chip=chip,
        chip_tone=one_of(chip_tone, CHIP_TONES, "chip tone"),
        attributes=html_attributes(attributes),
    )


@register.simple_block_tag
def door(
    content: SafeString, title: str, url: str, action: str, *, chip: str = "", tone: str = "moss"
) -> SafeString:
    """A large card that leads somewhere; the whole card can be tapped."""
    return render(
        "door",
        content=content,
        title=title,
        url=url,
        action=action,
        chip=chip,
        tone=one_of(tone, CHIP_TONES, "chip tone"),
    )


@register.simple_tag
def chip(text: str, tone: str = "plain") -> SafeString:
    """A few words that say what something is or how it stands."""
    return render("chip", text=text, tone=one_of(tone, CHIP_TONES, "chip tone"))


@register.simple_block_tag
def notice(content: SafeString, title: str = "", *, tone: str = "info") -> SafeString:
    """Something to know: `info`, `done`, `attention` or `warm`."""
    one_of(tone, frozenset(NOTICE_TONES), "notice tone")
    return render("notice", content=content, title=title, tone=tone, icon=NOTICE_TONES[tone])


@register.simple_block_tag
def fold(content: SafeString, title: str, *, open: bool = False) -> SafeString:
    """Text that opens when asked for."""
    return render("fold", content=content, title=title, open=open)


@register.simple_block_tag
def empty_state(content: SafeString, title: str) -> SafeString:
    """An empty place: what will appear here (title) and what to do first (content)."""
    return render("empty_state", content=content, title=title)


@register.simple_tag
def who_reads(text: str, id: str = "") -> SafeString:
    """Who will read what is written here; stands beside the text box."""
    return render("who_reads", text=text, id=id)


@register.simple_tag
def why(text: str, readers: str = "") -> SafeString:
    """Why we ask this and, when given, who reads the answer."""
    return render("why", text=text, readers=readers)


@register.simple_block_tag
def quote(content: SafeString) -> SafeString:
    """Somebody's own words."""
    return render("quote", content=content)


@register.simple_block_tag
def beside(content: SafeString) -> SafeString:
    """Two views next to each other: holds two `side` blocks."""
    return render("beside", content=content)


@register.simple_block_tag
def side(content: SafeString, name: str, *, level: int = 3) -> SafeString:
    """One person's view, inside `beside`."""
    return render("side", content=content, name=name, level=level)
