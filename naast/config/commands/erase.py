"""`naast erase`: erase a family or a person who asked for it on paper."""

import argparse
import sys


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast erase`."""
    parser = subparsers.add_parser(
        "erase", help="een gezin of persoon wissen die daar op papier om vroeg"
    )
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--household", type=int, metavar="NUMMER", help="een heel gezin")
    who.add_argument("--person", type=int, metavar="NUMMER", help="een persoon")
    parser.add_argument("--yes", action="store_true", help="doe het; anders alleen laten zien")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what would go, and with `--yes` let it go for good.

    Returns: 0, or 1 when there is nobody with that number.
    """
    import django

    django.setup()

    from django.core.exceptions import ObjectDoesNotExist
    from django.db import transaction
    from django.utils import timezone

    from naast.support.services.erasing import erase_household, erase_person

    now = timezone.now()
    try:
        with transaction.atomic():
            if arguments.household is not None:
                gone = erase_household(household_id=arguments.household, now=now)
            else:
                gone = erase_person(person_id=arguments.person, now=now)
            if not arguments.yes:
                transaction.set_rollback(True)
    except ObjectDoesNotExist:
        print("Dit nummer is er niet, of is al gewist.", file=sys.stderr)
        return 1
    circle = gone.circle
    print(
        f"{len(circle.households)} gezinnen, {len(circle.people)} personen en wat er bij"
        f" {len(circle.matches)} koppelingen samen is geschreven."
    )
    print("Gewist." if arguments.yes else "Dit was een proef. Met --yes is het voorgoed weg.")
    return 0
