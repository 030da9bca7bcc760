"""Which Chromium the walks through pages are made with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import browser

Install = Callable[..., str]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """`install(name)` puts a browser on a machine that had none; gives where it stands."""
    monkeypatch.delenv("NAAST_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(name: str, *, starts: bool = True) -> str:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\nexit {0 if starts else 1}\n")
        path.chmod(0o755)
        return str(path)

    return put


def test_one_without_windows_comes_before_a_whole_one(install: Install) -> None:
    whole = install("chromium")
    assert browser.on_this_machine() == whole
    shell = install(browser.SHELL)
    assert browser.on_this_machine() == shell


def test_the_one_somebody_chose_comes_before_all(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(browser.SHELL)
    monkeypatch.setenv("NAAST_CHROMIUM", whole := install("chromium"))
    assert browser.on_this_machine() == whole


def test_one_that_does_not_start_is_passed_over(install: Install) -> None:
    install(browser.SHELL, starts=False)
    whole = install("chromium")
    assert browser.on_this_machine() == whole
