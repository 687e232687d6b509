public import RDFModel
public import SKOSVocabulary
public import TermAlignment

/// A glossary, put together and not yet written: what each document says of each of its terms,
/// and what others say that they correspond to.
///
/// Everything is in its final order, which depends on the data alone; so the same data gives the
/// same bytes in every format.
public struct Glossary: Sendable {
  /// The title.
  public let title: String
  /// The languages of labels and texts; empty for all there are.
  public let languages: [String]
  /// The documents, by name.
  public let documents: [Document]
  /// Wordings that are not known to be free, in the order of the entries.
  public let rightsRemarks: [RightsRemark]

  /// Puts a glossary together.
  ///
  /// - Parameters:
  ///   - graph: the vocabulary; mapping links that it states count.
  ///   - mappingSets: further correspondences and denials.
  ///   - resolver: where given, each term is compared with those of the same label elsewhere.
  /// - Complexity: O(n log n) in the entries and their correspondences.
  public init(
    _ graph: SKOSGraph, mappingSets: [MappingSet] = [], resolver: Resolver? = nil,
    options: GlossaryOptions = GlossaryOptions()
  ) {
    let builder = GlossaryBuilder(graph, mappingSets, resolver, options)
    documents = builder.documents()
    languages = options.languages
    title = options.title ?? Self.title(of: documents)
    rightsRemarks = documents.flatMap { document in
      document.groups.flatMap { group in
        group.entries.flatMap { entry in
          entry.definitions.compactMap { definition in
            definition.remark.map { RightsRemark(curie: entry.curie, reason: $0) }
          }
        }
      }
    }
  }

  private static func title(of documents: [Document]) -> String {
    switch documents.count {
    case 0: "Glossary"
    case 1...3: "Glossary: " + documents.map(\.name).joined(separator: ", ")
    default: "Glossary of \(documents.count) documents"
    }
  }

  /// A publisher's wording that is not known to be free.
  public struct RightsRemark: Hashable, Sendable {
    /// The concept.
    public let curie: String
    /// Why the wording is in doubt, in one sentence without a full stop.
    public let reason: String
  }

  /// One scheme.
  public struct Document: Sendable {
    /// The scheme's id.
    public let id: String
    /// The scheme's IRI.
    public let iri: String
    /// The short title, or what stands in for it.
    public let name: String
    /// The full title, where there is one.
    public let title: Literal?
    /// Edition, jurisdiction and the like: a name and its value.
    public let facts: [Fact]
    /// What to know before relying on the document, such as that it was replaced.
    public let warnings: [String]
    /// The entries: by initial letter, or in one group without a heading.
    public let groups: [Group]
  }

  /// Something known of a document.
  public struct Fact: Hashable, Sendable {
    /// What it is.
    public let name: String
    /// Its value.
    public let value: String
  }

  /// Entries under one heading.
  public struct Group: Sendable {
    /// The initial letter, or nil.
    public let heading: String?
    /// The entries.
    public let entries: [Entry]
  }

  /// One term of one document.
  public struct Entry: Sendable {
    /// The identifier of the entry within the glossary.
    public let anchor: String
    /// The concept's IRI.
    public let iri: String
    /// The concept's CURIE.
    public let curie: String
    /// How deep in the hierarchy the entry stands; 0 in alphabetical order.
    public let depth: Int
    /// The label under which the entry stands.
    public let heading: Literal
    /// The other preferred labels, then the alternative ones.
    public let labels: [Label]
    /// Clause numbers and other notations.
    public let notations: [String]
    /// How far the entry was checked, for people.
    public let checked: String?
    /// The definitions in the languages asked for.
    public let definitions: [Wording]
    /// The notes in the languages asked for.
    public let notes: [Note]
    /// The concepts directly above.
    public let broader: [Reference]
    /// The concepts directly below.
    public let narrower: [Reference]
    /// The related concepts of the same document.
    public let related: [Reference]
    /// What corresponds to the term elsewhere.
    public let correspondences: [Correspondence]
    /// What does not, though it may look so.
    public let falseFriends: [FalseFriend]
    /// The documents in which somebody looked for a counterpart and found none.
    public let absences: [Absence]
  }

  /// A definition as it may be shown.
  public struct Wording: Sendable {
    /// The wording; nil where it is left out for its rights.
    public let text: Literal?
    /// The citation, or the source where there is no citation.
    public let citation: String?
    /// What may be done with the wording.
    public let rights: String?
    /// How far the definition was checked, for people.
    public let checked: String?
    /// Why the wording is not known to be free; nil where it is.
    public let remark: String?
  }

  /// A concept that an entry points to.
  public struct Reference: Hashable, Sendable {
    /// The label to show.
    public let label: Literal
    /// The IRI.
    public let iri: String
    /// The CURIE.
    public let curie: String
    /// The entry in this glossary, or nil.
    public let anchor: String?
    /// The name of the document, where it is another one.
    public let document: String?
  }

  /// A mapping set by which a statement is made.
  public struct Source: Hashable, Sendable {
    /// The IRI.
    public let iri: String
    /// The title, or the last part of the IRI.
    public let title: String
    /// How far the statement was checked, as its set says: `source`, `secondary` and so on.
    public var checked: String?
  }

  /// A correspondence as it is stated, seen from the entry.
  public struct Correspondence: Hashable, Sendable {
    /// The predicate as it holds from the entry to the other term, such as `skos:broadMatch`.
    public let predicate: String
    /// The predicate as it is stated, where it is stated from the other side and reads otherwise.
    public let statedAs: String?
    /// The other term.
    public let other: Reference
    /// The sets that state it; empty where the vocabulary itself does.
    public let sources: [Source]
  }

  /// A denied correspondence, or a term with the same label and another definition that nobody
  /// compared with it.
  public struct FalseFriend: Hashable, Sendable {
    /// The predicate that is denied; nil where nobody compared the two.
    public let predicate: String?
    /// What to call it: where an exact match is denied, a false friend.
    public var kind: String {
      switch predicate {
      case nil: "Same label, other definition"
      case MappingRelation.exactMatch.curie: "False friend"
      default: "Denied correspondence"
      }
    }
    /// The other term.
    public let other: Reference
    /// What sets the two apart, where it is stated, or from the definitions.
    public let difference: String?
    /// The sets that state it.
    public let sources: [Source]
  }

  /// A search without a result.
  public struct Absence: Hashable, Sendable {
    /// The name of the document that was searched.
    public let document: String
    /// The sets that state it.
    public let sources: [Source]
  }
}
