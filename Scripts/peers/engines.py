"""The engines that are measured side by side, each as a command; see driving.py for what it takes.

PEERS_PYTHON names the interpreter that has pyoxigraph and maplib; JENA_HEAP is Jena's heap (16g).
"""
import contextlib
import glob
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = os.environ.get("PEERS_PYTHON", sys.executable)
# Jena needs up to 600 bytes of live heap per triple, and room to collect garbage.
HEAP = os.environ.get("JENA_HEAP", "16g")


@contextlib.contextmanager
def commands(bench):
    """The command of each engine, ours first."""
    with tempfile.TemporaryDirectory() as folder:
        # Debian's jena-core keeps Xerces' message files where its classes do not look.
        subprocess.run(
            f"cd {folder} && jar xf /usr/share/java/jena-core.jar org/apache/jena/ext/xerces"
            " && mv org/apache/jena/ext/xerces xerces", shell=True, capture_output=True)
        jars = ":".join([folder, *sorted(glob.glob("/usr/share/java/*.jar"))])
        yield {
            "isogloss": [bench, "query"],
            "pyoxigraph": [PYTHON, str(HERE / "pyoxigraph_driver.py")],
            "maplib": [PYTHON, str(HERE / "maplib_driver.py")],
            "jena": ["java", f"-Xmx{HEAP}", "-cp", jars, str(HERE / "JenaDriver.java")],
            "virtuoso": [PYTHON, str(HERE / "virtuoso_driver.py")],
        }


def run(command, data, queries, results, limit=30, reps=5):
    """One run of one engine; None, said on standard error, where it is not installed or fails."""
    results.mkdir(parents=True, exist_ok=True)
    # Some write beside it and rename, so it is opened when they are done.
    out = results.with_suffix(".json")
    out.unlink(missing_ok=True)
    words = [*command, "--data", data, "--queries", queries, "--results", results, "--out", out,
             "--limit", limit, "--reps", reps]
    try:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
        if out.exists():
            return json.loads(out.read_text())
        reason = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    except OSError as error:
        reason = str(error)
    print(f"{results.name} is left out: {reason}", file=sys.stderr)
    return None
