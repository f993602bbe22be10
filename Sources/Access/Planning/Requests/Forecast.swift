/// How long requests take at Segment's published limits, their answers not counted.
package enum Forecast {
  /// Requests a minute that Segment allows each writing endpoint (docs.segmentapis.com, IAM pages).
  package static let writesPerMinute = 60

  /// Seconds until the last request may be sent, one after the other, no endpoint over its limit in any minute.
  package static func seconds(for requests: [PlannedRequest]) -> Int {
    var sent: [String: [Int]] = [:]
    var now = 0
    for request in requests {
      let times = sent[request.operation.endpoint] ?? []
      if times.count >= writesPerMinute { now = max(now, times[times.count - writesPerMinute] + 60) }
      sent[request.operation.endpoint, default: []].append(now)
    }
    return now
  }
}
