"""Virtuoso, a server of its own, asked over HTTP on the loopback address; see driving.py.

The time of the request is in the time of each query: a tenth of a millisecond.
"""
import http.client
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import urllib.parse

import driving

GRAPH = "http://example.org/g"
SQL, HTTP = 17111, 17890
arguments = driving.arguments()
folder = pathlib.Path(tempfile.mkdtemp(prefix="virtuoso"))
data = pathlib.Path(arguments.data).resolve()

(folder / "virtuoso.ini").write_text(f"""[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{SQL}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
DirsAllowed = {folder}
ThreadsPerQuery = {os.cpu_count()}
AsyncQueueMaxThreads = {2 * os.cpu_count()}
[HTTPServer]
ServerPort = 127.0.0.1:{HTTP}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = {int(arguments.limit)}
""")
(folder / data.name).symlink_to(data)
server = subprocess.Popen(
    ["virtuoso-t", "+foreground", "+configfile", f"{folder}/virtuoso.ini"], cwd=folder,
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stop():
    server.kill()
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)


def sql(statement):
    return subprocess.run(
        ["isql-vt", f"127.0.0.1:{SQL}", "dba", "dba", "VERBOSE=OFF", "ERRORS=STDOUT",
         f"EXEC={statement}"], capture_output=True, text=True).stdout


def load():
    sql(f"ld_dir('{folder}', '{data.name}', '{GRAPH}');")
    sql("rdf_loader_run();")
    sql("checkpoint;")
    counted = sql(f"sparql select count(*) from <{GRAPH}> where {{?s ?p ?o}};")
    return int(re.sub(r"\D", "", counted.strip().splitlines()[-1]))


connection = http.client.HTTPConnection("127.0.0.1", HTTP, timeout=arguments.limit)


def query(text):
    isGraph = "\nCONSTRUCT" in "\n" + text
    form = urllib.parse.urlencode({"query": text, "default-graph-uri": GRAPH})
    connection.request("POST", "/sparql", form, {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/n-triples" if isGraph else "text/csv"})
    response = connection.getresponse()
    result = response.read()
    if response.status != 200:
        raise RuntimeError(f"HTTP {response.status}: {result[:200]!r}")
    lines = [line for line in result.split(b"\n") if line.strip() and not line.startswith(b"#")]
    return result, len(lines) - (0 if isGraph else 1)


for _ in range(300):
    if "Error" not in sql("select 1;"):
        break
    time.sleep(0.2)
driving.drive(arguments, load, query, finish=stop)
