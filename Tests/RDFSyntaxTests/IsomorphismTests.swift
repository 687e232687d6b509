import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Testing

@Suite("Isomorphism (RDF 1.1 Concepts, section 3.6)")
struct IsomorphismTests {
  private func quads(_ text: String) -> [Quad] { read(text, with: NQuadsReader.self).quads }

  @Test("Labels do not matter, structure does")
  func structure() throws {
    let chain = "_:a <http://e/p> _:b .\n_:b <http://e/p> _:c .\n_:c <http://e/q> \"x\" ."
    let renamed = "_:y <http://e/p> _:a .\n_:x <http://e/p> _:y .\n_:a <http://e/q> \"x\" ."
    let other = "_:a <http://e/p> _:b .\n_:b <http://e/p> _:c .\n_:b <http://e/q> \"x\" ."
    #expect(try areIsomorphic(quads(chain), quads(renamed)))
    #expect(try !areIsomorphic(quads(chain), quads(other)))
    #expect(try !areIsomorphic(quads(chain), quads(chain + "\n_:c <http://e/q> \"y\" .")))
    let pair =
      "_:a <http://e/p> _:b _:g .\n<http://e/s> <http://e/p> <<( _:a <http://e/p> _:g )>> ."
    #expect(try areIsomorphic(quads(pair), quads(pair.replacing("_:a", with: "_:z"))))
    #expect(try !areIsomorphic(quads(pair), quads(pair.replacing("_:b", with: "_:g"))))
  }

  @Test("Nodes that look the same are paired by trying")
  func cycles() throws {
    func cycle(_ length: Int, _ name: String) -> String {
      (0..<length).map { "_:\(name)\($0) <http://e/p> _:\(name)\(($0 + 1) % length) .\n" }.joined()
    }
    // Two triangles and one hexagon: every node has one arrow in and one out.
    #expect(try !areIsomorphic(quads(cycle(3, "a") + cycle(3, "b")), quads(cycle(6, "c"))))
    #expect(try areIsomorphic(quads(cycle(6, "a")), quads(cycle(6, "z"))))
    #expect(throws: IsomorphismUndecided.self) {
      try areIsomorphic(
        quads(cycle(3, "a") + cycle(3, "b")), quads(cycle(6, "c")), attempts: 1)
    }
  }
}
