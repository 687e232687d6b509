#!/usr/bin/env python3
"""Times the readers and writers beside those of other tools, in turn, and prints one table.

usage: compare_parsers.py --bench ISOGLOSS-BENCH --command ISOGLOSS --data PREFIX
                          [--oxigraph PROGRAM] [--rounds 5]

PREFIX.nt, PREFIX.ttl and PREFIX.rdf hold the same data (Scripts/make_skos.py). Every figure is
the processor time of a whole process, user and system, in the middle of the rounds; a ratio is
the best other tool's figure over the one of the line. serdi, rapper and oxigraph are left out
where they are not installed. `parse` visits every byte of every term and writes nothing, as
`rapper -c` counts and writes nothing; `convert` and the others write N-Triples to the null device.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys

TIME = "/usr/bin/time" if os.access("/usr/bin/time", os.X_OK) and sys.platform == "linux" else None
NAMES = {"nt": "N-Triples", "ttl": "Turtle", "rdf": "RDF/XML"}


def commands(options, ext):
    path = f"{options.data}.{ext}"
    yield "isogloss-bench parse", [options.bench, "parse", path, "--rounds", "1"]
    yield "isogloss convert", [options.command, "convert", path, "--to", "ntriples", "--quiet"]
    if shutil.which("serdi") and ext != "rdf":
        syntax = {"nt": "ntriples", "ttl": "turtle"}[ext]
        yield "serdi", ["serdi", "-q", "-i", syntax, "-o", "ntriples", path]
    if shutil.which("rapper"):
        syntax = {"nt": "ntriples", "ttl": "turtle", "rdf": "rdfxml"}[ext]
        yield "rapper -c", ["rapper", "-q", "-c", "-i", syntax, path]
        yield "rapper", ["rapper", "-q", "-i", syntax, "-o", "ntriples", path]
    if options.oxigraph:
        yield "oxigraph convert", [options.oxigraph, "convert", "--from-file", path, "--to-format", "nt"]


def writers(options):
    path = f"{options.data}.nt"
    yield "isogloss convert", [options.command, "convert", path, "--to", "turtle", "--quiet"]
    if shutil.which("serdi"):
        yield "serdi", ["serdi", "-q", "-i", "ntriples", "-o", "turtle", path]
    if shutil.which("rapper"):
        yield "rapper", ["rapper", "-q", "-i", "ntriples", "-o", "turtle", path]
    if options.oxigraph:
        yield "oxigraph convert", [options.oxigraph, "convert", "--from-file", path, "--to-format", "ttl"]


def run(command):
    """(seconds of processor time, peak megabytes as GNU time sees it, or None)"""
    # A child's own peak starts with that of this interpreter, so a smaller program stands between.
    timed = [TIME, "-f", "%M", *command] if TIME else command
    process = subprocess.Popen(timed, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"compare_parsers: {' '.join(command)} ends with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, int(errors.split()[-1]) / 1024 if TIME else float("nan")


def table(title, size, tools, rounds):
    tools = dict(tools)
    figures = {name: [] for name in tools}
    for _ in range(rounds):
        for name, command in tools.items():
            figures[name].append(run(command))
    cpu = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in figures.items()}
    peers = {name: seconds for name, seconds in cpu.items() if not name.startswith("isogloss")}
    best = min(peers, key=peers.get, default=None)
    print(f"\n{title}, {size / 1e6:.1f} MB")
    print(f"{'tool':24}{'CPU s':>9}{'lowest':>9}{'MB/s':>9}{'MB peak':>9}{'x best other':>14}")
    for name, runs in figures.items():
        lowest = min(seconds for seconds, _ in runs)
        peak = max(megabytes for _, megabytes in runs)
        ratio = f"{peers[best] / cpu[name]:14.2f}" if best else f"{'–':>14}"
        print(f"{name:24}{cpu[name]:9.3f}{lowest:9.3f}{size / cpu[name] / 1e6:9.1f}{peak:9.1f}{ratio}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--command", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--oxigraph")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.oxigraph and not shutil.which(options.oxigraph):
        options.oxigraph = None
    for ext, name in NAMES.items():
        size = os.path.getsize(f"{options.data}.{ext}")
        table(f"Reading {name}", size, commands(options, ext), options.rounds)
    table("Writing Turtle from N-Triples", os.path.getsize(f"{options.data}.nt"), writers(options), options.rounds)


if __name__ == "__main__":
    main()
