import Foundation
import IsoglossTestSupport
import RDFModel
import Synchronization
import Testing

@testable import JSONLDSyntax

@Suite("JSON-LD in depth")
struct NestingTests {
  /// What nests, with the levels that each repetition takes.
  private static let shapes: [[String]] = [
    [#"{"http://e/p":"#, "1", "}", "1"], [#"{"@graph":"#, "{}", "}", "1"],
    [#"{"@included":"#, #"{"http://e/p":1}"#, "}", "1"],
    [#"{"http://e/p":{"@list":"#, "1", "}}", "2"], ["[", "1", "]", "1"],
    [#"{"@reverse":{"http://e/p":"#, "{}", "}}", "2"],
    [#"{"@context":{"p":{"@id":"http://e/p"}},"p":"#, "1", "}", "1"],
    [
      #"{"@context":{"p":{"@id":"http://e/p","@container":["@graph","@id"]}},"p":{"http://e/i":"#,
      "{}", "}}", "2",
    ],
    [#"{"@context":{"n":"@nest"},"n":"#, #"{"http://e/p":1}"#, "}", "1"],
    [#"{"http://e/p":{"@type":"@json","@value":["#, "1", "]}}", "3"],
  ]

  @Test("What the limit allows is read on the smallest stack", arguments: shapes)
  func allowed(parts: [String]) throws {
    let limit = ReaderLimits.standard.depth
    #expect(limit >= 500)
    let levels = try #require(Int(parts[3]))
    for (count, code) in [(limit / levels - 3, nil), (limit + 1, SyntaxError.Code.limitExceeded)] {
      let text = Self.nested(parts, count: levels == 3 ? min(count, 1) : count)
      if levels == 3, code != nil { continue }
      let error = onSmallStack { read(text, with: JSONLDReader.self).error }
      #expect(error?.code == code)
    }
  }

  @Test("Deep documents are expanded, flattened and compacted", arguments: shapes)
  func algorithms(parts: [String]) throws {
    let levels = try #require(Int(parts[3]))
    let count = levels == 3 ? 1 : ReaderLimits.standard.depth / levels - 3
    let text = Array(Self.nested(parts, count: count).utf8)
    let context = Array(#"{"q":{"@id":"http://e/p","@type":"@id"}}"#.utf8)
    let failures = onSmallStack { () -> [String] in
      let processor = JSONLDProcessor()
      var failures: [String] = []
      for body in [
        { try processor.expand(text) }, { try processor.flatten(text, context: context) },
        { try processor.compact(text, context: context) },
      ] {
        do { _ = try body() } catch { failures.append("\(error)") }
      }
      return failures
    }
    #expect(failures == [])
  }

  @Test("200,000 levels end in an error that names the limit", arguments: shapes)
  func hostile(parts: [String]) {
    for isClosed in [true, false] {
      let text = Self.nested(parts, count: 200_000, isClosed: isClosed)
      let error = onSmallStack { read(text, with: JSONLDReader.self).error }
      #expect(error?.code == .limitExceeded)
      #expect(error?.message.contains("the limit depth = 1000") == true)
    }
  }

  @Test("A JSON literal may nest as deep as the limit")
  func literal() {
    let count = ReaderLimits.standard.depth - 2
    let value = String(repeating: "[", count: count) + String(repeating: "]", count: count)
    let text = #"{"http://e/p":{"@type":"@json","@value":\#(value)}}"#
    let document = onSmallStack { read(text, with: JSONLDReader.self) }
    #expect(document?.error == nil)
    #expect(document?.quads.first?.triple.object.literal?.lexicalForm == value)
  }

  @Test("The limit can be raised, to a bound that the error names")
  func raised() {
    var limits = ReaderLimits()
    limits.depth = 1_000_000
    for (count, isRead) in [(5_000, true), (200_000, false)] {
      let text = Self.nested(Self.shapes[0], count: count)
      let error = onSmallStack { [limits] in
        read(text, with: JSONLDReader.self, options: ReaderOptions(limits: limits)).error
      }
      #expect((error == nil) == isRead)
      if !isRead { #expect(error?.remedy.contains("10000") == true) }
    }
  }

  @Test("Contexts of terms in contexts of terms", arguments: [300, 20_000])
  func scopedContexts(count: Int) {
    let text =
      String(repeating: #"{"@context":{"p":{"@id":"http://e/p","@context":"#, count: 1)
      + String(repeating: #"{"p":{"@id":"http://e/p","@context":"#, count: count) + "{}"
      + String(repeating: "}}", count: count) + #"}},"p":{"p":1}}"#
    let error = onSmallStack { read(text, with: JSONLDReader.self).error }
    #expect(error?.code == (count < 500 ? nil : .limitExceeded))
  }

  @Test("Terms that depend on terms", arguments: [900, 50_000])
  func termChain(count: Int) {
    var text = #"{"@context":{"#
    for index in 0..<count { text += #""t\#(index)":"t\#(index + 1):x","# }
    text += #""t\#(count)":{"@id":"http://e/","@prefix":true}},"t0":1}"#
    let error = onSmallStack { [text] in read(text, with: JSONLDReader.self).error }
    #expect(error?.code == (count < 1000 ? nil : .limitExceeded))
  }

  @Test("Contexts that name contexts", arguments: [50, 5_000])
  func remoteChain(count: Int) {
    let contexts = ContextSource { iri in
      guard let number = Int(iri.value.dropFirst("http://e/".count)) else { return nil }
      let next = number < count ? #""http://e/\#(number + 1)""# : #"{"p":"http://e/p"}"#
      return Array(#"{"@context":\#(next)}"#.utf8)
    }
    let error = onSmallStack { () -> SyntaxError? in
      do throws(SyntaxError) {
        _ = try JSONLDProcessor(options: JSONLDOptions(contexts: contexts)).expand(
          Array(#"{"@context":"http://e/0","p":1}"#.utf8))
        return nil
      } catch { return error }
    }
    let overflow = JSONLDErrorCode.contextOverflow.code
    #expect(error?.code == (count < 64 ? nil : overflow))
    if count > 64 { #expect(error?.message.contains("the limit contexts = 64") == true) }
  }

  @Test("A document has a largest size")
  func size() {
    var limits = ReaderLimits()
    limits.documentBytes = 10
    let error = read(
      "{          }", with: JSONLDReader.self, options: ReaderOptions(limits: limits)
    ).error
    #expect(error?.code == .limitExceeded)
    #expect(error?.message.contains("documentBytes") == true)
  }

  @Test("An IRI has a longest length, and so has a label")
  func names() {
    var limits = ReaderLimits()
    limits.nameBytes = 50
    let long = String(repeating: "x", count: 50)
    for (text, isShort) in [
      (#"{"@id":"http://e/s","http://e/p":1}"#, true),
      (#"{"@id":"http://e/\#(long)","http://e/p":1}"#, false),
      (#"{"http://e/\#(long)":1}"#, false), (#"{"@type":"_:\#(long)"}"#, false),
    ] {
      let error = read(text, with: JSONLDReader.self, options: ReaderOptions(limits: limits)).error
      #expect(error?.code == (isShort ? nil : .limitExceeded), "\(text)")
      if !isShort { #expect(error?.message.contains("nameBytes = 50") == true) }
    }
  }

  private static func nested(_ parts: [String], count: Int, isClosed: Bool = true) -> String {
    String(repeating: parts[0], count: count)
      + (isClosed ? parts[1] + String(repeating: parts[2], count: count) : "")
  }
}

/// Runs a function on a thread with the smallest stack that threads get by default.
func onSmallStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result?) -> Result? {
  let box = ResultBox<Result>()
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    box.value.withLock { $0 = body() }
    done.signal()
  }
  thread.stackSize = 512 << 10
  thread.start()
  done.wait()
  return box.value.withLock { $0 }
}

/// What a thread leaves behind.
private final class ResultBox<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
