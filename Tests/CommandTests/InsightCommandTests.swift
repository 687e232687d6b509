import Foundation
import Testing

@Suite("isogloss divergence, compare, coverage on the shipped vocabularies")
struct InsightCommandTests {
  @Test("divergence of a label in every form")
  func divergence() throws {
    let text = try CommandRun(["divergence", "risk"])
    #expect(text.status == 0)
    #expect(text.output.contains("eu-ai-act-2024:risk"))
    #expect(text.output.contains("against"))
    let json = try CommandRun(["divergence", "risk", "--format", "json"]).json()
    let designations = try #require(json["designations"] as? [[String: Any]])
    let pairs = try #require(designations.first?["pairs"] as? [[String: Any]])
    let keys: Set = [
      "a", "b", "kind", "risk", "difference", "relations", "denials", "evidence", "comparison",
    ]
    for pair in pairs { #expect(keys.isSubset(of: pair.keys)) }
    let csv = try CommandRun(["divergence", "risk", "--format", "csv"]).output
    #expect(csv.hasPrefix("label,language,risk,kind,"))
    let html = try CommandRun(["divergence", "risk", "--format", "html"]).output
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(!html.contains("<script"))
    for tag in ["table", "tr", "td", "th", "section", "del", "ins", "p"] {
      let open =
        html.components(separatedBy: "<\(tag)>").count
        + html.components(separatedBy: "<\(tag) ").count - 2
      #expect(open == html.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
    }
  }

  @Test("a label that nothing has, and a scheme that is not there, end with 1")
  func unknown() throws {
    let label = try CommandRun(["divergence", "no such word at all"])
    #expect(label.status == 1)
    #expect(label.errors.contains("nothing is called 'no such word at all'"))
    let scheme = try CommandRun(["divergence", "risk", "--schemes", "no-such-scheme"])
    #expect(scheme.status == 1)
    #expect(scheme.errors.contains("no scheme is called"))
  }

  @Test("compare puts genus and characteristics side by side")
  func compare() throws {
    let arguments = ["compare", "eu-reg-2019-1020:risk", "iso-31000-2018:risk"]
    let text = try CommandRun(arguments)
    #expect(text.status == 0)
    #expect(text.output.contains("Genus\n  A  Combination"))
    for format in ["json", "html", "markdown"] {
      let run = try CommandRun(arguments + ["--format", format])
      #expect(run.status == 0)
      #expect(run.output.contains("Combination"))
    }
  }

  @Test("coverage of a pair and of all, in every form")
  func coverage() throws {
    let pair = ["coverage", "nist-ai-rmf-1.0", "ai-verify-2025"]
    #expect(try CommandRun(pair).output.contains("there and back:"))
    let json = try CommandRun(pair + ["--format", "json"]).json()
    let direct = try #require(json["direct"] as? [String: Int])
    #expect(direct.values.reduce(0, +) == json["concepts"] as? Int)
    #expect(json["roundTrip"] is [String: Any])
    for format in ["csv", "html", "svg"] {
      #expect(try CommandRun(pair + ["--format", format]).status == 0, "\(format)")
      #expect(try CommandRun(["coverage", "--format", format]).status == 0, "\(format)")
    }
    let around = try CommandRun(["coverage", "ai-verify-2025"]).output
    #expect(around.contains("nist-ai-rmf-1.0"))
  }

  @Test("conflicts end with 1 where there are some, and check tells cause and remedy")
  func conflicts() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "data.ttl")
    try """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix e: <http://example.org/> .
    e:a skos:exactMatch e:b . e:b skos:exactMatch e:c . e:a skos:broadMatch e:c .
    """.write(to: file, atomically: true, encoding: .utf8)
    let conflicts = try CommandRun(["conflicts", file.path])
    #expect(conflicts.status == 1)
    #expect(conflicts.output.contains("S46"))
    #expect(conflicts.output.contains("remedy: remove"))
    let check = try CommandRun(["check", file.path, "--format", "json"])
    #expect(check.status == 1)
    let findings = try #require(try check.json()["findings"] as? [[String: Any]])
    let finding = try #require(findings.first { $0["code"] as? String == "S46" })
    #expect((finding["cause"] as? [Any])?.count == 3)
    #expect((finding["remedy"] as? String)?.contains("; or ") == true)
    #expect(findings.filter { $0["code"] as? String == "S46" }.count == 1)
    #expect(try CommandRun(["conflicts"]).status == 0)
  }

  @Test("impact names what would no longer follow")
  func impact() throws {
    let run = try CommandRun([
      "impact", "au-malabo-2014:personal-data", "--format", "json",
    ])
    #expect(run.status == 0)
    #expect(try run.json()["lostCount"] is Int)
    let set = try CommandRun([
      "impact", "https://w3id.org/isogloss/mappings/nist-ai-rmf--ai-verify",
    ])
    #expect(set.output.contains("Glossaries of schemes"))
    #expect(try CommandRun(["impact", "no such term"]).status == 1)
  }
}
