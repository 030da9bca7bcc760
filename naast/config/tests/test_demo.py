import pytest

from naast.config import upkeep


@pytest.mark.django_db
def test_an_installation_where_nobody_has_an_account_is_empty() -> None:
    assert upkeep.is_empty()
