"""graph.jsonld as RDF, by pyld, rdflib and pyoxigraph, and against schema/shapes.ttl and schema/ontology.ttl."""

import collections
import os

from truth import SCHEMA, exact, local, one_line

DM, SDO = "urn:demarche:", "https://schema.org/"
SEM, PROV, OA = "http://semanticweb.cs.vu.nl/2009/11/sem/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def check_rdf(report, truth, folder):
    import pyoxigraph
    import rdflib
    from pyld import jsonld

    path = os.path.join(folder, "graph.jsonld")

    def refuse(url, *_):
        raise RuntimeError(f"the context needs the network: {url}")

    readings = {}
    dataset = jsonld.to_rdf(truth.document, {"documentLoader": refuse})
    readings["pyld"] = [
        tuple(
            term_of(t[place]["type"], t[place]["value"], t[place].get("datatype"))
            for place in ("subject", "predicate", "object")
        )
        for t in dataset.get("@default", [])
    ]
    report.same("pyld: only the default graph", {"@default"}, set(dataset) | {"@default"})
    graph = rdflib.Dataset()
    graph.parse(path, format="json-ld")
    readings["rdflib"] = [tuple(map(rdflib_term, quad[:3])) for quad in graph.quads()]
    quads = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.JSON_LD)
    readings["pyoxigraph"] = [tuple(map(oxigraph_term, (q.subject, q.predicate, q.object))) for q in quads]
    for who, triples in readings.items():
        check_triples(report, who, truth, set(triples))
    named = {who: {t for t in triples if ("blank",) not in t} for who, triples in readings.items()}
    report.same("rdflib and pyoxigraph: the same triples", named["rdflib"], named["pyoxigraph"])
    report.same("pyld and pyoxigraph: the same triples", named["pyld"], named["pyoxigraph"])
    sizes = {who: len(triples) for who, triples in readings.items()}
    report.same("rdf: as many triples in each", 1, len(set(sizes.values())))
    report.same("pyld: no key is dropped", [], dropped_keys(truth.document, refuse))


def term_of(kind, value, datatype=None):
    if kind == "blank node":
        return ("blank",)
    if kind == "IRI":
        return ("iri", value)
    kind = (datatype or "").rsplit("#", 1)[-1]
    if kind in ("double", "integer", "nonNegativeInteger"):
        return ("number", float(value))
    return ("literal", value)


def rdflib_term(term):
    import rdflib

    if isinstance(term, rdflib.BNode):
        return ("blank",)
    if isinstance(term, rdflib.URIRef):
        return ("iri", str(term))
    return term_of("literal", str(term), str(term.datatype or ""))


def oxigraph_term(term):
    import pyoxigraph

    if isinstance(term, pyoxigraph.BlankNode):
        return ("blank",)
    if isinstance(term, pyoxigraph.NamedNode):
        return ("iri", term.value)
    return term_of("literal", term.value, term.datatype.value)


