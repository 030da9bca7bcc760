"""P11: disk full, database gone, connection cut. A clear page, and what was typed comes back."""

import pytest

from tests.lasting.house import House
from tests.plugin_trust import Promise

FAULTS = {"full": "schijf vol", "gone": "database weg", "cut_off": "verbinding verbroken"}


@pytest.mark.trust
@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_typed_comes_back_and_can_be_sent_again(
    house: House, promise: Promise, fault: str
) -> None:
    seen = house.run("tests.lasting.visits", fault)
    if house.on_postgres and fault == "cut_off":
        # The server is there; a connection that was cut is replaced before anybody notices.
        assert seen["failed"] == 302
        broken = seen["saved"] != [True]
    else:
        assert seen["failed"] == 503
        assert seen["headers"]["Cache-Control"] == "no-store"
        assert "default-src 'none'" in seen["headers"]["Content-Security-Policy"]
        assert "Set-Cookie" not in seen["headers"]
        assert seen["told"]
        assert seen["helped"]
        assert seen["again"] == 302
        broken = not seen["kept"] or seen["saved"] != [True]
    assert seen["public"] == seen["visitor"] == [200, 200]
    assert seen["forged"] == 403
    what = f"opslaan lukt niet, en de woorden zijn er nog ({FAULTS[fault]})"
    promise.kept("P11", what, count=1, broken=int(broken), floor=1)
