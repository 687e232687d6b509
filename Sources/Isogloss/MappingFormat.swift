public import RDFModel
import RDFSyntax
public import TermAlignment

/// A format that one mapping set is written in.
public enum MappingFormat: String, CaseIterable, Sendable {
  /// SSSOM/TSV, the canonical form.
  case sssom
  /// SSSOM/JSON.
  case sssomJSON = "sssom-json"
  /// The Alignment format, level 0.
  case alignment
  /// SSSOM/RDF in Turtle.
  case rdf
  /// OWL/RDF in Turtle: each mapping an annotated axiom.
  case owl
}

extension MappingSet {
  /// Writes the set in a format.
  ///
  /// - Throws: `UncontractibleIRI` where SSSOM/TSV needs a prefix (``completePrefixes()`` declares
  ///   them), `WritingError` where the format cannot hold a value, and what the output throws.
  public func write<Output: ByteSink & ~Copyable>(
    as format: MappingFormat, to output: consuming Output
  ) throws -> Output {
    switch format {
    case .sssom: try SSSOMWriter().write(self, to: &output)
    case .sssomJSON: try SSSOMJSONWriter().write(self, to: &output)
    case .alignment: try AlignmentFormatWriter().write(self, to: &output)
    case .rdf, .owl:
      var writer = TurtleWriter(output, keepsPrefixes: true)
      let statements: MappingSetForm.Statements = format == .owl ? .owl : .sssom
      try push(into: &writer, form: MappingSetForm(statements, usesNamedGraph: false))
      return try writer.finish()
    }
    return output
  }

  /// How many mappings a format leaves out, because it would say their opposite or has no place for
  /// them: denials, absences, literals.
  public func omissionCount(in format: MappingFormat) -> Int {
    switch format {
    case .sssom, .sssomJSON, .rdf: 0
    case .alignment: AlignmentFormatWriter().omissions(in: self).count
    case .owl: owlOmissions.count
    }
  }
}
