#!/usr/bin/env python3
"""All that is said of kitei's speed, in one command: whole builds beside hugo and pandoc where they are installed, one edit, serve,
search, growth, instructions. Prints tables in Markdown.

  tests/bench/run.py [--quick] [--sizes 100,1000,10000] [--rounds 5] [--kitei build/kitei] [--bench ../shared/bench]
                     [--work /dev/shm/kitei-bench] [--only full,again,edit,frozen,threads,word,serve,search,growth,instructions]

full, again, edit   kitei and hugo, at each size: into nothing; nothing changed; one paragraph changed, one clause added, one owner
                    changed. Time and peak memory.
frozen              the same working tree beside ten frozen editions, beside the newest of them alone, and beside none, up to 1,000
                    documents: nothing changed, and each sort of edit; and what it takes find to look at the same files (look).
threads             two against one, wall, from 1,000 documents on.
word                Word files, CPU of each, beside pandoc, up to 1,000 documents.
serve               from the save to the reloaded page, from 1,000 documents on.
search              what a query reads and how long it takes (e2e/search_speed.mjs; needs Chromium), from 1,000 documents on.
growth              exponents of time, memory and output (growth.py).
instructions        callgrind by stage against the stored baseline (instructions.py).

--quick is a short run: 100 and 1,000 documents, two rounds. Corpora of the peers come from make_corpus.py in --bench (a fixed seed:
the same bytes everywhere); without it kitei is measured alone on those of corpus.py. kitei and its peer run in turn, A B A B …, so
that what else the machine does meets both; the figures are medians, the ratios medians of pairs. Only ratios of one run compare.
Not part of tests/run: figures are for reading, not for passing.
"""
import argparse
import fnmatch
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

import corpus as own_corpus
import growth
import instructions
from measure import median, ratio, run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EDITED = "PRO-00001"  # the document whose text is edited
EVERYTHING = "full,again,edit,frozen,threads,word,serve,search,growth,instructions"


def corpus(options, docs, flavour):
    """Folder of a handbook, written when it is not there yet."""
    at = "%s/%s-%d" % (options.work, flavour, docs)
    if not os.path.exists(options.bench + "/make_corpus.py"):
        if not os.path.exists(at):
            own_corpus.handbook(at, docs)
        return at
    if not os.path.exists(at + "/corpus.json"):
        subprocess.run([sys.executable, options.bench + "/make_corpus.py", "--docs", str(docs), "--seed", "1", "--flavour", flavour, "--out", at],
                       check=True, stdout=subprocess.DEVNULL)
    return at


def find_edited(folder, document=EDITED):
    """The source file of a document, not that of a frozen edition."""
    return next(os.path.join(at, document + ".md") for at, _, names in os.walk(folder) if document + ".md" in names and "/editions/" not in at)


ORIGINALS = {}


EDITS = {
    "edit": lambda text, mark: text + "\n変更標識%s\n" % mark,
    "clause": lambda text, mark: text + "\n## 変更標識%s\n\n標識を付ける。\n" % mark,
    "owner": lambda text, mark: re.sub(r"(?m)^owner: .*$", "owner: 変更標識%s" % mark, text, count=1),
}


def edit(path, mark, mode="edit", edits=EDITS):
    """Writes `mark` into a document: a paragraph, a clause, its front matter; None puts the document back as it was."""
    if path not in ORIGINALS:
        with open(path, encoding="utf-8") as f:
            ORIGINALS[path] = f.read()
    text = ORIGINALS[path]
    with open(path, "w", encoding="utf-8") as f:
        f.write(edits[mode](text, mark) if mark is not None else text)


# Of a document in the frozen handbooks, besides: another title, and what a first edit after a release is, a new version.
FROZEN_EDITS = {
    **EDITS,
    "title": lambda text, mark: re.sub(r"(?m)^title: .*$", "title: 変更標識%s" % mark, text, count=1),
    "version": lambda text, mark: EDITS["edit"](text, mark).replace('version: "1.1"', 'version: "2.%s"' % mark, 1).replace(
        "revisions:\n", 'revisions:\n  - {version: "2.%s", date: 2026-06-01, change: material, summary: 変更標識。}\n' % mark, 1),
}


