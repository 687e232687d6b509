#!/usr/bin/env python3
"""Deterministic generator of concepts and mapping sets, for measuring the resolver.

usage: make_mappings.py --concepts N --mappings M --out FOLDER [--seed 1] [--cluster C] [--words]

Writes FOLDER/concepts.ttl (SKOS: type, scheme, label) and FOLDER/set-00.sssom.tsv and so on
(SSSOM/TSV, 32 sets). The same arguments always give the same bytes (Python >= 3.8).

Twenty schemes share ideas: an idea is a concept each in 1 to 12 of them, about 4 on average. Two
thirds of the mappings lie within ideas (exact 72 %, close 18 %, related 6 %, functional
counterparts 4 %), so that exact matches form clusters; two ninths are broad or narrow matches
between an idea and the one above it in a tree of eight children a node, so that chains run up and
down; one in eighteen denies an exact match with a neighbour, and one in eighteen says that a scheme
has no such term. One cluster of C concepts (one in a hundred of all, at most 10000, unless said
otherwise) is held together by exact matches alone. A third of the mappings states no confidence.

With --words the concepts of an idea share their label, and have definitions that differ by a few
words, for measuring reports on words. Each scheme has a tree of its own then.
"""
import argparse
import os
import random

SCHEMES = 20
SETS = 32
VOC = "https://vocab.example.org/"
WITHIN = ["skos:exactMatch"] * 72 + ["skos:closeMatch"] * 18 + ["skos:relatedMatch"] * 6 + [
    "isogloss:functionalCounterpart"] * 4
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def word(number):
    """A pronounceable word of its own for a number."""
    parts = []
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
        if number == 0:
            return "".join(parts)


def ideas(rng, concepts, cluster):
    """Lists of concepts that mean about the same: each a scheme and a number."""
    counters = [0] * SCHEMES
    result, made = [], 0

    def take(scheme):
        counters[scheme] += 1
        return scheme, counters[scheme]

    result.append([take(k % SCHEMES) for k in range(cluster)])
    made += cluster
    while made < concepts:
        size = min(1 + min(11, int(rng.expovariate(1 / 3.2))), concepts - made)
        result.append([take(scheme) for scheme in rng.sample(range(SCHEMES), size)])
        made += size
    return result


def definition(label, number, scheme):
    """A definition whose genus the idea decides, and whose characteristics the scheme."""
    traits = ", ".join(f"{word(number * 31 + k)} {word((number + scheme * k) % 4999)}" for k in range(1, 4))
    return f"{word(number % 977)} that has {label} {traits}"


def write_concepts(path, groups, words):
    with open(path, "w", encoding="utf-8") as out:
        out.write("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n")
        for k in range(SCHEMES):
            out.write(f"@prefix s{k}: <{VOC}s{k}/> .\n")
        for k in range(SCHEMES):
            out.write(f"<{VOC}scheme/s{k}> a skos:ConceptScheme ; skos:prefLabel \"Scheme {k}\"@en .\n")
        for number, group in enumerate(groups):
            label = word(number * 7919 % 999983)
            for scheme, concept in group:
                out.write(f"s{scheme}:c{concept} a skos:Concept ; skos:inScheme <{VOC}scheme/s{scheme}> ; ")
                if words:
                    if concept > 1:
                        out.write(f"skos:broader s{scheme}:c{(concept - 2) // 8 + 1} ; ")
                    out.write(f"skos:prefLabel \"{label}\"@en ; "
                              f"skos:definition \"{definition(label, number, scheme)}\"@en .\n")
                else:
                    out.write(f"skos:prefLabel \"{label} {word(scheme)}\"@en .\n")


