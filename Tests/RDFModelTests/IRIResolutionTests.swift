import RDFModel
import Testing

/// RFC 3986, section 5.4: the examples against `http://a/b/c/d;p?q`.
@Suite("IRI references (RFC 3986, RFC 3987)")
struct IRIResolutionTests {
  @Test(
    "section 5.4.1, normal examples",
    arguments: [
      ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"),
      ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"), ("//g", "http://g"),
      ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
      ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"),
      ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
      ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
      ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
      ("../../g", "http://a/g"),
    ])
  func normal(reference: String, expected: String) {
    #expect(IRIBase(IRI(trusted: "http://a/b/c/d;p?q")).resolve(reference).value == expected)
  }

  @Test(
    "section 5.4.2, abnormal examples",
    arguments: [
      ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"),
      ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"),
      ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
      ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
      ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"),
      ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
      ("http:g", "http:g"),
    ])
  func abnormal(reference: String, expected: String) {
    #expect(IRIBase(IRI(trusted: "http://a/b/c/d;p?q")).resolve(reference).value == expected)
  }

  @Test("an authority without a path takes a rooted reference")
  func emptyPath() {
    #expect(IRIBase(IRI(trusted: "http://a")).resolve("g").value == "http://a/g")
    #expect(IRIBase(IRI(trusted: "http://a?q")).resolve("#f").value == "http://a?q#f")
  }

  @Test("an IRI needs a scheme and none of the forbidden characters")
  func validation() {
    #expect(IRI("http://example.org/é") != nil)
    #expect(IRI("urn:x:y") != nil)
    for wrong in ["", "x", "//a/b", "http://a b", "http://a/<", "1a:b", "http://a/%zz", "a:\u{1}"] {
      #expect(IRI(wrong) == nil, "\(wrong)")
    }
  }
}
