"""The subcommands of `naast`. Each module has `add(subparsers)`, which registers it.

Nothing heavy is imported before a subcommand runs.
"""
