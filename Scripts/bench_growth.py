#!/usr/bin/env python3
"""Times queries with Isogloss and its peers on two files, one larger than the other.

    Scripts/bench growth [CONCEPTS]     builds, generates the data, and calls this

Engines and times are those of bench_query.py, which also compares the rows. Each cell has the
medians in milliseconds on both files and how many times as long the larger one takes; a query that
an engine did not answer on both in half a minute is left out of its mean.
"""
import math
import pathlib
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "peers"))
import engines


def medians(figure):
    return {name: statistics.median(query["times"]) * 1000
            for name, query in figure["queries"].items() if query.get("times")}


def main(bench, small, large, queries):
    measured = {}
    with engines.commands(bench) as known, tempfile.TemporaryDirectory() as folder:
        for engine, command in known.items():
            figures = [engines.run(command, data, queries, pathlib.Path(folder, engine), reps=3)
                       for data in (small, large)]
            if all(figures):
                measured[engine] = [medians(figure) for figure in figures]
    if "isogloss" not in measured:
        sys.exit(f"isogloss could not load {small} or {large}")
    table(sorted(file.stem for file in pathlib.Path(queries).glob("*.rq")), measured)


def table(names, measured):
    growth = {engine: {name: large[name] / small[name] for name in names
                       if name in small and name in large}
              for engine, (small, large) in measured.items()}
    print("| query | " + " | ".join(measured) + " |")
    print("|---|" + "--:|" * len(measured))
    for name in names:
        cells = [f"{small[name]:.3f} → {large[name]:.3f} ({growth[engine][name]:.2f})"
                 if name in growth[engine] else "–"
                 for engine, (small, large) in measured.items()]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print()
    for engine, grown in growth.items():
        mean = math.exp(statistics.mean(map(math.log, grown.values())))
        print(f"{engine}: geometric mean {mean:.2f} over {len(grown)} queries")
    ours, peers = growth.pop("isogloss"), growth
    for name in names:
        least = min(((peer[name], engine) for engine, peer in peers.items() if name in peer),
                    default=None)
        if least and name in ours and ours[name] > least[0]:
            print(f"{name} grows {ours[name]:.2f} times, with {least[1]} {least[0]:.2f} times")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
