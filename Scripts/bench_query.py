#!/usr/bin/env python3
"""Times queries with Isogloss and its peers on one file, and compares their rows.

    Scripts/bench query [CONCEPTS]      builds, generates the data, and calls this

Peers: Oxigraph and maplib through their Python packages, Jena and Virtuoso through Debian; see
peers/engines.py. A peer that is not installed is named and left out. Times are medians in
milliseconds to the last byte of a serialised result, after warming up; those of Virtuoso include
the request. The ratio is that of the best peer to ours, among the peers whose rows are those of
most engines. Rows are compared without their order, where a query asks for none, and without
languages and datatypes, which CSV does not write.
"""
import csv
import hashlib
import math
import os
import pathlib
import re
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "peers"))
import engines


def digest(file, text):
    """What is the same for the same rows, whoever wrote them."""
    result = file.read_text(encoding="utf-8")
    if "\nCONSTRUCT" in "\n" + text:
        lines = (re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), line)
                 for line in result.splitlines() if line.strip() and not line.startswith("#"))
        rows = sorted({re.sub(r"\s+", " ", line.strip()) for line in lines})
    else:
        rows = ["\x1f".join(row) for row in csv.reader(result.splitlines(keepends=True))][1:]
        # A row of one unbound variable is an empty line, which not everybody writes.
        rows = [row for row in rows if row]
        rows = rows if "ORDER BY" in text else sorted(rows)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def main(bench, data, queries):
    with engines.commands(bench) as known, tempfile.TemporaryDirectory() as name:
        figures = {}
        for engine, command in known.items():
            figure = engines.run(command, data, queries, pathlib.Path(name, engine))
            if figure:
                figures[engine] = figure["queries"]
        if "isogloss" not in figures:
            sys.exit(f"isogloss could not load {data}")
        table(data, pathlib.Path(queries), pathlib.Path(name), figures)


def table(data, queries, results, figures):
    peers = [engine for engine in figures if engine != "isogloss"]
    print(f"\n{os.path.basename(data)}, load average {os.getloadavg()[0]:.1f}\n")
    print("| query | rows | isogloss | " + " | ".join(peers) + " | ratio |")
    print("|---|" + "--:|" * (len(peers) + 3))
    ratios, wrong = [], []
    for file in sorted(queries.glob("*.rq")):
        name, text = file.stem, file.read_text()
        answered = {e: q[name] for e, q in figures.items() if q.get(name, {}).get("times")}
        digests = {engine: digest(results / engine / name, text) for engine in answered}
        most = max(digests.values(), key=list(digests.values()).count)
        times = {e: statistics.median(q["times"]) * 1000 for e, q in answered.items()}
        # Who is alone with other rows is not compared, and neither are we.
        wrong += [f"{name}: {engine}" for engine in answered if digests[engine] != most]
        right = [times[e] for e in peers if digests.get(e) == most]
        ratio = min(right) / times["isogloss"] if right and digests.get("isogloss") == most else None
        if ratio:
            ratios.append(ratio)

        def cell(engine):
            if engine not in times:
                return "failed" if name in figures[engine] else "–"
            return f"{times[engine]:.3f}" + ("" if digests[engine] == most else " †")

        rows = answered["isogloss"]["rows"] if "isogloss" in answered else "–"
        print(f"| {name} | {rows} | {cell('isogloss')} | " + " | ".join(map(cell, peers))
              + f" | {f'{ratio:.2f}' if ratio else '–'} |")
    if ratios:
        mean = math.exp(statistics.mean(map(math.log, ratios)))
        print(f"\nbest peer / isogloss: geometric mean {mean:.2f}, least {min(ratios):.2f}")
    for one in wrong:
        print(f"† {one} has other rows than most")
    if any(one.endswith(": isogloss") for one in wrong):
        sys.exit("isogloss is alone with its rows")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
