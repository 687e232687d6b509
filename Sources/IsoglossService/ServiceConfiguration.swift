/// Where the service listens and what it allows.
public struct ServiceConfiguration: Sendable {
  /// The name or address of the interface.
  public var host = "127.0.0.1"
  /// The port; 0 takes one that is free.
  public var port = 8080
  /// The version of the program, which proposals name.
  public var version = "unversioned"
  /// What one client may cost.
  public var limits = ServiceLimits()

  /// Makes the default configuration, to be changed one by one.
  public init() {}
}
