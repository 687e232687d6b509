"""Oxigraph in memory, through its Python package; see driving.py."""
import driving
import pyoxigraph

arguments = driving.arguments()
store = pyoxigraph.Store()
formats = {"rdf": pyoxigraph.RdfFormat.RDF_XML, "nt": pyoxigraph.RdfFormat.N_TRIPLES}


def load():
    format = formats[arguments.data.rsplit(".", 1)[1]]
    store.bulk_load(path=arguments.data, format=format, base_iri="http://example.org/")
    return len(store)


def query(text):
    found = store.query(text)
    if isinstance(found, pyoxigraph.QueryTriples):
        result = found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES)
        return result, result.count(b"\n")
    result = found.serialize(format=pyoxigraph.QueryResultsFormat.CSV)
    return result, result.count(b"\r\n") - 1


driving.drive(arguments, load, query)
