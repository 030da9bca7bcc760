"""All component tags and filters under one name; settings make them builtin in every template."""

from django.template import Library

from naast.ui.components import actions, asking, figures, formats, lists, numbers, surfaces

register = Library()
for room in (actions, asking, figures, formats, lists, numbers, surfaces):
    register.tags.update(room.register.tags)
    register.filters.update(room.register.filters)
