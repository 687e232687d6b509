import ArgumentParser
import Foundation
import Isogloss
import IsoglossService
import Synchronization

/// `isogloss serve`: the data over HTTP.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the data over HTTP: pages, SPARQL, and the answers of the commands as JSON.",
    discussion: """
      /                     pages to read and search, without JavaScript
      /sparql               SPARQL 1.1 Protocol, queries only
      /api/v1/resolve       as `isogloss resolve --format json`
      /api/v1/search        as `isogloss search --format json`
      /api/v1/compare       as `isogloss compare A B --format json` (a=, b=)
      /api/v1/divergence    as `isogloss divergence --format json` (label=)
      /api/v1/coverage      as `isogloss coverage --format json` (a=, b=)
      /api/v1/align         as `isogloss align --format sssom-json`
      /health/live, /ready  for whoever watches the service

      The address is printed once the service listens. SIGINT or SIGTERM ends it after what has \
      begun is answered. Nothing is ever changed by a request.

      EXAMPLE:
        isogloss serve
        isogloss serve --port 0 --data my-vocabulary.ttl --timeout 10
        curl localhost:8080/sparql --data-urlencode 'query=ASK { ?s ?p ?o }'
      """)

  @Option(help: "The name or address of the interface to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 takes one that is free.")
  var port = 8080

  @Flag(help: "Refuse changes, which is all the service can do so far.")
  var readOnly = false

  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port takes a number from 0 to 65535.")
    }
    guard common.output == nil else { throw ValidationError("serve writes no file.") }
  }

  func run() async throws {
    var configuration = ServiceConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.limits = limits.limits
    configuration.version = Version.number
    let service = try IsoglossService(
      vocabulary: data.load(common), configuration: configuration)
    let common = common
    let isListening = Mutex(false)
    do {
      try await service.run { address in
        isListening.withLock { $0 = true }
        FileHandle.standardOutput.write(Data("listening on \(address)\n".utf8))
        common.note("isogloss: end with Ctrl-C")
      }
    } catch  where !isListening.withLock({ $0 }) {
      throw Failure(
        .failed, source: "isogloss", code: "address-unavailable",
        message: "\(host):\(port) cannot be listened on: \(error)",
        remedy: "choose another --host or --port; --port 0 takes a free one")
    }
  }
}

/// What one client of the service may cost.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The longest a query may run.", valueName: "seconds"))
  var timeout = Seconds(30)

  @Option(help: ArgumentHelp("The longest text of a query.", valueName: "bytes"))
  var maxQueryBytes = Self.standard.maximumQueryBytes

  @Option(help: ArgumentHelp("The largest body of a request.", valueName: "bytes"))
  var maxBodyBytes = Self.standard.maximumBodyBytes

  @Option(help: ArgumentHelp("The most solutions or triples in an answer.", valueName: "rows"))
  var maxRows = Self.standard.maximumRows

  @Option(help: ArgumentHelp("The largest answer to a query.", valueName: "bytes"))
  var maxResultBytes = Self.standard.maximumResultBytes

  @Option(help: ArgumentHelp("The most memory that a query may keep.", valueName: "bytes"))
  var maxMemoryBytes = Self.standard.maximumMemoryBytes

  @Option(help: ArgumentHelp("How many evaluations run at once.", valueName: "count"))
  var maxConcurrency = Self.standard.maximumConcurrency

  @Option(help: ArgumentHelp("How many evaluations may wait beside.", valueName: "count"))
  var maxWaiting = Self.standard.maximumWaiting

  @Option(help: ArgumentHelp("The most hits that a search may ask for.", valueName: "count"))
  var maxHits = Self.standard.maximumHits

  @Option(
    help: ArgumentHelp(
      "The most concepts that two schemes may have together for an alignment.", valueName: "count"))
  var maxAlignedConcepts = Self.standard.maximumAlignedConcepts

  private static let standard = ServiceLimits()

  func validate() throws {
    let numbers = [
      maxQueryBytes, maxBodyBytes, maxRows, maxResultBytes, maxMemoryBytes, maxConcurrency, maxHits,
      maxAlignedConcepts,
    ]
    guard numbers.allSatisfy({ $0 > 0 }), maxWaiting >= 0 else {
      throw ValidationError("Limits take whole numbers above 0; --max-waiting may be 0.")
    }
    guard maxConcurrency <= 1_000 else {
      throw ValidationError("--max-concurrency takes a number up to 1000: each is a thread.")
    }
  }

  /// The limits for the service.
  var limits: ServiceLimits {
    var limits = ServiceLimits()
    limits.timeout = timeout.duration
    limits.maximumQueryBytes = maxQueryBytes
    limits.maximumBodyBytes = maxBodyBytes
    limits.maximumRows = maxRows
    limits.maximumResultBytes = maxResultBytes
    limits.maximumMemoryBytes = maxMemoryBytes
    limits.maximumConcurrency = maxConcurrency
    limits.maximumWaiting = maxWaiting
    limits.maximumHits = maxHits
    limits.maximumAlignedConcepts = maxAlignedConcepts
    return limits
  }
}
