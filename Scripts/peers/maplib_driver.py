"""maplib, which answers with Polars frames on all cores; see driving.py."""
import csv
import io

import driving
import maplib

arguments = driving.arguments()
model = maplib.Model()
formats = {"rdf": "rdf/xml", "nt": "ntriples"}


def load():
    format = formats[arguments.data.rsplit(".", 1)[1]]
    model.read(arguments.data, format=format, base_iri="http://example.org/")
    return int(model.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")["n"][0])


def query(text):
    found = model.query(text)
    if isinstance(found, list):  # CONSTRUCT: a frame per predicate, terms in N-Triples already
        frames = [
            frame.write_csv(separator=" ", quote_style="never", include_header=False)
            for frame in found
        ]
        return "".join(frames).replace("\n", " .\n").encode(), sum(f.height for f in found)
    return found.write_csv().encode(), found.height


def plain(cell):
    """A term as SPARQL's CSV writes it: maplib's CSV has N-Triples in its cells."""
    if cell.startswith("<"):
        return cell[1:-1]
    return cell[1 : cell.rindex('"')].replace('\\"', '"') if cell.startswith('"') else cell


def comparable(result):
    if not result or result.startswith(b"<"):
        return result
    out = io.StringIO()
    lines = csv.reader(io.StringIO(result.decode()))
    csv.writer(out).writerows([plain(cell) for cell in line] for line in lines)
    return out.getvalue().encode()


driving.drive(arguments, load, query, comparable)
