internal import RDFModel

// What opens and ends: statements, and what nests in them.
extension TurtleParser {
  /// Opens something below the frame at hand.
  mutating func open(_ kind: Frame.Kind, subject: TermIndex, at offset: Int)
    throws(Interruption)
  {
    guard outer.count < options.limits.depth else {
      throw .limit("depth", options.limits.depth, at: offset)
    }
    let isSubject = state == .statement
    outer.append(frame)
    frame = Frame(kind: kind, isSubject: isSubject, subject: subject)
    switch kind {
    case .statement: state = .statement
    case .propertyList: state = .openedList
    case .collection:
      frame.predicate = constant(RDFTerms.first)
      state = .element
    case .annotation: state = .verb
    case .reifiedTriple, .tripleTerm: state = .quotedSubject
    }
  }

  /// Closes the frame at hand; `next` is what follows it as a subject.
  mutating func close(next: State) {
    let closed = frame
    frame = outer.removeLast()
    if closed.isSubject {
      state = next
    } else {
      state = frame.kind == .collection ? .element : .afterObject
    }
  }

  mutating func closeCollection() {
    continueList(with: constant(RDFTerms.nil))
    close(next: .verb)
  }

  /// Ends the statement, property list or annotation at hand with `.`, `]`, `|}`, or in TriG `}`.
  mutating func end(_ cursor: inout TextCursor) throws(Interruption) {
    let byte = cursor.bytes[cursor.index]
    switch (byte, frame.kind) {
    case (UInt8(ascii: "."), .statement):
      cursor.index &+= 1
      state = .statement
    case (UInt8(ascii: "}"), .statement) where isInGraph:
      closeGraph(&cursor)
    case (UInt8(ascii: "]"), .propertyList):
      cursor.index &+= 1
      close(next: .verbOrEnd)
    case (UInt8(ascii: "|"), .annotation) where try cursor.isAt("|}"):
      cursor.index &+= 2
      close(next: .verbOrEnd)
    default:
      let remedy =
        switch frame.kind {
        case .propertyList: "close the property list that '[' opened"
        case .annotation: "close the annotation that '{|' opened"
        default: "end the statement with '.'"
        }
      throw cursor.unexpected(
        state == .afterObject
          ? "',', ';' or '\(frame.ending)'" : "a predicate or '\(frame.ending)'",
        at: cursor.index, remedy: remedy)
    }
  }
}
