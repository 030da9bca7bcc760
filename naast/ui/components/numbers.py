"""The numbers to call, in templates."""

from django.template import Library

from naast.ui.lines import Line, line, lines

register = Library()


@register.simple_tag
def help_lines() -> tuple[Line, ...]:
    """All numbers: `{% help_lines as lines %}`."""
    return lines()


@register.simple_tag
def help_line(key: str) -> Line:
    """One number: `{% help_line "home" as veilig_thuis %}`."""
    return line(key)
