#!/usr/bin/env python3
"""Fits the weights of the matcher to public alignment tasks, and judges them on what they never saw.

usage: fit_matcher.py [--bench BINARY] [--tasks FILE] [--write | --check]

Reads the list of tasks from --tasks, or from data/oaei/tasks.tsv in the folder that ISOGLOSS_SUITES
names: a table with tabs and the columns task, track, source, target, reference and mode. Needs
numpy; builds isogloss-bench in release unless --bench names one. The same tasks give the same
weights, to two decimals.

  (nothing)  prints the weights, the figures with them, the figures with each track left out in
             turn, and the reliability of the confidences, as Markdown
  --write    puts the weights into MatchingModel+Weights.swift, too
  --check    fails where the weights in that file are others

Two logistic models are fitted one after the other, as the matcher applies them: the first to what
a pair says of itself; the second, which also knows how sure the pairs of neighbours and rivals
are, to what the matcher sees once it has the first, four times over, for the second changes what
it sees. Every track has the same say however many pairs it has. A feature that speaks for a match
never weighs less than nothing, nor one against it more. Tasks whose references hold other
relations than equivalence (mode "any") only serve as tests. Left out means left out: neither the
weights of the first model nor those of the second nor the calibration has seen the track.
"""
import argparse
import gzip
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "Sources/TermMatching/Evidence/MatchingModel+Weights.swift"
ROUNDS = 4
RIDGE = 4.0
SAY = 300.0
# Known only from neighbours and rivals: the first model does without.
STRUCTURAL = {
    "above", "hasAbove", "below", "hasBelow", "ends", "hasEnds", "sourceMargin",
    "targetMargin", "crossed", "ownAbove", "inverse", "endsAlone", "astray", "endsAstray",
    "contradiction", "endsLeast"}
AGAINST = {
    "bothDiffer", "numbers", "kinds", "direction", "crossed", "derived", "astray", "endsAstray",
    "contradiction", "headDerived"}
EITHER = {"bias", "property", "hasAbove", "hasBelow", "hasEnds", "propertyName"}
# What the matcher adds by judgement, no weight of which is fitted.
GIVEN = "judged"
EQUIVALENCE = {"skos:exactMatch", "skos:closeMatch"}


# ------------------------------------------------------------------------------ tasks


def read_table(path):
    """The rows of an SSSOM table as dictionaries, identifiers expanded."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line[1:] for line in lines if line.startswith("#")]
    prefixes = {}
    for line in comments:
        found = re.match(r"\s+\"?([\w.-]*)\"?:\s*\"?(\S+?)\"?\s*$", line)
        if found and "://" in found[2]:
            prefixes[found[1]] = found[2]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]

    def expand(text):
        prefix, _, rest = text.partition(":")
        return prefixes[prefix] + rest if prefix in prefixes and not rest.startswith("//") else text

    for row in rows[1:]:
        fields = dict(zip(rows[0], row))
        for slot in ("subject_id", "object_id"):
            fields[slot] = expand(fields[slot])
        yield fields


def read_reference(path, mode):
    """The pairs of a reference, in either direction of writing."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if path.name.removesuffix(".gz").endswith(".tsv"):
        return {
            (row["subject_id"], row["object_id"]) for row in read_table(path)
            if row.get("predicate_modifier") != "Not"
            and (mode == "any" or row["predicate_id"] in EQUIVALENCE)}
    found = set()
    for cell in re.findall(r"<Cell\b.*?</Cell>", data.decode("utf-8"), re.S):
        ends = [re.search(rf"<{end}\b[^>]*resource\s*=\s*[\"']([^\"']+)", cell)
                for end in ("entity1", "entity2")]
        relation = re.search(r"<relation\b[^>]*>\s*(.*?)\s*</relation>", cell, re.S)
        if all(ends) and (not relation or html.unescape(relation[1]) == "="):
            found.add((html.unescape(ends[0][1]), html.unescape(ends[1][1])))
    return found


def read_tasks(path):
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    tasks = [dict(zip(lines[0], line)) for line in lines[1:]]
    for task in tasks:
        task["pairs"] = read_reference(path.parent / task["reference"], task["mode"])
    return tasks


# ------------------------------------------------------------------------------ the matcher


class Matcher:
    """Runs the matcher with given weights on all tasks."""

    def __init__(self, bench, tasks_path, folder):
        self.bench, self.tasks_path, self.folder = bench, tasks_path, pathlib.Path(folder)

    def run(self, model=None, features=False):
        command = [self.bench, "match", self.tasks_path, "--out", self.folder]
        if model:
            path = self.folder / "model.json"
            path.write_text(json.dumps(model))
            command += ["--model", path]
        if features:
            command.append("--features")
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def names(self):
        return (self.folder / "features.txt").read_text().split()

    def features(self, task):
        """One row of numbers for each pair, and whether the reference has it."""
        count = len(self.names())
        values = numpy.fromfile(self.folder / f"{task['task']}.f32", "<f4").reshape(-1, count)
        lines = (self.folder / f"{task['task']}.pairs.tsv").read_text(encoding="utf-8")
        pairs = [tuple(line.split("\t")) for line in lines.splitlines()]
        return values.astype(float), numpy.array([pair in task["pairs"] for pair in pairs], float)

    def proposals(self, task):
        """Pair, predicate and confidence of each proposal."""
        for row in read_table(self.folder / f"{task['task']}.sssom.tsv"):
            yield (row["subject_id"], row["object_id"]), row["predicate_id"], float(row["confidence"])


