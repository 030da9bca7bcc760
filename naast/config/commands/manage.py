"""`naast manage …`: Django's own management commands, such as makemigrations and shell."""

import argparse


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast manage`, which hands everything behind it to Django unread."""
    parser = subparsers.add_parser(
        "manage",
        help="beheeropdrachten van Django, zoals createsuperuser",
        add_help=False,
        prefix_chars="\0",  # so that --help and other options reach Django too
    )
    parser.add_argument("arguments", nargs="*")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Run the management command."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["naast manage", *arguments.arguments])
