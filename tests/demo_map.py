"""The demo map, drawn beside the cast: Noor keeps Leiden, Femke keeps Weststellingwerf."""

from collections.abc import Callable

import pytest

from naast.demo.region.map import draw_map, key_id
from naast.guide.models import Service
from naast.kernel.clock import dutch_day
from tests.cast import NOW

Named = Callable[[str], Service]


@pytest.fixture
def the_map(db: None) -> Named:
    """The demo map as it stands on the day of the cast; call it with a key of map.toml."""
    draw_map(dutch_day(NOW))
    return lambda key: Service.objects.get(uuid=key_id("service", key))
