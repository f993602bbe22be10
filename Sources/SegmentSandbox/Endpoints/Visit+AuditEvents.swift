import FoundationEssentials

extension Visit {
  /// Segment keeps 90 days.
  private static let kept: Duration = .seconds(90 * 86_400)

  /// Oldest first unless the behaviour orders otherwise: Segment documents no order.
  func listAuditEvents() throws(ErrorResponse) -> Answer {
    var pagination = try call.query.object("pagination")
    let cursor = try cursor(in: &pagination)
    let start = try time("startTime")
    let end = try time("endTime") ?? cursor?.endTime ?? wholeMilliseconds(now)
    let page = try Page(pagination, .pages, behaviour)
    let events = arranged(world.auditEvents.filter { shows($0, from: start, to: end) }, by: \.id)
    func wrapped(_ token: String) -> String { Self.cursor(token: token, endTime: end) }
    let cursors = page.cursors(.pages, of: events.count)
    return Answer(data: [
      "events": .array(page.slice(events).map { $0.document(behaviour) }),
      "pagination": self.pagination(
        (cursors.previous.map(wrapped), wrapped(cursors.current), cursors.next.map(wrapped)),
        totalEntries: showsTotal(.undocumented) ? events.count : nil),
    ])
  }

  /// Rounded up: the cursor carries milliseconds, and the next page must not lose the newest events to them.
  private func wholeMilliseconds(_ time: Duration) -> Duration {
    let (seconds, attoseconds) = time.components
    return .seconds(seconds) + .milliseconds((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private func shows(_ event: World.AuditEvent, from start: Duration?, to end: Duration) -> Bool {
    let id = call.query.scalar("resourceId")
    let type = call.query.scalar("resourceType")
    return event.time >= max(start ?? .zero, now - Self.kept) && event.time <= min(end, now - behaviour.auditDelay)
      && (id == nil || id == event.resourceID) && (type == nil || type == event.resourceType)
  }

  private func time(_ name: String) throws(ErrorResponse) -> Duration? {
    guard let text = call.query.scalar(name) else { return nil }
    guard let time = Duration(internetTime: text) else {
      throw .invalid(name, "\"\(name)\" must be a valid ISO 8601 date")
    }
    return time
  }

  /// Takes the page token out of a cursor of this list: base64 of `{"pageToken": "MQ==", "endTime": "..."}`.
  private func cursor(
    in pagination: inout [String: JSON]?
  ) throws(ErrorResponse) -> (token: String, endTime: Duration)? {
    guard let text = pagination?["cursor"] else { return nil }
    guard let data = text.string.flatMap({ Data(base64Encoded: $0) }), let json = try? JSON(reading: Array(data)),
      let token = json["pageToken"]?.string, let end = json["endTime"]?.string.flatMap(Duration.init(internetTime:))
    else { throw .invalid("pagination.cursor", "\"cursor\" is not a valid cursor") }
    pagination?["cursor"] = .string(token)
    return (token, end)
  }

  private static func cursor(token: String, endTime: Duration) -> String {
    let json: JSON = [
      "pageToken": .string(token), "endTime": .string(CivilTime(sinceEpoch: endTime).internetMilliseconds),
    ]
    return Data(json.bytes()).base64EncodedString()
  }
}