# ------------------------------------------------------------------------------ fitting


def fit(values, wanted, say, low, high, given=0.0):
    """Weights of a logistic model between bounds: Newton's method on what is not at a bound.

    What is given is added to the odds of each row.
    """
    weights = numpy.zeros(values.shape[1])
    ridge = numpy.full(len(weights), RIDGE)
    ridge[0] = 1e-3

    def loss(at):
        odds = values @ at + given
        return (say * (numpy.logaddexp(0, odds) - wanted * odds)).sum() + (ridge * at * at).sum() / 2

    current = loss(weights)
    for _ in range(100):
        chance = 1 / (1 + numpy.exp(-numpy.clip(values @ weights + given, -30, 30)))
        slope = values.T @ (say * (chance - wanted)) + ridge * weights
        stuck = ((weights <= low) & (slope > 0)) | ((weights >= high) & (slope < 0))
        free = numpy.flatnonzero(~stuck)
        part = values[:, free]
        bend = (part * (say * chance * (1 - chance))[:, None]).T @ part + numpy.diag(ridge[free])
        step = numpy.zeros(len(weights))
        step[free] = -numpy.linalg.solve(bend, slope[free])
        scale = 1.0
        while scale > 1e-8:
            tried = numpy.clip(weights + scale * step, low, high)
            value = loss(tried)
            if value < current - 1e-12:
                break
            scale /= 2
        else:
            break
        done = current - value < 1e-9 * abs(current)
        weights, current = tried, value
        if done:
            break
    return weights


def fit_stage(matcher, tasks, structural):
    names = matcher.names()
    used = [i for i, name in enumerate(names)
            if name != GIVEN and (structural or name not in STRUCTURAL)]
    totals = {}
    for task in tasks:
        totals[task["track"]] = totals.get(task["track"], 0) + len(task["pairs"])
    rows = [(matcher.features(task), SAY / totals[task["track"]]) for task in tasks]
    values = numpy.vstack([row[0][0][:, used] for row in rows])
    wanted = numpy.concatenate([row[0][1] for row in rows])
    say = numpy.concatenate([numpy.full(len(row[0][1]), row[1]) for row in rows])
    low = numpy.array(
        [-numpy.inf if names[i] in AGAINST | EITHER else 0.0 for i in used])
    high = numpy.array([0.0 if names[i] in AGAINST else numpy.inf for i in used])
    given = numpy.concatenate([row[0][0][:, names.index(GIVEN)] for row in rows])
    found = fit(values, wanted, say, low, high, given)
    return {names[i]: round(float(w), 2) for i, w in zip(used, found) if round(float(w), 2) != 0}


def fit_model(matcher, tasks):
    """Both models and the calibration, fitted to tasks with equivalences."""
    tasks = [task for task in tasks if task["mode"] == "equivalence"]
    matcher.run(features=True)
    first = fit_stage(matcher, tasks, structural=False)
    model = {"first": first, "second": first, "calibration": [1, 0]}
    for _ in range(ROUNDS):
        matcher.run(model, features=True)
        model["second"] = fit_stage(matcher, tasks, structural=True)
    matcher.run(model)
    model["calibration"] = calibration(matcher, tasks)
    return model


def logit(value):
    value = numpy.clip(value, 0.001, 0.999)
    return numpy.log(value / (1 - value))


def judged(matcher, tasks):
    """Confidence, truth and say of the equivalences that are proposed."""
    found = []
    for task in tasks:
        rows = [(confidence, pair in task["pairs"])
                for pair, predicate, confidence in matcher.proposals(task) if predicate in EQUIVALENCE]
        found += [(confidence, right, task["track"]) for confidence, right in rows]
    counts = {}
    for _, _, track in found:
        counts[track] = counts.get(track, 0) + 1
    return [(confidence, right, 1 / counts[track]) for confidence, right, track in found]


def calibration(matcher, tasks):
    """What makes confidences of chosen pairs frequencies: slope and shift of the log odds."""
    rows = judged(matcher, tasks)
    values = numpy.array([[1, logit(row[0])] for row in rows])
    wanted = numpy.array([row[1] for row in rows], float)
    say = numpy.array([row[2] for row in rows]) * SAY
    free = numpy.array([-numpy.inf, 0.1])
    found = fit(values, wanted, say, free, numpy.array([numpy.inf, 2.0]))
    return [round(float(found[1]), 2), round(float(found[0]), 2)]


