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
      let endpoint = request.operation.endpoint
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
    let pages = { (count: Int) in max(1, (count + pageSize - 1) / pageSize) }
    let workspace = ["GET /users": pages(before.members.count), "GET /invites": pages(before.pending.count)]
    let groups = ["GET /groups": pages(before.groups.count)]
    let roster = { (group: GroupReference) in
      [
        "GET /groups/{id}/users": pages(before.groups[group.key]?.members.count ?? 0), "GET /groups/{id}/invites": 1,
      ]
    }
    var looks: [String: Int] = [:]
    func add(_ reads: [String: Int], times: Int = 1) {
      for (kind, number) in reads { looks[kind, default: 0] += number * times }
    }
    for request in requests {
      switch request.operation {
      case .renameGroup, .createGroup: add(groups)
      case .invite, .cancelInvites: add(workspace, times: 2)
      case .addGrants(.person), .replaceGrants(.person): add(["GET /users/{id}": 2])
      case .addGrants(.group(let group)), .replaceGrants(.group(let group)):
        add(["GET /groups/{id}": 2])
        add(roster(group))
      case .join(let group):
        add(["GET /groups/{id}": 1])
        add(workspace)
        add(roster(group))
      case .deprovision:
        add(["GET /users/{id}": request.changes.count])
        add(workspace)
      case .leave(let group): add(roster(group), times: 2)
      case .deleteGroup(let group):
        add(["GET /groups/{id}": 1])
        add(roster(group))
        add(groups)
      }
    }
    return looks
  }

  /// Items of a list that come in one answer (docs.segmentapis.com, pagination).
  private static let pageSize = 1000
}
