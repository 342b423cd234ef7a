"""Git's own merge of a file, where ours fails.

Kept apart from what reads drafts: where that cannot even be loaded, this can. And apart from the
call: what starts git's program is not loaded where nothing fails.
"""

from __future__ import annotations

from draftvc.drivers.merge_call import Call
from draftvc.errors import EXIT_DONE, EXIT_FOUND
from draftvc.store.gitcli import merge_lines


def merge_plainly(call: Call) -> int:
    """Merge the file as git merges lines, with marks around what does not combine.

    Returns 0 where all combines and 1 where not. Where not even that can be done, ours stays as
    it is, and 1 tells git that the file is in conflict.
    """
    try:
        clean = merge_lines(call.ours, call.base, call.theirs, call.size)
    except Exception:
        return EXIT_FOUND
    return EXIT_DONE if clean else EXIT_FOUND
