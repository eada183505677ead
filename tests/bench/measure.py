"""What the benchmarks share: running one process and reading what it took; medians, ratios of pairs, exponents of growth."""
import math
import os
import statistics
import subprocess
import time


def run(command, env=None):
    """Wall and CPU seconds, peak MB, exit status of one process."""
    start = time.monotonic()
    p = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(p.pid, 0)
    wall = time.monotonic() - start
    p.returncode = os.waitstatus_to_exitcode(status)
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024, "rc": p.returncode}


def median(rows, key):
    return statistics.median(row[key] for row in rows)


def ratio(rows, peers, key):
    """The median of the ratios of pairs that ran in turn."""
    return statistics.median(a[key] / max(b[key], 1e-9) for a, b in zip(rows, peers))


def exponent(points):
    """b of the power law a * n**b nearest to [(n, value)] (least squares of the logarithms)."""
    x = [math.log(n) for n, _ in points]
    y = [math.log(max(value, 1e-9)) for _, value in points]
    mx, my = statistics.mean(x), statistics.mean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)


def tree_sizes(folder):
    """{path: bytes} of every file, without what kitei remembers."""
    out = {}
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".kitei"]
        for name in names:
            path = os.path.join(at, name)
            out[os.path.relpath(path, folder)] = os.path.getsize(path)
    return out
