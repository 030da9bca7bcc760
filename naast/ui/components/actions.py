"""Buttons and links: everything that does or goes."""

from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from naast.ui.components.rendering import html_attributes, one_of, render

register = Library()

VARIANTS = {
    "primary": "nl-button--primary",
    "secondary": "nl-button--secondary",
    "quiet": "nl-button--subtle",
    "danger": "nl-button--subtle nl-button--negative",
}
SIZES = {"": "", "small": " nl-button--small", "big": " nl-button--big"}


def _classes(variant: str, size: str) -> str:
    one_of(variant, frozenset(VARIANTS), "button variant")
    one_of(size, frozenset(SIZES), "button size")
    return f"nl-button {VARIANTS[variant]}{SIZES[size]}"


@register.simple_tag
def button(
    text: str, variant: str = "primary", *, size: str = "", type: str = "submit", **attributes: Any
) -> SafeString:
    """A button inside a form."""
    return render(
        "button",
        text=text,
        classes=_classes(variant, size),
        type=type,
        attributes=html_attributes(attributes),
    )


@register.simple_tag
def link_button(
    text: str, url: str, variant: str = "primary", *, size: str = "", **attributes: Any
) -> SafeString:
    """A link that looks like a button."""
    return render(
        "link_button",
        text=text,
        url=url,
        classes=_classes(variant, size),
        attributes=html_attributes(attributes),
    )


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    text: str,
    url: str,
    variant: str = "primary",
    *,
    size: str = "",
    **hidden: Any,
) -> SafeString:
    """A form of one button; other keyword arguments are sent along as hidden fields."""
    return render(
        "post_button",
        text=text,
        url=url,
        classes=_classes(variant, size),
        hidden=hidden,
        csrf_token=context.get("csrf_token", ""),
    )


@register.simple_tag
def go_link(text: str, url: str, **attributes: Any) -> SafeString:
    """A link onwards, with an arrow that follows the reading direction."""
    return render("go_link", text=text, url=url, attributes=html_attributes(attributes))


@register.simple_tag
def back_link(url: str, text: str = "") -> SafeString:
    """The way back, above a page's heading."""
    return render("back_link", text=text, url=url)


@register.simple_block_tag
def actions(content: SafeString) -> SafeString:
    """A row of buttons under something."""
    return render("actions", content=content)
