#!/usr/bin/env python3
"""Times whole builds of large handbooks, beside hugo and pandoc where they are installed, and prints ratios.

  tests/bench/run.py [--sizes 100,1000,10000] [--rounds 5] [--kitei build/kitei] [--bench ../shared/bench] [--work /dev/shm/kitei-bench]
                     [--callgrind] [--only full,again,edit,threads,word,serve]

Corpora come from make_corpus.py in --bench (a fixed seed: the same bytes everywhere). kitei and its peer run in turn, A B A B …, so
that what else the machine does meets both; the figures are medians, the ratios medians of pairs. --callgrind adds instruction
counts of kitei alone, which do not depend on the machine's mood. Not part of tests/run: figures are for reading, not for passing.
"""
import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FIRST = "procedure/c01/s01/PRO-00001"


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
    return statistics.median(a[key] / max(b[key], 1e-9) for a, b in zip(rows, peers))


def corpus(options, docs, flavour):
    at = "%s/%s-%d" % (options.work, flavour, docs)
    if not os.path.exists(at + "/corpus.json"):
        subprocess.run([sys.executable, options.bench + "/make_corpus.py", "--docs", str(docs), "--seed", "1", "--flavour", flavour, "--out", at],
                       check=True, stdout=subprocess.DEVNULL)
    return at


ORIGINALS = {}


def edit(path, mark):
    """Puts one paragraph with `mark` into a document; None puts the document back as it was."""
    if path not in ORIGINALS:
        with open(path, encoding="utf-8") as f:
            ORIGINALS[path] = f.read()
    text = ORIGINALS[path]
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("## 手順\n", "## 手順\n\n変更標識%s\n" % mark, 1) if mark is not None else text)


def table(title, rows):
    print("\n### %s\n\n| | wall s | CPU s | peak MB | wall / peer | CPU / peer | memory / peer |\n|---|---|---|---|---|---|---|" % title)
    for name, own, peers in rows:
        ratios = ["%.3f" % ratio(own, peers, key) for key in ("wall", "cpu", "peak")] if peers else ["", "", ""]
        failed = "" if all(row["rc"] == 0 for row in own) else " (failed)"
        print("| %s%s | %.3f | %.3f | %.0f | %s |" % (name, failed, median(own, "wall"), median(own, "cpu"), median(own, "peak"), " | ".join(ratios)))
    sys.stdout.flush()


def builds(options, docs, mode, hugo):
    """kitei and hugo in turn: full (into nothing), again (nothing changed), edit (one text changed)."""
    at = corpus(options, docs, "kitei")
    out = at + "-out"
    tools = {"kitei": ([options.kitei, "build", "--source", at, "--output", out, "--only", "site"], out, "%s/%s.md" % (at, FIRST))}
    if hugo:
        peer = corpus(options, docs, "hugo")
        tools["hugo"] = ([hugo, "--quiet", "--source", peer, "--destination", peer + "-out"], peer + "-out", "%s/content/%s.md" % (peer, FIRST))
    rows = {name: [] for name in tools}
    for turn in range(-1, options.rounds):
        for name, (command, folder, source) in tools.items():
            if mode == "full":
                shutil.rmtree(folder, ignore_errors=True)
            if mode == "edit":
                edit(source, turn)
            measured = run(command)
            if turn >= 0:
                rows[name].append(measured)
    return rows


def threads(options, docs):
    at = corpus(options, docs, "kitei")
    out = at + "-threads"
    rows = {"1": [], "2": []}
    for _ in range(options.rounds):
        for jobs in rows:
            shutil.rmtree(out, ignore_errors=True)
            rows[jobs].append(run([options.kitei, "build", "--source", at, "--output", out, "--only", "site", "--jobs", jobs]))
    shutil.rmtree(out, ignore_errors=True)
    return rows


