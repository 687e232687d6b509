import Foundation
import JSONLDSyntax
import RDFModel
import Testing

@Suite("Bundled contexts")
struct BundledContextTests {
  @Test("Each can be processed", arguments: ContextSource.bundledIRIs)
  func whole(iri: IRI) throws {
    let processor = JSONLDProcessor(options: JSONLDOptions(contexts: .bundled))
    let text = #"{"@context": "\#(iri.value)", "@id": "http://e/a", "@type": "http://e/T"}"#
    let bytes = try processor.expand(Array(text.utf8))
    #expect(String(decoding: bytes, as: UTF8.self).contains("http://e/T"))
  }

  @Test(
    "Terms mean what their vocabularies say",
    arguments: [
      (
        "https://schema.org/", #""type":"Person","name":"A","url":"http://e/u","birthDate":"2000""#,
        [
          #""@type": ["http://schema.org/Person"]"#, #""http://schema.org/name": ["#,
          #"{"@id": "http://e/u"}"#, #"{"@type": "http://schema.org/Date", "@value": "2000"}"#,
        ]
      ),
      (
        "http://www.w3.org/2004/02/skos/core",
        #""prefLabel":{"fr":"biais"},"broader":"http://e/b""#,
        [
          #"{"@language": "fr", "@value": "biais"}"#,
          #""http://www.w3.org/2004/02/skos/core#broader": ["#, #"{"@id": "http://e/b"}"#,
        ]
      ),
      (
        "https://www.w3.org/ns/dcat.jsonld", #""type":"Dataset","byteSize":"5","title":{"en":"x"}"#,
        [
          #""@type": ["http://www.w3.org/ns/dcat#Dataset"]"#,
          #"{"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@value": "5"}"#,
          #""http://purl.org/dc/terms/title": ["#,
        ]
      ),
      (
        "https://w3id.org/sssom/", #""subject_id":"http://e/s","mapping_date":"2024-01-01""#,
        [
          #""http://www.w3.org/2002/07/owl#annotatedSource": ["#, #"{"@id": "http://e/s"}"#,
          #"{"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": "2024-01-01"}"#,
        ]
      ),
    ])
  func terms(context: String, members: String, parts: [String]) throws {
    let processor = JSONLDProcessor(options: JSONLDOptions(contexts: .bundled))
    let bytes = try processor.expand(Array(#"{"@context":"\#(context)",\#(members)}"#.utf8))
    let text = String(decoding: bytes, as: UTF8.self)
    for part in parts { #expect(text.contains(part), "\(part) in \(text)") }
  }

  @Test("A context that is not there is named, with what to do")
  func unknown() {
    let processor = JSONLDProcessor(options: JSONLDOptions(contexts: .bundled))
    let error = #expect(throws: SyntaxError.self) {
      try processor.expand(Array("{\n\"@context\": \"https://example.org/c\"}".utf8))
    }
    #expect(error?.code == JSONLDErrorCode.loadingRemoteContextFailed.code)
    #expect(error?.message.contains("https://example.org/c") == true)
    #expect(error?.remedy.contains("--context IRI=FILE") == true)
  }

  @Test("Documents given come first")
  func overriding() throws {
    let iri = IRI(trusted: "https://schema.org/")
    let contexts = ContextSource.bundled.overridden(
      by: [iri: Array(#"{"@context":{"name":"http://e/name"}}"#.utf8)])
    let bytes = try JSONLDProcessor(options: JSONLDOptions(contexts: contexts)).expand(
      Array(#"{"@context":"https://schema.org/","name":"A"}"#.utf8))
    #expect(String(decoding: bytes, as: UTF8.self).contains("http://e/name"))
    #expect(contexts.bytes(of: IRI(trusted: "https://schema.org")) != nil)
  }
}
