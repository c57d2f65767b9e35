"""The same kernels in Ray Data select the rows that quern selects, and raise what it raises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from plain import numbered, raising, selecting
from test_equal import cases

ray = pytest.importorskip("ray.data", reason="Ray is not installed")
pytestmark = pytest.mark.skipif("QUERN_CASES" not in os.environ, reason="npm run test:everywhere makes the cases")
folder = Path(os.environ.get("QUERN_CASES", ""))


def test_ray_selects_and_raises_what_quern_does() -> None:
    import ray as cluster

    from quern_kernel import ray as quern

    given = cases()
    data = numbered(given)
    cluster.init(num_cpus=2, include_dashboard=False, configure_logging=False, log_to_driver=False)
    try:
        blocks = ray.from_arrow([data.slice(start, 16) for start in range(0, data.num_rows, 16)])
        chosen = selecting(given)
        # Each is a job of Ray's, which takes its time.
        for case in chosen[:: max(1, len(chosen) // 15)]:
            found = [row["row"] for row in quern.filter(blocks, folder / case["file"]).take_all()]
            assert sorted(found) == case["expected"], case["sql"]
        for case in raising(given)[:3]:
            with pytest.raises(Exception, match=case["expected"][0]) as raised:
                quern.filter(blocks, folder / case["file"]).materialize()
            assert case["expected"][1] in str(raised.value), case["sql"]
    finally:
        cluster.shutdown()