# ------------------------------------------------------------------------------ judging


def figures(matcher, tasks):
    """Micro precision, recall and F1 for equivalences; MRR and hits for the rest."""
    tracks = {}
    for task in tasks:
        total = tracks.setdefault(task["track"], {"right": 0, "made": 0, "wanted": 0, "ranks": []})
        proposals = list(matcher.proposals(task))
        if task["mode"] == "equivalence":
            made = {pair for pair, predicate, _ in proposals if predicate in EQUIVALENCE}
            total["made"] += len(made)
            total["right"] += len(made & task["pairs"])
            total["wanted"] += len(task["pairs"])
            continue
        for source in sorted({pair[0] for pair in task["pairs"]}):
            ranked = sorted(
                (p for p in proposals if p[0][0] == source), key=lambda p: (-p[2], p[0][1]))
            hits = [i for i, p in enumerate(ranked, 1) if p[0] in task["pairs"]]
            total["ranks"].append(hits[0] if hits else None)
    return tracks


def f1(total):
    return 2 * total["right"] / max(total["made"] + total["wanted"], 1)


def describe(total):
    if total["ranks"]:
        ranks = total["ranks"]
        mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
        hits = sum(1 for rank in ranks if rank and rank <= 5) / len(ranks)
        return f"MRR {mrr:.3f}, hits@5 {hits:.3f}"
    precision = total["right"] / max(total["made"], 1)
    recall = total["right"] / max(total["wanted"], 1)
    return f"P {precision:.3f}, R {recall:.3f}, F1 {f1(total):.3f}"


def reliability(rows):
    """A table of stated confidence and found precision, and the mean of their difference."""
    bounds = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001]
    lines, error, total = [], 0.0, max(len(rows), 1)
    for low, high in zip(bounds, bounds[1:]):
        part = [row for row in rows if low <= row[0] < high]
        if not part:
            continue
        stated = sum(row[0] for row in part) / len(part)
        found = sum(row[1] for row in part) / len(part)
        error += abs(stated - found) * len(part) / total
        lines.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(part)} | {stated:.3f} | {found:.3f} |")
    return lines, error


def swift(model):
    def dictionary(weights):
        return "\n".join(f'      "{name}": {value:g},' for name, value in weights.items())

    slope, shift = model["calibration"]
    return f"""extension MatchingModel {{
  /// The weights that are used.
  ///
  /// Written by Scripts/fit_matcher.py: change the features or the script, not these numbers.
  package static let standard = MatchingModel(
    first: [
{dictionary(model["first"])}
    ],
    second: [
{dictionary(model["second"])}
    ],
    calibration: (slope: {slope:g}, shift: {shift:g}))
}}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench")
    parser.add_argument("--tasks")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    suites = os.environ.get("ISOGLOSS_SUITES")
    if not options.tasks and not suites:
        sys.exit("fit_matcher: name the tasks with --tasks, or their folder in ISOGLOSS_SUITES")
    tasks_path = pathlib.Path(options.tasks or pathlib.Path(suites) / "data/oaei/tasks.tsv")
    if not options.bench:
        build = ["swift", "build", "-c", "release", "--package-path", str(ROOT)]
        subprocess.run(build + ["--product", "isogloss-bench"], check=True, stdout=sys.stderr)
        where = subprocess.run(build + ["--show-bin-path"], check=True, capture_output=True, text=True)
        options.bench = pathlib.Path(where.stdout.strip()) / "isogloss-bench"
    tasks = read_tasks(tasks_path)
    with tempfile.TemporaryDirectory() as folder:
        matcher = Matcher(options.bench, tasks_path, folder)
        model = fit_model(matcher, tasks)
        matcher.run(model)
        fitted = figures(matcher, tasks)
        unseen, rows = {}, []
        for track in [t for t in fitted if not fitted[t]["ranks"]]:
            matcher.run(fit_model(matcher, [t for t in tasks if t["track"] != track]))
            own = [t for t in tasks if t["track"] == track]
            unseen[track] = figures(matcher, own)[track]
            rows += judged(matcher, own)
    print("| track | fitted | left out |\n|---|---|---|")
    for track, total in fitted.items():
        print(f"| {track} | {describe(total)} | "
              + (describe(unseen[track]) if track in unseen else "never fitted to") + " |")
    lines, error = reliability(rows)
    print("\n| confidence | proposals | mean | right |\n|---|---|---|---|")
    print("\n".join(lines))
    print(f"\nMean difference: {error:.3f}. Of tracks that were left out.\n")
    text = swift(model)
    if options.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    elif options.check:
        if WEIGHTS.read_text(encoding="utf-8") != text:
            sys.exit(f"fit_matcher: {WEIGHTS.relative_to(ROOT)} holds other weights")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
