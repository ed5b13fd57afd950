"""Reads a document of provenance as three programs of others do, and prints what each understood, as one line of JSON.

read.py FILE
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from pathlib import Path

import rdflib
from prov.model import ProvDocument
from pyld import jsonld
from rdflib.namespace import PROV, RDF


def refuse(url: str, _options: object) -> object:
    raise AssertionError(f"{url}: the document is to be read without a network")


def main(file: str) -> None:
    graph = rdflib.Graph().parse(file, format="json-ld")
    subjects = set(graph.subjects())
    linked = [
        (link, thing)
        for link, thing in graph.predicate_objects()
        if link in PROV and link != RDF.type
    ]
    dangling = [
        str(thing)
        for _, thing in linked
        if isinstance(thing, rdflib.URIRef) and thing not in subjects
    ]
    jsonld.set_document_loader(refuse)
    expanded = jsonld.expand(json.loads(Path(file).read_text(encoding="utf-8")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("error", UserWarning)
        records = ProvDocument.deserialize(
            source=file, format="rdf", rdf_format="json-ld"
        ).get_records()
    made = list(
        graph.query(
            """SELECT ?path ?hash WHERE {
                 ?template a <urn:terrane:vocabulary:Template> ; <urn:terrane:vocabulary:path> ?path ;
                   prov:wasDerivedFrom+ ?declaration .
                 ?declaration a <urn:terrane:vocabulary:Declaration> ; <https://schema.org/sha256> ?hash . }""",
            initNs={"prov": PROV},
        )
    )
    print(
        json.dumps(
            {
                "dangling": dangling,
                "nameless": sum(isinstance(each, rdflib.BNode) for each in subjects),
                "links": len(linked),
                "nodes": len(expanded),
                "records": Counter(type(each).__name__ for each in records),
                "made": sorted(
                    [str(path), str(declaration)] for path, declaration in made
                ),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