class Sets:
    """The open files of the mapping sets."""

    def __init__(self, folder):
        self.files = []
        for number in range(SETS):
            path = os.path.join(folder, f"set-{number:02d}.sssom.tsv")
            out = open(path, "w", encoding="utf-8")
            out.write("#curie_map:\n#  isogloss: https://w3id.org/isogloss/ns#\n")
            for k in range(SCHEMES):
                out.write(f"#  s{k}: {VOC}s{k}/\n")
            out.write(f"#  v: {VOC}scheme/\n#mapping_set_id: {VOC}sets/{number:02d}\n"
                      "#license: https://creativecommons.org/licenses/by/4.0/\n"
                      f"#creator_label:\n#  - Author {number % 11}\n#publication_date: 2026-01-{number % 28 + 1:02d}\n"
                      "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tobject_source\t"
                      "mapping_justification\tconfidence\n")
            self.files.append(out)

    def add(self, rng, subject, predicate, other, negated=False):
        """One mapping; `other` is a concept, or the number of a scheme that has no such term."""
        if isinstance(other, tuple):
            target, source = f"s{other[0]}:c{other[1]}", ""
            number = (subject[0] * 7 + other[0] * 3) % SETS
        else:
            target, source = "sssom:NoTermFound", f"v:s{other}"
            number = (subject[0] * 7 + other * 3) % SETS
        confidence = "" if rng.random() < 1 / 3 else f"{rng.randint(50, 100) / 100:g}"
        self.files[number].write(
            f"s{subject[0]}:c{subject[1]}\t{predicate}\t{'Not' if negated else ''}\t{target}\t{source}\t"
            f"semapv:ManualMappingCuration\t{confidence}\n")

    def close(self):
        for out in self.files:
            out.close()


def write_mappings(folder, rng, groups, mappings):
    sets = Sets(folder)
    made = 0
    # The cluster: a star with as many links across it.
    hub, rest = groups[0][0], groups[0][1:]
    for member in rest:
        if made < mappings:
            sets.add(rng, member, "skos:exactMatch", hub)
            sets.add(rng, member, "skos:exactMatch", rng.choice(rest))
            made += 2
    several = [g for g in groups[1:] if len(g) > 1]
    # Ideas hang together first; then links fall anywhere.
    for group in several:
        for place in range(1, len(group)):
            if made < mappings * 0.45:
                sets.add(rng, group[place], rng.choice(WITHIN), group[rng.randrange(place)])
                made += 1
    while made < mappings:
        kind = rng.random()
        number = rng.randrange(1, len(groups))
        group = groups[number]
        if kind < 0.40:
            group = rng.choice(several)
            one, other = rng.sample(group, 2)
            sets.add(rng, one, rng.choice(WITHIN), other)
        elif kind < 0.80:
            above = groups[max(1, (number - 1) // 8)]
            if above is group:
                continue
            one, other = rng.choice(group), rng.choice(above)
            if rng.random() < 0.5:
                sets.add(rng, one, "skos:broadMatch", other)
            else:
                sets.add(rng, other, "skos:narrowMatch", one)
        elif kind < 0.90:
            other = groups[number - 1 if number > 1 else number + 1]
            sets.add(rng, rng.choice(group), "skos:exactMatch", rng.choice(other), negated=True)
        else:
            own = {scheme for scheme, _ in group}
            sets.add(rng, rng.choice(group), "skos:exactMatch",
                     next(k for k in range(SCHEMES) if k not in own))
        made += 1
    sets.close()
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concepts", type=int, required=True)
    parser.add_argument("--mappings", type=int, required=True)
    parser.add_argument("--out", required=True, help="a folder, made if missing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", action="store_true", help="shared labels, definitions and a hierarchy")
    parser.add_argument("--cluster", type=int, help="the size of the one large cluster")
    options = parser.parse_args()
    cluster = options.cluster or max(2, min(10_000, options.concepts // 100))
    rng = random.Random(options.seed)
    os.makedirs(options.out, exist_ok=True)
    groups = ideas(rng, options.concepts, cluster)
    write_concepts(os.path.join(options.out, "concepts.ttl"), groups, options.words)
    made = write_mappings(options.out, rng, groups, options.mappings)
    print(f"{sum(map(len, groups))} concepts in {len(groups)} ideas, {made} mappings")


if __name__ == "__main__":
    main()
