#!/usr/bin/env python3
"""Deterministic generator of two vocabularies in several languages, for measuring the matcher.

usage: make_matching.py --concepts N --out FOLDER [--seed 1]

Writes FOLDER/source.nt, FOLDER/target.nt, FOLDER/reference.sssom.tsv and FOLDER/tasks.tsv. The same
arguments always give the same bytes (Python >= 3.8).

Each vocabulary has N concepts in a tree of six children a node. Half of them are in both, under
other identifiers and with other children beside them. The source has names in German, English and
French, the target in English, French and Italian, and every name is missing one time in three, so
that concepts share two languages, one, or none. A name is one to three words out of a stock that
grows with the square root of N, frequent words as frequent as in a language; one in ten names of a
common concept has one word exchanged. One concept in three has a definition of twelve words. One
in two hundred has a name that many have.
"""
import argparse
import pathlib
import random

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er", "il")]
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def stock(rng, size):
    words = set()
    while len(words) < size:
        words.add("".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))))
    return sorted(words, key=lambda word: rng.random())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concepts", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    size = options.concepts
    words = {
        language: stock(rng, max(200, int(40 * size ** 0.5))) for language in ("de", "en", "fr", "it")}
    shares = [1 / (rank + 10) for rank in range(len(words["en"]))]

    def name(language):
        return rng.choices(words[language], shares, k=rng.choice((1, 2, 2, 2, 3)))

    def idea():
        names = {language: name(language) for language in words}
        if rng.random() < 0.005:
            names = {language: words[language][:1] for language in words}
        about = rng.choices(words["en"], shares, k=12) if rng.random() < 0.33 else None
        return names, about

    common = [idea() for _ in range(size // 2)]
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    places = []
    for side, languages in (("source", ("de", "en", "fr")), ("target", ("en", "fr", "it"))):
        ideas = [(number, one) for number, one in enumerate(common)]
        ideas += [(None, idea()) for _ in range(size - len(common))]
        rng.shuffle(ideas)
        where = {}
        with open(out / f"{side}.nt", "w", encoding="utf-8") as file:
            for place, (number, (names, about)) in enumerate(ideas):
                if number is not None:
                    where[number] = place
                node = f"<https://example.org/{side}/{place}>"
                file.write(f"{node} {TYPE} <{SKOS}Concept> .\n")
                kept = [lang for lang in languages if rng.random() > 1 / 3] or [languages[1]]
                for language in kept:
                    own = list(names[language])
                    if rng.random() < 0.1:
                        own[rng.randrange(len(own))] = rng.choice(words[language])
                    file.write(f'{node} <{SKOS}prefLabel> "{" ".join(own)}"@{language} .\n')
                if about:
                    file.write(f'{node} <{SKOS}definition> "{" ".join(about)}"@en .\n')
                if place:
                    above = f"<https://example.org/{side}/{(place - 1) // 6}>"
                    file.write(f"{node} <{SKOS}broader> {above} .\n")
        places.append(where)
    with open(out / "reference.sssom.tsv", "w", encoding="utf-8") as file:
        file.write("subject_id\tpredicate_id\tobject_id\tmapping_justification\n")
        for number in range(len(common)):
            file.write(
                f"https://example.org/source/{places[0][number]}\tskos:exactMatch\t"
                f"https://example.org/target/{places[1][number]}\tsemapv:ManualMappingCuration\n")
    with open(out / "tasks.tsv", "w", encoding="utf-8") as file:
        file.write("task\ttrack\tsource\ttarget\treference\tmode\n")
        file.write("generated\tgenerated\tsource.nt\ttarget.nt\treference.sssom.tsv\tequivalence\n")


if __name__ == "__main__":
    main()
