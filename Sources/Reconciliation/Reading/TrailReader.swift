package import Access
package import SegmentAPI

/// Reads the audit trail: who did what when, as far as Segment tells.
package struct TrailReader {
  private let reader: SegmentReader

  package init(_ reader: SegmentReader) { self.reader = reader }

  /// Everything from then until Segment's now. Not on the workspace's plan, or not readable, is an answer and no error.
  ///
  /// - Throws: ``ReadingError/interrupted`` alone.
  package func read(since: Moment) throws(ReadingError) -> AuditTrail {
    switch reader.read(ListRead<SegmentAuditEvent>.auditEvents(from: since.description)) {
    case .success(let listing):
      return .read(listing.items.map(AuditEvent.init), since: since, isWhole: listing.saysItEnds)
    case .failure(.failed(.interrupted)): throw .interrupted
    case .failure(let failure):
      return failure.isNotOnThisPlan ? .notOnThisPlan : .unreadable("\(failure)")
    }
  }
}

extension AuditEvent {
  fileprivate init(_ event: SegmentAuditEvent) {
    self.init(
      event.type, at: Moment(segment: event.timestamp), actor: event.actor, actorEmail: event.actorEmail,
      resourceID: event.resourceId, resourceName: event.resourceName)
  }
}

extension Moment {
  /// RFC 3339, or with the space that Segment's samples have where a `T` belongs: `2022-03-04 21:29:22+00:00`.
  init?(segment text: String) {
    guard let space = text.firstIndex(of: " ") else {
      self.init(rfc3339: text)
      return
    }
    self.init(rfc3339: text.replacingCharacters(space))
  }
}

extension String {
  fileprivate func replacingCharacters(_ at: Index) -> String {
    self[..<at] + "T" + self[index(after: at)...]
  }
}
