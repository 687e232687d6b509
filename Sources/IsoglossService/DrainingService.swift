import ServiceLifecycle

/// Tells load balancers as soon as the process is asked to end, while it answers what has begun.
struct DrainingService: Service {
  let health: HealthEndpoint

  func run() async throws {
    try? await gracefulShutdown()
    health.drain()
  }
}
