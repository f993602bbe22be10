import Access

// What the audit trail can tell of the time since a read, for whoever reads less because of it.

extension AuditTrail {
  /// How long before a read, in seconds, an event may have happened that the read did not see yet, or that the trail was
  /// late with.
  static let overlap: Int64 = 15 * 60

  /// Why it cannot be asked what happened since a time: its times are Segment's, and this machine's clock may be wrong.
  static let noTime = "Segment's answers do not say what time it is (no Date header)"

  /// Why it cannot tell what happened; of one that was read whole, that it can.
  var reasonToSweep: String {
    switch self {
    case .notOnThisPlan: "the audit trail is not on this workspace's plan"
    case .unreadable: "the audit trail could not be read"
    case .read(_, _, let isWhole):
      isWhole ? "the audit trail shows nothing" : "the audit trail does not say that it ends"
    }
  }
}

extension AuditEvent {
  var reasonToSweep: String {
    bearing == .unknown
      ? "the audit trail has an event unknown to accord: \(type)" : "the audit trail has an event about access: \(type)"
  }
}
