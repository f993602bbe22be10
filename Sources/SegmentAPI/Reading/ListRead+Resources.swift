extension ListRead where Item == SegmentSource {
  /// The sources, with their labels and without their secrets.
  package static func sources() -> ListRead {
    ListRead(
      ListQuery(endpoint: .sources, doing: "reading the sources", path: ["sources"], key: "sources"), identity: \.id)
  }
}

extension ListRead where Item == SegmentWarehouse {
  /// The warehouses, without their settings.
  package static func warehouses() -> ListRead {
    ListRead(
      ListQuery(endpoint: .warehouses, doing: "reading the warehouses", path: ["warehouses"], key: "warehouses"),
      identity: \.id)
  }
}

extension ListRead where Item == SegmentFunction {
  /// The functions of one kind; Segment lists no two kinds together.
  package static func functions(_ kind: SegmentFunction.Kind) -> ListRead {
    ListRead(
      ListQuery(
        endpoint: .functions, doing: "reading the functions of type \(kind.rawValue)", path: ["functions"],
        key: "functions", query: [QueryItem(name: "resourceType", value: kind.rawValue)]), identity: \.id)
  }
}

extension ListRead where Item == SegmentSpace {
  /// The spaces, which only the alpha version of the API knows.
  package static func spaces() -> ListRead {
    ListRead(
      ListQuery(endpoint: .spaces, doing: "reading the spaces", path: ["spaces"], key: "spaces", accept: .alpha),
      identity: \.id)
  }
}

extension ListRead where Item == SegmentLabel {
  /// The labels, all in one answer.
  package static func labels() -> ListRead {
    ListRead(
      ListQuery(endpoint: .labels, doing: "reading the labels", path: ["labels"], key: "labels", paging: .never),
      identity: { "\($0.key):\($0.value)" })
  }
}

extension ListRead where Item == SegmentAuditEvent {
  /// The audit trail between two times in RFC 3339; Segment keeps 90 days, and takes now where there is no end.
  package static func auditEvents(from start: String, to end: String? = nil) -> ListRead {
    var query = [QueryItem(name: "startTime", value: start)]
    if let end { query.append(QueryItem(name: "endTime", value: end)) }
    return ListRead(
      ListQuery(
        endpoint: .auditEvents, doing: "reading the audit trail", path: ["audit-events"], key: "events", query: query,
        paging: .perhaps, pageLimit: trailPages), identity: \.id)
  }

  /// Who changed what is worth a few minutes and no more: a report must not wait for a trail that never ends.
  private static var trailPages: Int { 200 }
}
