"""The entry point: what is imported at all, and the one boundary from errors to exit codes.

`--version` is answered before anything is imported, and calls from git go to drivers/ before the
command line is: a hook must not cost what a help page costs.
"""

from __future__ import annotations

import gc
import os
import sys

from draftvc import __version__

_GARBAGE = 200_000
"""Objects that come before the collector looks for cycles among them."""


def main() -> int:
    """Run the program on the arguments of this process and return its exit code.

    Whatever happens in it ends here. Source: docs/commands.md.
    """
    argv = sys.argv[1:]
    # Drafts and events hold no cycles. At its usual threshold the collector looks through all of
    # them again and again, which takes a fifth of the time of a long log.
    gc.set_threshold(_GARBAGE)
    try:
        code = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        _let_go_of_output()
        return 141
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        # Fetched late: an error is not the usual case.
        from draftvc.cli.failures import told

        return told(error, argv)
    finally:
        # The interpreter ends next: looking through all that is left for cycles frees nothing.
        gc.freeze()


def _run(argv: list[str]) -> int:
    if argv in (["--version"], ["-V"]):
        print(f"draftvc {__version__}")
        return 0
    if argv[:1] in (["hook"], ["driver"]):
        from draftvc.drivers.dispatch import run

        return run(argv)
    from draftvc.cli.app import call

    return call(argv)


def _let_go_of_output() -> None:
    """Send what is still unwritten nowhere, or the interpreter would complain of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