def table(title, rows):
    print("\n### %s\n\n| | wall s | CPU s | peak MB | wall / peer | CPU / peer | memory / peer |\n|---|---|---|---|---|---|---|" % title)
    for name, own, peers in rows:
        ratios = ["%.3f" % ratio(own, peers, key) for key in ("wall", "cpu", "peak")] if peers else ["", "", ""]
        failed = "" if all(row["rc"] == 0 for row in own) else " (failed)"
        print("| %s%s | %.3f | %.3f | %.0f | %s |" % (name, failed, median(own, "wall"), median(own, "cpu"), median(own, "peak"), " | ".join(ratios)))
    sys.stdout.flush()


def builds(options, docs, mode, hugo):
    """kitei and hugo in turn: full (into nothing), again (nothing changed), or one of EDITS."""
    at = corpus(options, docs, "kitei")
    out = at + "-out"
    tools = {"kitei": ([options.kitei, "build", "--source", at, "--output", out, "--only", "site"], out, find_edited(at))}
    if hugo:
        peer = corpus(options, docs, "hugo")
        tools["hugo"] = ([hugo, "--quiet", "--source", peer, "--destination", peer + "-out"], peer + "-out", find_edited(peer))
    rows = {name: [] for name in tools}
    for turn in range(-1, options.rounds):
        for name, (command, folder, source) in tools.items():
            if mode == "full":
                shutil.rmtree(folder, ignore_errors=True)
            if mode in EDITS:
                edit(source, turn, mode)
            measured = run(command)
            if turn >= 0:
                rows[name].append(measured)
    return rows


