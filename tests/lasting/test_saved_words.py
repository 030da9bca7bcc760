"""P11: what was acknowledged is there, whatever happened to the process that wrote it."""

import os
import random
import signal
import subprocess
import time

import pytest

from tests.lasting.house import House
from tests.plugin_trust import Promise, size

pytestmark = pytest.mark.trust

KILLS = size(small=10, full=200)
WRITES = size(small=500, full=20_000)
LONGEST_WRITE_SECONDS = 0.01
WRITERS = 20
EACH = size(small=6, full=100)


class Foreman:
    """Talks with `tests.lasting.writers` in a house, and remembers what was acknowledged."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.orders, self.heard = process.stdin, process.stdout
        self.saved: list[str] = []
        self.failed: list[str] = []

    def order(self, line: str, *, kill_after: int = 0, pause: float = 0.0) -> None:
        """Send out writers and hear them until they are gone.

        Args:
            kill_after: how many things the writer saves before it is killed; 0: it may finish.
            pause: seconds between the last of these and the kill.
        """
        self.orders.write(f"{line}\n")
        self.orders.flush()
        pid = saved = 0
        for heard in self.heard:
            word, _, rest = heard.strip().partition(" ")
            if word == "pid":
                pid = int(rest)
            elif word == "saved":
                self.saved.append(rest)
                saved += 1
                if saved == kill_after:
                    time.sleep(pause)
                    os.kill(pid, signal.SIGKILL)
            elif word == "failed":
                self.failed.append(rest)
            else:
                return


def test_what_was_acknowledged_survives_the_kill(house: House, promise: Promise) -> None:
    chance = random.Random(11)
    kills = 0
    with house.start("tests.lasting.writers") as process:
        foreman = Foreman(process)
        while kills < KILLS or len(foreman.saved) < WRITES:
            after = chance.randint(1, 2 * WRITES // KILLS)
            pause = chance.uniform(0, LONGEST_WRITE_SECONDS)
            foreman.order(f"go w{kills} 0 1000000", kill_after=after, pause=pause)
            kills += 1
        foreman.orders.close()
    assert not foreman.failed
    found = house.run("tests.lasting.read_back", given=foreman.saved)
    assert found["sound"]
    broken = len(found["lost"]) + len(found["halves"])
    what = "bewaard, en dan het programma gedood"
    promise.kept("P11", what, count=len(foreman.saved), broken=broken, floor=WRITES)


def test_twenty_who_write_at_once_all_succeed(house: House, promise: Promise) -> None:
    with house.start("tests.lasting.writers") as process:
        foreman = Foreman(process)
        foreman.order(f"all {WRITERS} {EACH}")
        foreman.orders.close()
    found = house.run("tests.lasting.read_back", given=foreman.saved)
    missing = WRITERS * EACH - len(foreman.saved)
    broken = missing + len(found["lost"]) + len(found["halves"])
    assert not foreman.failed
    what = "twintig die tegelijk schrijven"
    promise.kept("P11", what, count=WRITERS * EACH, broken=broken, floor=WRITERS * 6)
