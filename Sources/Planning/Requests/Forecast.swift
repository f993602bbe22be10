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
}
