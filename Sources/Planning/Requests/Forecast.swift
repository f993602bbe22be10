package import Access

extension Plan {
  /// Takes the figures of its requests from its changes.
  ///
  /// - Parameter readsPerMinute: of each kind of read, as Segment's answers say; nil where it has not answered.
  package mutating func forecast(from before: Holdings, readsPerMinute: Int? = nil) {
    let requests = Compilation.requests(for: changes, before: before)
    self.requests = requests.count
    secondsAtLimits = Forecast.seconds(for: requests)
    let looks = Forecast.looks(around: requests, before: before)
    reads = looks.values.reduce(0, +)
    secondsOfReads = readsPerMinute.map { limit in (max(0, (looks.values.max() ?? 0) - 1) / max(1, limit)) * 60 }
  }
}

/// How long requests take at Segment's published limits, their answers not counted.
package enum Forecast {
  /// Requests a minute that Segment allows each writing endpoint (docs.segmentapis.com, IAM pages).
  package static let writesPerMinute = 60

  /// Seconds until the last request may be sent, one after the other, no endpoint over its limit in any minute.
  package static func seconds(for requests: [PlannedRequest]) -> Int { starts(of: requests).last ?? 0 }

  /// For each request the second at which it may be sent.
  package static func starts(of requests: [PlannedRequest]) -> [Int] {
    var sent: [String: [Int]] = [:]
    var now = 0
    return requests.map { request in
      let endpoint = request.endpoint
      if let last = sent[endpoint]?.suffix(writesPerMinute), last.count == writesPerMinute, let first = last.first {
        now = max(now, first + 60)
      }
      sent[endpoint, default: []].append(now)
      return now
    }
  }

  /// About how many reads of each kind go before and after these writes: who is meant, whom it reaches, what became of
  /// it. Looks that go on because something is amiss come on top.
  static func looks(around requests: [PlannedRequest], before: Holdings) -> [String: Int] {
    let lists = Lists(before)
    var looks: [String: Int] = [:]
    for request in requests {
      for (kind, number) in request.looks(lists).joined() { looks[kind, default: 0] += number }
    }
    return looks
  }

  /// How many reads of each kind it takes to look at a list whole.
  struct Lists {
    let workspace: [String: Int]
    let groups: [String: Int]
    private let before: Holdings

    init(_ before: Holdings) {
      self.before = before
      workspace = ["GET /users": Self.pages(before.members.count), "GET /invites": Self.pages(before.pending.count)]
      groups = ["GET /groups": Self.pages(before.groups.count)]
    }

    /// Who is in a group.
    func roster(_ group: GroupReference) -> [String: Int] {
      let members = Self.pages(before.groups[group.key]?.members.count ?? 0)
      return ["GET /groups/{id}/users": members, "GET /groups/{id}/invites": 1]
    }

    private static func pages(_ count: Int) -> Int { max(1, (count + pageSize - 1) / pageSize) }
  }

  /// Items of a list that come in one answer (docs.segmentapis.com, pagination).
  private static let pageSize = 1000
}