def frozen(options, docs):
    """One working tree beside ten frozen editions, one and none, in turn: {sort of edit: {editions: rows}}."""
    folders = {}
    for editions in (10, 1, 0):
        at = folders[editions] = "%s/frozen-%d-%d" % (options.work, docs, editions)
        if not os.path.exists(at + "-out"):
            if editions == 10:
                own_corpus.with_editions(at, docs, 10, options.kitei)
            else:
                gone = "e*" if editions == 0 else "e0*"  # e10 is the newest
                shutil.copytree(folders[10], at, ignore=lambda folder, names: [n for n in names if os.path.basename(folder) == "editions" and fnmatch.fnmatch(n, gone)])
    time.sleep(2.5)  # a file touched less than two seconds before a build is read to tell whether it changed
    procedures = [(i, id) for i, (kind, id, _) in enumerate(own_corpus.plan(docs)) if kind == "procedure"]
    released = next(id for i, id in procedures if i % 10 != 9)  # as the newest edition holds it
    revised = next(id for i, id in procedures if i % 10 == 9)   # what may be edited without a new version
    out = {}
    for mode in ("look", "again", *FROZEN_EDITS):
        document = released if mode == "version" else revised
        out[mode] = {editions: [] for editions in folders}
        for turn in range(-2, 2 * options.rounds + 1):
            for editions, at in folders.items():
                command = [options.kitei, "build", "--source", at, "--output", at + "-out", "--only", "site"]
                if mode == "look":  # at all files, as a build must; with a test that none passes, so that find prints nothing
                    command = ["find", at, at + "-out", "-type", "f", "-newermt", "2100-01-01"]
                elif mode != "again":
                    edit(find_edited(at, document), abs(turn) if turn != -2 else None, mode, FROZEN_EDITS)
                measured = run(command)
                if turn >= 0:
                    out[mode][editions].append(measured)
        for at in folders.values():
            edit(find_edited(at, document), None)
    return out


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
    """From the save until the new page has been fetched, for each of EDITS: {mode: seconds of each round}."""
    at = corpus(options, docs, "kitei")
    source = find_edited(at)
    p = subprocess.Popen([options.kitei, "serve", "--source", at, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        base = p.stdout.readline().strip()
        page = base + "2026.1/procedure/%s.html" % EDITED
        fetch = lambda url: urllib.request.urlopen(url, timeout=60).read().decode()
        state = lambda since: json.loads(re.fullmatch(r"kiteiState\((.*)\);\s*", fetch("%s.kitei/state.js?since=%d" % (base, since)), re.S).group(1))
        fetch(page)
        taken = {mode: [] for mode in EDITS}
        for mode in EDITS:
            for turn in range(options.rounds + 1):
                time.sleep(1)
                mark = "%s%d" % (mode, turn)
                before = state(-1)
                start = time.monotonic()
                edit(source, mark, mode)
                while "変更標識" + mark not in fetch(page):
                    before = state(before["version"])
                if turn > 0:  # the first one takes an edit of another sort back, too
                    taken[mode].append(time.monotonic() - start)
    finally:
        edit(source, None)
        p.send_signal(signal.SIGTERM)
        p.wait()
    return taken


def search(options, docs):
    """Runs the queries of search_speed.mjs in a browser; (most kB that one reads, ms of the slowest), or nothing."""
    at = corpus(options, docs, "kitei")
    out = at + "-search"
    run([options.kitei, "build", "--source", at, "--output", out, "--only", "site"])
    env = {"KITEI_TOOLS": ROOT + "/build/tools", **os.environ, "KITEI": options.kitei, "KITEI_ROOT": ROOT}
    said = subprocess.run(["node", ROOT + "/tests/e2e/search_speed.mjs", str(docs), out + "/site"], env=env, capture_output=True, text=True).stdout
    shutil.rmtree(out, ignore_errors=True)
    rows = [(int(row[0]), int(row[1])) for row in re.findall(r"(\d+) KB, (\d+) ms", said)]
    return (max(row[0] for row in rows), max(row[1] for row in rows)) if rows else None


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--quick", action="store_true")
    options.add_argument("--sizes")
    options.add_argument("--rounds", type=int)
    options.add_argument("--kitei", default=ROOT + "/build/kitei")
    options.add_argument("--bench", default=ROOT + "/../shared/bench")
    options.add_argument("--work", default="/dev/shm/kitei-bench")
    options.add_argument("--only", default=EVERYTHING)
    options = options.parse_args()
    options.kitei = os.path.abspath(options.kitei)
    options.rounds = options.rounds or (2 if options.quick else 5)
    sizes = [int(size) for size in (options.sizes or ("100,1000" if options.quick else "100,1000,10000")).split(",")]
    os.makedirs(options.work, exist_ok=True)
    only = options.only.split(",")
    hugo, pandoc = (shutil.which(name) if os.path.exists(options.bench + "/make_corpus.py") else None for name in ("hugo", "pandoc"))
    for docs in sizes:
        print("\n## %d documents" % docs)
        rows = []
        for mode, title in (("full", "full build"), ("again", "nothing changed"), ("edit", "one paragraph changed"), ("clause", "one clause added"), ("owner", "one owner changed")):
            if mode in only or ("edit" in only and mode in EDITS):
                measured = builds(options, docs, mode, hugo)
                rows += [("kitei, " + title, measured["kitei"], measured.get("hugo"))]
                rows += [("hugo, " + title, measured["hugo"], None)] if hugo else []
        if rows:
            table("beside hugo" if hugo else "kitei", rows)
        for path in list(ORIGINALS):
            edit(path, None)
        if "frozen" in only and docs <= 1000:
            print("\n### beside frozen editions\n\n| | ten: wall, CPU ms | one | none | ten / none | ten / one |\n|---|---|---|---|---|---|")
            for mode, taken in frozen(options, docs).items():
                cells = ["%.1f, %.1f" % (1000 * median(taken[n], "wall"), 1000 * median(taken[n], "cpu")) for n in (10, 1, 0)]
                ratios = ["%.2f, %.2f" % (ratio(taken[10], taken[n], "wall"), ratio(taken[10], taken[n], "cpu")) for n in (0, 1)]
                print("| %s | %s |" % (mode, " | ".join(cells + ratios)))
        if "threads" in only and docs >= 1000:
            measured = threads(options, docs)
            print("\n2 threads against 1, wall: %.2f" % ratio(measured["2"], measured["1"], "wall"))
        if "word" in only and docs <= 1000:
            own, peers = word(options, docs, pandoc)
            print("\nWord files: %.2f ms CPU each%s" % (1000 * median(own, "cpu"), ", pandoc %.1f ms: %.4f" % (1000 * median(peers, "cpu"), ratio(own, peers, "cpu")) if peers else ""))
        if "serve" in only and docs >= 1000:
            for mode, taken in serve(options, docs).items():
                print("\nserve, %s, from the save to the new page: %.0f ms (%.0f .. %.0f)" % (mode, 1000 * statistics.median(taken), 1000 * min(taken), 1000 * max(taken)))
        if "search" in only and docs >= 1000:
            found = search(options, docs)
            print("\nsearch: %s" % ("a query reads at most %d kB and takes at most %d ms" % found if found else "not measured (no browser)"))
        sys.stdout.flush()
    if "growth" in only:
        print("\n## Growth")
        growth.measure_all(sizes, min(3, options.rounds), options.kitei, options.work, list(growth.VARIANTS))
    if "instructions" in only:
        print("\n## Instructions")
        instructions.compare(options.kitei, options.work + "/instructions")


if __name__ == "__main__":
    main()
