import Testing

@testable import IsoglossService

struct HTMLEscapingTests {
  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\" onfocus='x' &", "&quot; onfocus=&#39;x&#39; &amp;"),
    // One character each for Swift, two scalars for a browser.
    ("\"\u{301}", "&quot;\u{301}"),
    ("<\u{338}b", "&lt;\u{338}b"),
    ("'\u{FE0F}", "&#39;\u{FE0F}"),
    ("a\u{0}b\u{1B}", "a\u{FFFD}b\u{FFFD}"),
    ("line\nline\ttab", "line\nline\ttab"),
    ("名 é", "名 é"),
  ])
  func escapes(_ text: String, _ expected: String) {
    let escaped = HTMLEscaping().escapeText(text)
    #expect(Array(escaped.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func everyTemplateEscapesByScalar() throws {
    let renderer = try PageRenderer(summary: "\"\u{301}<\u{338}")
    struct Probe: Page {
      let template = "problem"
      let title = "\"\u{301}"
      let heading = "<\u{338}script"
      let detail = "'\u{301}"
    }
    let html = renderer.html(Probe())
    #expect(html.unicodeScalars.contains("\u{301}"))
    #expect(!html.unicodeScalars.elementsEqual("".unicodeScalars))
    let scalars = Array(html.unicodeScalars)
    for (index, scalar) in scalars.enumerated() where scalar == "\u{301}" || scalar == "\u{338}" {
      #expect(scalars[index - 1] == ";")
    }
  }
}
