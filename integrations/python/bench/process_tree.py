"""The processor's time of this process and all those that it has started, such as Spark's: what other programs on the machine take does not count. Linux only."""

from __future__ import annotations

import os
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")


def _stat(process: int) -> tuple[int, float] | None:
    """A process's parent and the seconds that it and its ended children took; None when it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]), sum(map(int, fields[11:15])) * _TICK


def tree_time() -> float:
    """Seconds of the processor that this process and its descendants have taken."""
    found = {int(each): stat for each in os.listdir("/proc") if each.isdigit() and (stat := _stat(int(each)))}
    total, seen, waiting = 0.0, set(), [os.getpid()]
    while waiting:
        process = waiting.pop()
        if process in seen or process not in found:
            continue
        seen.add(process)
        total += found[process][1]
        waiting += [each for each, (parent, _) in found.items() if parent == process]
    return total