def check_triples(report, who, truth, triples):
    """What an RDF program sees of names, roles, kinds, counts, provenance and evidence."""
    of = collections.defaultdict(lambda: collections.defaultdict(set))
    for subject, predicate, value in triples:
        if subject[0] == "iri":
            of[subject[1]][predicate[1]].add(value)
    prefixes = {
        key: value["@id"]
        for key, value in truth.document["@context"].items()
        if isinstance(value, dict) and value.get("@prefix")
    }

    def full(compact):
        prefix, rest = compact.split(":", 1)
        return prefixes[prefix] + rest

    def iris(subject, predicate):
        return {value[1] for value in of[subject][predicate] if value[0] == "iri"}

    typed = collections.Counter(value[1] for _, predicate, value in triples if predicate[1] == RDF_TYPE)
    report.same(f"{who}: events", len(truth.events), typed[SEM + "Event"])
    report.same(f"{who}: articles", len(truth.articles), typed[SDO + "NewsArticle"])
    for iri, item in truth.entities.items():
        subject, node = full(iri), truth.nodes[local(iri)]
        report.same(f"{who}: class of {iri}", {SDO + node["kind"]}, iris(subject, RDF_TYPE))
        report.same(f"{who}: name of {iri}", {("literal", node["name"])}, of[subject][SDO + "name"])
        report.same(
            f"{who}: mentions of {iri}", {("number", float(node["mentions"]))}, of[subject][DM + "mentionCount"]
        )
        known = {f"http://www.wikidata.org/entity/{node['wikidata']}"} if node["wikidata"] else set()
        report.same(f"{who}: sameAs of {iri}", known, iris(subject, SDO + "sameAs"))
    pieces = 0
    for iri, event in truth.events.items():
        subject = full(iri)
        report.same(
            f"{who}: type of {iri}", {DM + event["eventType"].removeprefix("dm:")}, iris(subject, SEM + "eventType")
        )
        report.same(f"{who}: agent of {iri}", {full(event["agent"])}, iris(subject, SDO + "agent"))
        report.same(
            f"{who}: object of {iri}",
            {full(event["object"])} if "object" in event else set(),
            iris(subject, SDO + "object"),
        )
        about = {full(i) for s in event["statements"] for i in s.get("aboutInOrder", [])}
        report.same(f"{who}: about of {iri}", about, iris(subject, SDO + "about"))
        for key in ("polarity", "modality"):
            report.same(f"{who}: {key} of {iri}", {DM + event[key]}, iris(subject, DM + key))
        speakers = {full(i) for s in event["statements"] for i in s.get("attributedTo", [])}
        report.same(f"{who}: speakers of {iri}", speakers, iris(subject, PROV + "wasAttributedTo"))
        for statement in event["statements"]:
            source = {full(statement["derivedFrom"][0])}
            report.same(
                f"{who}: source of {statement['id']}", source, iris(full(statement["id"]), PROV + "wasDerivedFrom")
            )
            for piece in statement["evidence"]:
                pieces += 1
                report.same(f"{who}: body of {piece['id']}", {subject}, iris(full(piece["id"]), OA + "hasBody"))
    report.same(f"{who}: annotations", pieces, typed[OA + "Annotation"])
    quoted = {value[1] for _, predicate, value in triples if predicate[1] == OA + "exact"}
    sentences = {exact(piece) for e in truth.events.values() for s in e["statements"] for piece in s["evidence"]}
    report.same(f"{who}: sentences are quoted", set(), sentences - quoted)
    directs = {
        (s[1], p[1], o[1])
        for s, p, o in triples
        if o[0] == "iri"
        and s[0] == "iri"
        and s[1].startswith(prefixes["entity"])
        and p[1].startswith(DM)
        and o[1].startswith(prefixes["entity"])
    }
    expected = {
        (full(e["agent"]), DM + e["eventType"].removeprefix("dm:"), full(e["object"]))
        for e in truth.events.values()
        if "object" in e and (e["polarity"], e["modality"]) == ("affirmed", "actual")
    }
    report.same(f"{who}: direct triples", expected, directs)


def dropped_keys(document, loader):
    """Keys that the context does not map: a JSON-LD program would lose them without a word."""
    from pyld import jsonld

    keys = set()

    def collect(value):
        if isinstance(value, dict):
            keys.update(key for key in value if not key.startswith("@"))
            any(collect(inner) for inner in value.values())
        elif isinstance(value, list):
            any(collect(inner) for inner in value)

    collect(document["@graph"])
    keys -= {"id", "type"}
    options = {"documentLoader": loader}
    probe = lambda key: jsonld.expand({"@context": document["@context"], key: [{"@id": "urn:x:y"}]}, options)
    return sorted(key for key in keys if not probe(key))


def check_shacl(report, truth, folder):
    import rdflib
    from pyshacl import validate

    data = rdflib.Graph()
    data.parse(os.path.join(folder, "graph.jsonld"), format="json-ld")
    shapes = rdflib.Graph().parse(os.path.join(SCHEMA, "shapes.ttl"))
    conforms, _, text = validate(data, shacl_graph=shapes, inference="none")
    report.true(f"pyshacl: {'' if conforms else one_line(text)[:500]}", conforms)
    ontology = rdflib.Graph().parse(os.path.join(SCHEMA, "ontology.ttl"))
    described = {str(subject) for subject in ontology.subjects()}
    used = {str(p) for p in data.predicates()} | {str(o) for o in data.objects(None, rdflib.RDF.type)}
    used |= {
        str(o)
        for p in ("polarity", "modality", "identity", "formKind")
        for o in data.objects(None, rdflib.URIRef(DM + p))
    }
    known = {f"{DM}{e['eventType'].removeprefix('dm:')}" for e in truth.events.values()} & described
    own = {iri for iri in used if iri.startswith(DM)} - {
        f"{DM}{e['eventType'].removeprefix('dm:')}" for e in truth.events.values()
    }
    report.same("ontology.ttl: describes every term in use", set(), (own | known) - described)
