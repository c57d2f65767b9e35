"""What it takes to start a kernel in wasmtime: compiling its module, once a process, and making an instance of it, once a task.

    npx tsx bench/hosts/prepare.ts /tmp/hosts 1000
    python integrations/python/bench/start.py /tmp/hosts

Medians, in milliseconds of the processor.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import wasmtime

from quern_kernel.instance import Instance


def median(run: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def main(folder: str) -> None:
    engine = wasmtime.Engine()
    for file in sorted(Path(folder).glob("*.wasm")):
        module = file.read_bytes()
        Instance(module)
        compiling = median(lambda: wasmtime.Module(engine, module), 5)
        print(f"{file.name:28}{len(module):7} bytes   compiled {compiling:6.2f}   instance {median(lambda: Instance(module), 30):6.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
