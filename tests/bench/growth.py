#!/usr/bin/env python3
"""How work grows with the handbook: time, memory and output of full builds at several sizes, and the exponent of each.

  tests/bench/growth.py [--sizes 100,1000,10000] [--rounds 3] [--variants plain,links,controls] [--kitei build/kitei]
                        [--work /dev/shm/kitei-growth] [--pages]

plain: three references a document; links: fifty; controls: a catalogue of 1,000. Corpora are written by corpus.py. An exponent above
1.05 is marked: twice the documents must not take more than twice the work (wall is shown, but the machine's other work is in it). --pages lists the files that grow with the handbook:
those are the pages whose purpose is a list, and no others. Time is CPU seconds of one thread, the least of the rounds.
"""
import argparse
import os
import shutil
import sys

import corpus
import measure

HERE = os.path.dirname(os.path.abspath(__file__))
VARIANTS = {"plain": {}, "links": {"links": 50}, "controls": {"controls": 1000}}
LIMIT = 1.05


def build(kitei, source, output):
    """One full build; its time and memory, and the sizes of what it made."""
    shutil.rmtree(output, ignore_errors=True)
    measured = measure.run([kitei, "build", "--source", source, "--output", output, "--only", "site", "--as-of", "2026-06-01", "--jobs", "1"])
    if measured["rc"] != 0:
        sys.exit("the build of %s failed" % source)
    sizes = measure.tree_sizes(output)
    shutil.rmtree(output)
    return measured, sizes


def growing(small, large):
    """[(times, path, bytes)] of the files of both trees that are larger in the larger handbook, most growth first."""
    return sorted(((large[path] / max(1, small[path]), path, large[path]) for path in small if large.get(path, 0) > 1.5 * small[path]), reverse=True)


def variant(name, sizes, rounds, kitei, work):
    """Measures one variant: rows [(documents, cpu, wall, peak, output bytes, largest page)], and the trees by size."""
    rows, trees = [], {}
    for docs in sizes:
        source = "%s/%s-%d" % (work, name, docs)
        if not os.path.exists(source):
            corpus.handbook(source, docs, **VARIANTS[name])
        runs = []
        for _ in range(rounds):
            measured, trees[docs] = build(kitei, source, source + "-out")
            runs.append(measured)
        least = {key: min(run[key] for run in runs) for key in ("cpu", "wall", "peak")}
        pages = [size for path, size in trees[docs].items() if path.endswith(".html")]
        rows.append((docs, least["cpu"], least["wall"], least["peak"], sum(trees[docs].values()), max(pages)))
    return rows, trees


def report(name, rows):
    """Prints the table of one variant; gives the names of what grows faster than its input."""
    print("\n### %s\n\n| documents | CPU s | wall s | peak MB | output MB | largest page kB |\n|---|---|---|---|---|---|" % name)
    for docs, cpu, wall, peak, output, page in rows:
        print("| %d | %.3f | %.3f | %.0f | %.1f | %.0f |" % (docs, cpu, wall, peak, output / 1e6, page / 1e3))
    if len(rows) < 2:
        return []
    found = [measure.exponent([(row[0], row[i]) for row in rows]) for i in range(1, 6)]
    print("| exponent | %s |" % " | ".join("%.2f%s" % (value, " !" if value > LIMIT and i != 1 else "") for i, value in enumerate(found)))
    sys.stdout.flush()
    return [what for what, value in zip(("CPU", "wall", "memory", "output", "page"), found) if value > LIMIT and what != "wall"]


def measure_all(sizes, rounds, kitei, work, variants, pages=False):
    """All variants; gives {variant: what grows too fast}."""
    found = {}
    for name in variants:
        rows, trees = variant(name, sizes, rounds, kitei, work)
        found[name] = report(name, rows)
        if pages and len(sizes) > 1:
            print("\nFiles that grow from %d to %d documents:" % (sizes[-2], sizes[-1]))
            for times, path, size in growing(trees[sizes[-2]], trees[sizes[-1]])[:60]:
                print("  %5.1f times  %9d  %s" % (times, size, path))
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--sizes", default="100,1000,10000")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--variants", default=",".join(VARIANTS))
    options.add_argument("--kitei", default=HERE + "/../../build/kitei")
    options.add_argument("--work", default="/dev/shm/kitei-growth")
    options.add_argument("--pages", action="store_true")
    options = options.parse_args()
    found = measure_all([int(size) for size in options.sizes.split(",")], options.rounds, options.kitei, options.work,
                        options.variants.split(","), options.pages)
    sys.exit(any(found.values()))


if __name__ == "__main__":
    main()
