"""The command ``diglot``."""

from __future__ import annotations

import sys

from ._diglot import main as _main


def main() -> None:
    """Run the command with the arguments of the process, and end the process with its exit code."""
    sys.exit(_main(["diglot", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
