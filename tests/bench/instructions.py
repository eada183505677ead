#!/usr/bin/env python3
"""Instructions of a build by stage (callgrind), and how far each stage has moved from the stored baseline.

  tests/bench/instructions.py [--kitei build/kitei] [--work /dev/shm/kitei-instructions] [--write]

Instruction counts do not depend on the machine's mood: what moves here has changed. 100 documents of corpus.py, one thread, built in
full and then once more with nothing changed. --write stores the counts as the new baseline (instructions.json); do that in the
commit that changes them on purpose, with a program as it is shipped. A stage is all work inside the functions that STAGES names, and
stages may hold each other; one that is not found any more is shown as gone: name its successor in STAGES. SHA-256 is left out of the
total: callgrind runs portable code where processors have instructions for it.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
BASELINE = HERE + "/instructions.json"
STAGES = (
    ("load: read, parse, resolve, check", "kitei::cli::load_handbook"),
    ("source: documents", "kitei::source::read_document"),
    ("adapters: Markdown", "kitei::adapters::parse_markdown"),
    ("resolve: handbook", "kitei::resolve::resolve_handbook"),
    ("resolve: references", "kitei::resolve::follow_references"),
    ("check: handbook", "kitei::check::check_handbook"),
    ("render/html: pages of documents", "kitei::render::html::document_page"),
    ("render/html: bodies", "kitei::render::html::body_html"),
    ("template: rendering", "kitei::templates::render"),
    ("search: index with its files", "kitei::search::write_index"),
    ("search: records of documents", "kitei::search::index_document"),
    ("search: grams of documents", "kitei::search::GramTable::add"),
    ("export: handbook.json", "kitei::exports::write_handbook_json_rest"),
    ("cli: plan", "kitei::cli::plan_site"),
    ("cli: files written", "kitei::cli::TreeWriter::write"),
    ("cli: report", "kitei::cli::human_report"),
)
SHA256 = "kitei::adapters::sha256"


def counts(log):
    """({function without its arguments: most inclusive instructions of one of that name}, total) of a callgrind file."""
    listing = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", "--auto=no", log], capture_output=True, text=True, check=True).stdout
    found, total = {}, 0
    for line in listing.split("\n"):
        row = re.match(r"\s*([\d,]+)\s+\([\s\d.]+%\)\s+(.*)", line)
        if not row:
            continue
        count = int(row.group(1).replace(",", ""))
        if row.group(2).startswith("PROGRAM TOTALS"):
            total = count
            continue
        name = re.match(r"[^:]*:([\w:~]+)(?:'\d+)?(?:\[abi:\w+\])?\(", row.group(2))  # file:function(arguments) [object]
        if name:
            found[name.group(1)] = max(found.get(name.group(1), 0), count)
    return found, total


def measure_build(kitei, source, output, log):
    """Instructions of one build by stage, "total" among them."""
    subprocess.run(["valgrind", "--tool=callgrind", "--compress-strings=no", "--compress-pos=no", "--callgrind-out-file=" + log, kitei, "build", "--source", source,
                    "--output", output, "--only", "site", "--as-of", "2026-06-01", "--jobs", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    found, total = counts(log)
    if not total:
        sys.exit("callgrind_annotate gave nothing")
    stages = {label: found[name] for label, name in STAGES if name in found}
    return {"total": total - found.get(SHA256, 0), **stages}


def measure_all(kitei, work):
    """{"full" or "nothing changed": {stage: instructions}}"""
    os.makedirs(work, exist_ok=True)
    source, output, log = work + "/source", work + "/output", work + "/callgrind.out"
    for folder in (source, output):
        shutil.rmtree(folder, ignore_errors=True)
    corpus.handbook(source, 100)
    found = {"full": measure_build(kitei, source, output, log)}
    found["nothing changed"] = {"total": measure_build(kitei, source, output, log)["total"]}
    shutil.rmtree(work)
    return found


def report(now, before):
    """A table of all stages beside the baseline."""
    for build in now:
        old = before.get(build, {})
        print("\n### instructions, %s\n\n| stage | baseline M | now M | moved |\n|---|---|---|---|" % build)
        for stage in list(dict.fromkeys(list(now[build]) + list(old))):
            a, b = old.get(stage), now[build].get(stage)
            shown = lambda value: "%.1f" % (value / 1e6) if value is not None else ""
            moved = "gone" if b is None else "new" if a is None else "%+.1f %%" % (100 * (b - a) / a)
            print("| %s | %s | %s | %s |" % (stage, shown(a), shown(b), moved))
    sys.stdout.flush()


def compare(kitei, work, write=False):
    """Measures, prints the comparison, and stores the counts when `write`."""
    if not shutil.which("valgrind"):
        print("\n(no valgrind: instructions are not counted)")
        return
    now = measure_all(kitei, work)
    before = {}
    if os.path.exists(BASELINE):
        with open(BASELINE, encoding="utf-8") as f:
            before = json.load(f)
    report(now, before)
    if write:
        with open(BASELINE, "w", encoding="utf-8") as f:
            json.dump(now, f, indent=1)
            f.write("\n")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--kitei", default=HERE + "/../../build/kitei")
    options.add_argument("--work", default="/dev/shm/kitei-instructions")
    options.add_argument("--write", action="store_true")
    options = options.parse_args()
    compare(options.kitei, options.work, options.write)


if __name__ == "__main__":
    main()
