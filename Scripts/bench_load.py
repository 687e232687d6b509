#!/usr/bin/env python3
"""Loads a file into memory with Isogloss and its peers in turn, and prints one table.

    Scripts/bench load [CONCEPTS]       builds, generates the data, and calls this

Peers: Oxigraph and maplib through their Python packages, Jena through Debian's
libapache-jena-java; see peers/engines.py. A peer that is not installed is named and left out.
Engines take turns, one process after the other, so that a disturbance hits all of them; what counts
is the ratio within a run. Resident memory is that after loading minus that before.
"""
import os
import pathlib
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "peers"))
import engines


def main(bench, rounds, files):
    with engines.commands(bench) as known, tempfile.TemporaryDirectory() as name:
        # A server on disk is no store in memory.
        del known["virtuoso"]
        none = pathlib.Path(name, "queries")
        none.mkdir()
        for path in files:
            figures = {engine: [] for engine in known}
            for _ in range(rounds):
                for engine in list(figures):
                    figure = engines.run(known[engine], path, none, pathlib.Path(name, engine))
                    if figure:
                        figures[engine].append(figure)
                    else:
                        del figures[engine]
            if "isogloss" not in figures:
                sys.exit(f"isogloss could not load {path}")
            table(path, figures)


def table(path, figures):
    ours = figures["isogloss"]
    print(f"\n{os.path.basename(path)}, load average {os.getloadavg()[0]:.1f}\n")
    print("| engine | wall s | CPU s | x isogloss (wall) | triples | bytes/triple | peak MB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for engine, runs in figures.items():
        ratio = statistics.median(r["load_s"] / o["load_s"] for r, o in zip(runs, ours))
        last = runs[-1]
        grown = (last["rss_after_kb"] - last["rss_before_kb"]) * 1024 / last["triples"]
        print(f"| {engine} | {statistics.median(r['load_s'] for r in runs):.2f} "
              f"| {statistics.median(r['load_cpu_s'] for r in runs):.2f} | {ratio:.1f} "
              f"| {last['triples']} | {grown:.0f} | {last['rss_peak_kb'] / 1024:.0f} |")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
