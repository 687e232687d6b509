import ByteStorage
import Foundation
import IsoglossTestSupport
import RDFModel
import SPARQLResults
import Testing

/// Every file of results in the W3C SPARQL tests is read, written in each format that keeps the
/// kinds of terms, and read again.
@Suite("Results files of the W3C SPARQL tests")
struct SPARQLResultsFilesTests {
  /// How many files of each format the tests have.
  static let counts: [(format: ResultsFormat, fileExtension: String, count: Int)] = [
    (.xml, "srx", 449), (.json, "srj", 53), (.tsv, "tsv", 3), (.csv, "csv", 3),
  ]

  @Test(arguments: counts)
  func files(_ expected: (format: ResultsFormat, fileExtension: String, count: Int)) throws {
    guard let folder = SuiteFolder.rdfTests else {
      print("skipped: \(expected.count) files of results, for ISOGLOSS_SUITES names no folder")
      #expect(!SuiteFolder.isContinuousIntegration, "ISOGLOSS_SUITES has to be set where CI=true")
      return
    }
    let directory = folder.directory.appendingPathComponent("sparql", isDirectory: true)
    let files = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == expected.fileExtension else { continue }
      count += 1
      let bytes = [UInt8](try Data(contentsOf: file))
      let results = try ResultsReader.read(bytes, format: expected.format, sourceName: file.path)
      for format in [ResultsFormat.json, .xml, .tsv] {
        var writer = ResultsWriter(format, to: ByteBuffer(capacity: 1024))
        try writer.write(results)
        let output = try writer.finish()
        let written = (0..<output.count).map { output[$0] }
        #expect(
          try ResultsReader.read(written, format: format) == results,
          "\(file.lastPathComponent) as \(format)")
      }
    }
    #expect(count == expected.count)
  }
}
