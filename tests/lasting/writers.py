"""Run in a house: a foreman who sends out writers, one process each, to be killed from outside.

For each line `go NAME FIRST COUNT` on the input a writer is forked that writes COUNT things and
says `saved KEY` after each commit. The foreman says `pid N` before, and `gone STATUS` after.
`all NAMES COUNT` sends out so many at once.
"""

import os
import sys

import django

django.setup()

from django.db import connections  # noqa: E402  # models need Django first

from tests.lasting.words import Writer  # noqa: E402


def say(line: str) -> None:
    """One whole line at once: writers share the pipe."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def send_out(name: str, first: int, count: int) -> int:
    """Fork a writer. Returns its process id."""
    connections.close_all()  # a connection cannot be shared between processes
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        writer = Writer(name)
        for number in range(first, first + count):
            say(f"saved {writer.write(number)}")
        code = 0
    except Exception as trouble:
        say(f"failed {type(trouble).__name__} {trouble}")
    finally:
        os._exit(code)


def main() -> None:
    """Do what the input says, line by line."""
    for line in sys.stdin:
        order, name, *numbers = line.split()
        if order == "go":
            pid = send_out(name, int(numbers[0]), int(numbers[1]))
            say(f"pid {pid}")
            say(f"gone {os.waitpid(pid, 0)[1]}")
        else:
            pids = [send_out(f"w{at}", 0, int(numbers[0])) for at in range(int(name))]
            for pid in pids:
                os.waitpid(pid, 0)
            say("gone 0")


if __name__ == "__main__":
    main()