def word(options, docs, pandoc):
    at = corpus(options, docs, "kitei")
    out = at + "-word"
    own, peers = [], []
    texts = subprocess.run(["find", corpus(options, docs, "neutral") + "/docs", "-name", "*-*.md"], stdout=subprocess.PIPE, text=True).stdout.split()
    for turn in range(min(3, options.rounds)):
        shutil.rmtree(out, ignore_errors=True)
        measured = run([options.kitei, "build", "--source", at, "--output", out, "--only", "docx"])
        measured["cpu"] /= docs
        own.append(measured)
        if pandoc:
            some = [run([pandoc, "-f", "gfm+footnotes+yaml_metadata_block", "-s", "--toc", text, "-o", options.work + "/x.docx"]) for text in sorted(texts)[:20]]
            peers.append({"wall": 0, "cpu": statistics.mean(row["cpu"] for row in some), "peak": 0})
    shutil.rmtree(out, ignore_errors=True)
    return own, peers


def serve(options, docs):
    """From the save until the new page has been fetched."""
    at = corpus(options, docs, "kitei")
    source = "%s/%s.md" % (at, FIRST)
    p = subprocess.Popen([options.kitei, "serve", "--source", at, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        base = p.stdout.readline().strip()
        page = base + "2026.1/%s/%s.html" % (FIRST.split("/")[0], FIRST.rsplit("/", 1)[1])
        fetch = lambda url: urllib.request.urlopen(url, timeout=60).read().decode()
        state = lambda since: json.loads(re.fullmatch(r"kiteiState\((.*)\);\s*", fetch("%s.kitei/state.js?since=%d" % (base, since)), re.S).group(1))
        fetch(page)
        taken = []
        for turn in range(options.rounds):
            time.sleep(1)
            mark = "serve%d" % turn
            before = state(-1)
            start = time.monotonic()
            edit(source, mark)
            while "変更標識" + mark not in fetch(page):
                before = state(before["version"])
            taken.append(time.monotonic() - start)
    finally:
        edit(source, None)
        p.send_signal(signal.SIGTERM)
        p.wait()
    return taken


def instructions(options, docs):
    at = corpus(options, docs, "kitei")
    out = at + "-callgrind"
    log = options.work + "/callgrind.out"
    counts = []
    for what in ("full", "again"):
        subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + log, options.kitei, "build", "--source", at, "--output", out,
                        "--only", "site", "--jobs", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        with open(log) as f:
            counts.append((what, int(re.search(r"^(?:summary|totals): (\d+)", f.read(), re.M).group(1))))
    shutil.rmtree(out, ignore_errors=True)
    return counts


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--sizes", default="100,1000,10000")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--kitei", default=ROOT + "/build/kitei")
    options.add_argument("--bench", default=ROOT + "/../shared/bench")
    options.add_argument("--work", default="/dev/shm/kitei-bench")
    options.add_argument("--only", default="full,again,edit,threads,word,serve")
    options.add_argument("--callgrind", action="store_true")
    options = options.parse_args()
    os.makedirs(options.work, exist_ok=True)
    only = options.only.split(",")
    hugo, pandoc = shutil.which("hugo"), shutil.which("pandoc")
    for docs in [int(size) for size in options.sizes.split(",")]:
        print("\n## %d documents" % docs)
        rows = []
        for mode, title in (("full", "full build"), ("again", "nothing changed"), ("edit", "one text changed")):
            if mode in only:
                measured = builds(options, docs, mode, hugo)
                rows += [("kitei, " + title, measured["kitei"], measured.get("hugo"))]
                rows += [("hugo, " + title, measured["hugo"], None)] if hugo else []
        if rows:
            table("beside hugo", rows)
        for path in list(ORIGINALS):
            edit(path, None)
        if "threads" in only and docs >= 1000:
            measured = threads(options, docs)
            print("\n2 threads against 1, wall: %.2f" % ratio(measured["2"], measured["1"], "wall"))
        if "word" in only and docs <= 1000:
            own, peers = word(options, docs, pandoc)
            print("\nWord files: %.2f ms CPU each%s" % (1000 * median(own, "cpu"), ", pandoc %.1f ms: %.4f" % (1000 * median(peers, "cpu"), ratio(own, peers, "cpu")) if peers else ""))
        if "serve" in only:
            taken = serve(options, docs)
            print("\nserve, from the save to the new page: %.0f ms (%.0f .. %.0f)" % (1000 * statistics.median(taken), 1000 * min(taken), 1000 * max(taken)))
        if options.callgrind and docs <= 1000:
            print("\n" + ", ".join("%s: %.0f M instructions" % (what, count / 1e6) for what, count in instructions(options, docs)))


main()
