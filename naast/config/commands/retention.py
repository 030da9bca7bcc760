"""`naast retention`: what was kept long enough goes, and a certificate says how much."""

import argparse


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast retention`."""
    parser = subparsers.add_parser("retention", help="wissen wat lang genoeg bewaard is")
    parser.add_argument(
        "--dry-run", action="store_true", help="alleen laten zien wat er weg zou gaan"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Let every clock take what is over, a line per clock, and write the certificate."""
    import django

    django.setup()

    from django.utils import timezone

    from naast.support.services.retention import certify, keep_clocks

    done = keep_clocks(now=timezone.now(), dry_run=arguments.dry_run)
    for due in done.due:
        verb = "te oud, blijft staan" if due.counted_only else "weg"
        since = timezone.localtime(due.clock.kept_since(done.at))
        print(f"{due.clock.key:10} {due.count:6} {verb} (van voor {since:%d-%m-%Y}). "
              f"{due.clock.reason}")  # fmt: skip
    if done.again:
        print(f"Opnieuw gewist, want teruggekomen: {done.again}.")
    if arguments.dry_run:
        print("Dit was een proef: er is niets weg.")
    else:
        print(f"Bewijs: {certify(done)}")
