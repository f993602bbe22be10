import Access

/// `1 change`, `3 changes`
func counted(_ number: Int, _ one: String, _ several: String? = nil) -> String {
  "\(number) \(number == 1 ? one : several ?? one + "s")"
}

/// `a`, `a and b`, `a, b and c`
func listed(_ parts: [String]) -> String {
  guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
  return parts.dropLast().joined(separator: ", ") + " and " + last
}

/// `12 writes, under a second at Segment's limits; about 30 more reads`; writes rounded up, because it is a least time.
func cost(of plan: Plan) -> String {
  let writes = "\(counted(plan.requests, "write")), \(roughly(plan.secondsAtLimits)) at Segment's limits"
  guard plan.reads > 0 else { return writes }
  let time = plan.secondsOfReads.map { ", \(roughly($0))" } ?? ""
  return "\(writes); about \(counted(plan.reads, "more read"))\(time)"
}

/// `under a second`, `about 45 s`, `about 3 min`, `about 1 h 23 min`
func roughly(_ seconds: Int) -> String {
  switch seconds {
  case ..<1: "under a second"
  case ..<60: "about \(seconds) s"
  case ..<3600: "about \((seconds + 59) / 60) min"
  default: "about \(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
