#!/usr/bin/env python3
"""Loads a file into memory with Isogloss and its peers in turn, and prints one table.

    Scripts/bench load [CONCEPTS]       builds, generates the data, and calls this

Peers: Oxigraph and maplib through their Python packages (`pip install pyoxigraph maplib` into the
environment that PEERS_PYTHON names), Jena through Debian's libapache-jena-java, with a heap of
JENA_HEAP (16g). A peer that is not installed is named and left out. Engines take turns, one process
after the other, so that a disturbance hits all of them; what counts is the ratio within a run.
Resident memory is that after loading minus that before.
"""
import glob
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

PYTHON = os.environ.get("PEERS_PYTHON", sys.executable)
# Jena needs up to 600 bytes of live heap per triple, and room to collect garbage.
HEAP = os.environ.get("JENA_HEAP", "16g")

PEER = r"""
import json, os, resource, sys, time
def rss(key):
    for line in open("/proc/self/status"):
        if line.startswith(key): return int(line.split()[1])
engine, path = sys.argv[1:]
if engine == "pyoxigraph":
    import pyoxigraph
    store = pyoxigraph.Store()
    forms = {"rdf": pyoxigraph.RdfFormat.RDF_XML, "nt": pyoxigraph.RdfFormat.N_TRIPLES}
    def load():
        store.bulk_load(path=path, format=forms[path.rsplit(".", 1)[1]], base_iri="http://example.org/")
        return lambda: len(store)
else:
    import maplib
    model = maplib.Model()
    forms = {"rdf": "rdf/xml", "nt": "ntriples"}
    def load():
        model.read(path, format=forms[path.rsplit(".", 1)[1]])
        return lambda: model.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")["n"][0]
before, wall, cpu = rss("VmRSS"), time.monotonic(), time.process_time()
count = load()
out = {"load_s": time.monotonic() - wall, "load_cpu_s": time.process_time() - cpu,
       "rss_before_kb": before, "rss_after_kb": rss("VmRSS"), "rss_peak_kb": rss("VmHWM")}
out["triples"] = int(count())
print(json.dumps(out))
"""

JENA = r"""
import java.nio.file.*;
import org.apache.jena.riot.*;
import org.apache.jena.riot.system.*;
import org.apache.jena.sparql.core.*;
public class JenaLoad {
  static long rss(String key) throws Exception {
    for (String l : Files.readAllLines(Path.of("/proc/self/status")))
      if (l.startsWith(key)) return Long.parseLong(l.replaceAll("[^0-9]", ""));
    return 0;
  }
  public static void main(String[] a) throws Exception {
    org.apache.jena.sys.JenaSystem.init();
    long before = rss("VmRSS");
    DatasetGraph graph = DatasetGraphFactory.create();
    long wall = System.nanoTime();
    RDFParser.source(a[0]).base("http://example.org/").parse(StreamRDFLib.graph(graph.getDefaultGraph()));
    double seconds = (System.nanoTime() - wall) / 1e9;
    long after = rss("VmRSS"), peak = rss("VmHWM");
    double cpu = ProcessHandle.current().info().totalCpuDuration().get().toNanos() / 1e9;
    System.out.println("{\"load_s\":" + seconds + ",\"load_cpu_s\":" + cpu + ",\"rss_before_kb\":" + before
      + ",\"rss_after_kb\":" + after + ",\"rss_peak_kb\":" + peak + ",\"triples\":" + graph.getDefaultGraph().size() + "}");
  }
}
"""


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no output"])[-1])
    return json.loads(lines[-1])


def engines(bench, folder):
    peer = folder / "peer.py"
    peer.write_text(PEER)
    empty = folder / "queries"
    empty.mkdir()
    jena = folder / "JenaLoad.java"
    jena.write_text(JENA)
    out = folder / "isogloss.json"

    def isogloss(path):
        subprocess.run([bench, "query", "--data", path, "--queries", str(empty), "--out", str(out)],
                       check=True)
        return json.loads(out.read_text())

    jars = ":".join(sorted(glob.glob("/usr/share/java/*.jar")))
    # Debian's jena-core keeps Xerces' message files where its classes do not look.
    subprocess.run(
        f"cd {folder} && jar xf /usr/share/java/jena-core.jar org/apache/jena/ext/xerces"
        " && mv org/apache/jena/ext/xerces xerces", shell=True, capture_output=True)
    return {
        "isogloss": isogloss,
        "pyoxigraph": lambda path: run([PYTHON, str(peer), "pyoxigraph", path]),
        "maplib": lambda path: run([PYTHON, str(peer), "maplib", path]),
        "jena": lambda path: run(
            ["java", f"-Xmx{HEAP}", "-cp", f"{folder}:{jars}", str(jena), path]),
    }


def main(bench, rounds, files):
    with tempfile.TemporaryDirectory() as name:
        known = engines(bench, pathlib.Path(name))
        for path in files:
            figures = {}
            for _ in range(rounds):
                for engine, load in known.items():
                    if figures.get(engine) is None and engine in figures:
                        continue
                    try:
                        figures.setdefault(engine, []).append(load(path))
                    except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
                        print(f"{engine}: left out: {error}", file=sys.stderr)
                        figures[engine] = None
            ours = figures.get("isogloss")
            if not ours:
                sys.exit(f"isogloss could not load {path}")
            print(f"\n{os.path.basename(path)}, load average {os.getloadavg()[0]:.1f}\n")
            print("| engine | wall s | CPU s | x isogloss (wall) | triples | bytes/triple | peak MB |")
            print("|---|--:|--:|--:|--:|--:|--:|")
            for engine, runs in figures.items():
                if not runs:
                    continue
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
