/// The reads that wait to be sent: by endpoint, for limits are by endpoint, and among them those that wait for a time.
struct ReadQueue {
  private var lines: [Line] = []

  private struct Line {
    let endpoint: Endpoint
    /// The next one last, so that taking and putting back cost nothing.
    var ready: [Int] = []
    var delayed: [(until: Duration, tag: Int)] = []
    /// Those that failed and are to be tried again, waiting or in flight.
    var failed: Set<Int> = []
    /// While those are tried again, others stay where they are.
    var isHeld = false
    var isEmpty: Bool { ready.isEmpty && delayed.isEmpty }
    var offersReady: Bool { !ready.isEmpty && (!isHeld || failed.isEmpty) }
  }

  init(_ reads: [(tag: Int, endpoint: Endpoint)]) {
    for read in reads { prepend(read.tag, on: read.endpoint) }
    for index in lines.indices { lines[index].ready.reverse() }
  }

  var isEmpty: Bool { lines.allSatisfy(\.isEmpty) }

  /// For each endpoint with something waiting, when the first of it may be sent; nil means now.
  var starts: [(Endpoint, Duration?)] {
    lines.filter { !$0.isEmpty }.map { ($0.endpoint, $0.offersReady ? nil : $0.delayed.map(\.until).min()) }
  }

  mutating func prepend(_ tag: Int, on endpoint: Endpoint) { line(endpoint) { $0.ready.append(tag) } }

  mutating func delay(_ tag: Int, until time: Duration, on endpoint: Endpoint) {
    line(endpoint) {
      $0.delayed.append((time, tag))
      $0.failed.insert(tag)
    }
  }

  /// Notes that a read in flight was answered, whatever will become of it.
  mutating func answered(_ tag: Int, on endpoint: Endpoint) { line(endpoint) { $0.failed.remove(tag) } }

  /// Holds an endpoint that does not work: until it does, only what failed on it is tried again.
  mutating func hold(_ endpoint: Endpoint, _ isHeld: Bool) { line(endpoint) { $0.isHeld = isHeld } }

  /// Takes the first read whose time has come, of the first endpoint that may be used.
  mutating func take(at now: Duration, where mayStart: (Endpoint) -> Bool) -> Int? {
    for index in lines.indices where !lines[index].isEmpty && mayStart(lines[index].endpoint) {
      if let due = lines[index].delayed.firstIndex(where: { $0.until <= now }) {
        return lines[index].delayed.remove(at: due).tag
      }
      if lines[index].offersReady { return lines[index].ready.removeLast() }
    }
    return nil
  }

  /// Takes everything out, of one endpoint or of all.
  mutating func removeAll(on endpoint: Endpoint?) -> [Int] {
    var removed: [Int] = []
    for index in lines.indices where endpoint == nil || lines[index].endpoint == endpoint {
      removed += lines[index].ready.reversed() + lines[index].delayed.map(\.tag)
      lines[index].ready = []
      lines[index].delayed = []
      lines[index].failed = []
    }
    return removed
  }

  private mutating func line(_ endpoint: Endpoint, _ change: (inout Line) -> Void) {
    if let index = lines.firstIndex(where: { $0.endpoint == endpoint }) { return change(&lines[index]) }
    var line = Line(endpoint: endpoint)
    change(&line)
    lines.append(line)
  }
}
