import Testing

/// What a run says when writes fail: read once, by somebody tired.
@Suite struct `A message` {
  private let place: PrivatePlace
  init() throws { place = try PrivatePlace() }

  @Test(arguments: ["status=422", "lost", "narrower", "status=403"])
  func `says no word twice, and who is meant by name`(fault: String) throws {
    let server = try SandboxProcess(in: place, "--fault", "write:\(fault)")
    let accord = Accord(place: place, environment: ["SEGMENT_TOKEN": "sgp_4f1b9c0d7e2a6358"])
    let said = try accord("apply", "--api-url", server.url, "--yes", "--journal", "-").everything
    _ = server.stop()
    let doubled = said.matches(of: #/\b([A-Za-z]{2,})(?: +\1\b)+/#).map { String($0.0) }
    #expect(doubled.isEmpty, "\(said)")
    #expect(
      said.contains(fault == "narrower" ? "does not hold" : "renaming group Analysts to Analytics: PATCH /groups/"))
    if fault == "status=422" {
      for phrase in [
        "giving group Marketing 1 permission: POST", "leaving group Marketing with 1 permission: PUT",
        "removing 2 people from the workspace: DELETE", "removing bob@acme.com from the workspace: DELETE",
        "adding tom@acme.com to group Data Platform: POST", "creating group Privacy: POST /groups answered 422",
      ] {
        #expect(said.contains(phrase), "\(phrase) in \(said)")
      }
    }
  }
}
