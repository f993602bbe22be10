/// The world now, and as it was, for reads that lag behind writes.
struct WorldHistory {
  private struct Version {
    let world: World
    /// The number of requests answered when it came about.
    let requests: Int
    let time: Duration
  }

  /// What writes see and change.
  private(set) var current: World
  /// Oldest first; the last one is the current world.
  private var versions: [Version]

  init(_ world: World) {
    current = world
    versions = [Version(world: world, requests: .min, time: .zero)]
  }

  /// A new state of the world, from the request of that number on.
  mutating func append(_ world: World, requests: Int, time: Duration, lag: SandboxBehaviour.ReadLag) {
    current = world
    versions.append(Version(world: world, requests: requests, time: time))
    let visible = newestVisible(requests: requests, time: time, lag: lag)
    versions.removeFirst(visible)
  }

  /// What a read sees.
  func seen(requests: Int, time: Duration, lag: SandboxBehaviour.ReadLag) -> World {
    versions[newestVisible(requests: requests, time: time, lag: lag)].world
  }

  private func newestVisible(requests: Int, time: Duration, lag: SandboxBehaviour.ReadLag) -> Int {
    let index = versions.lastIndex { version in
      switch lag {
      case .none: true
      case .requests(let count): version.requests == .min || requests - version.requests > count
      case .time(let delay): version.requests == .min || time - version.time >= delay
      }
    }
    return index ?? 0
  }
}
