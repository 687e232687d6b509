"""What the drivers of peers share: their arguments, and the loop that loads, asks and times.

A driver is a program that takes --data FILE --queries FOLDER --results FOLDER --out FILE [--reps N]
[--limit S], as `isogloss-bench query` does: it loads FILE into memory, evaluates each .rq of the
folder once and writes its rows to the results folder (CSV, or N-Triples for CONSTRUCT), and then
again and again for its times, each up to the last byte of a serialised result. --out gets
{"load_s", "load_cpu_s", "triples", "rss_before_kb", "rss_after_kb", "rss_peak_kb",
"queries": {name: {"times": [s], "rows": n} or {"error": text}}}.
"""
import argparse
import json
import os
import pathlib
import threading
import time


def arguments(*more):
    parser = argparse.ArgumentParser()
    for name in ("--data", "--queries", "--results", "--out", *more):
        parser.add_argument(name, required=True)
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument("--limit", type=float, default=30)
    return parser.parse_args()


def resident(key, process="self"):
    """VmRSS or VmHWM of a process, in kilobytes."""
    for line in open(f"/proc/{process}/status"):
        if line.startswith(key + ":"):
            return int(line.split()[1])
    return 0


def drive(arguments, load, query, comparable=lambda result: result, finish=lambda: None):
    """Loads, asks and times, and ends the process.

    load() answers the number of triples; query(text) the bytes of a result and its number of rows;
    comparable(result) the result as other engines write it, which no time includes; finish() is called before the process ends.
    """
    before, wall, cpu = resident("VmRSS"), time.monotonic(), time.process_time()
    triples = load()
    out = {
        "load_s": time.monotonic() - wall, "load_cpu_s": time.process_time() - cpu,
        "triples": triples, "rss_before_kb": before, "rss_after_kb": resident("VmRSS"),
        "rss_peak_kb": resident("VmHWM"), "queries": {},
    }

    def end():
        pathlib.Path(arguments.out).write_text(json.dumps(out))
        finish()
        # Without waiting for millions of objects to be freed.
        os._exit(0)

    # An engine that cannot be interrupted ends its process; the queries after that one are lost.
    deadline = [float("inf")]

    def watch():
        while time.monotonic() < deadline[0]:
            time.sleep(0.2)
        end()

    threading.Thread(target=watch, daemon=True).start()
    for path in sorted(pathlib.Path(arguments.queries).glob("*.rq")):
        text, name = path.read_text(), path.stem
        out["queries"][name] = {"error": f"over {arguments.limit:g} s"}
        deadline[0] = time.monotonic() + arguments.limit
        try:
            start = time.perf_counter()
            result, rows = query(text)
            cold = time.perf_counter() - start
            (pathlib.Path(arguments.results) / name).write_bytes(comparable(result))
            for _ in range(2 if cold < 1 else 0):
                query(text)
            times = []
            deadline[0] += arguments.limit
            # Short queries more often, because a disturbance is large beside them.
            while len(times) < arguments.reps or (sum(times) < 0.2 and len(times) < 200):
                start = time.perf_counter()
                query(text)
                times.append(time.perf_counter() - start)
                if sum(times) > arguments.limit:
                    break
            out["queries"][name] = {"times": times, "rows": rows}
        except Exception as error:  # whatever a peer throws at a query is that query's answer
            out["queries"][name] = {"error": f"{type(error).__name__}: {error}"[:300]}
        deadline[0] = float("inf")
    end()
