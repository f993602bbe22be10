import Testing

@testable import Commands

struct `A review of a workspace that could not be read whole` {
  /// CSV has no line that says so, and it is what auditors are handed.
  @Test func `says so beside the CSV, and calls nobody absent whom it did not see`() throws {
    let bench = try DriftBench(faults: ["GET /users:status=404"])
    #expect(try bench.run("review", "--format", "csv") == 1)
    #expect(bench.errors.contains("error: not read: reading the users: GET /users answered 404"), "\(bench.errors)")
    #expect(bench.output.contains(",not read,unclear,could not be read,"))
    #expect(!bench.output.contains(",absent,"))
  }

  @Test func `says beside who has a thing that not everybody was seen`() throws {
    let bench = try DriftBench(faults: ["GET /users:status=404"])
    #expect(
      try bench.run(line: ["explain", "source/website", "--policy", "\(bench.place.path)/policies", "--format", "csv"])
        == 1)
    #expect(bench.errors.contains("error: not read: reading the users: GET /users answered 404"), "\(bench.errors)")
    #expect(bench.output.contains(",not read,unclear,could not be read,"), "\(bench.output)")
    #expect(try bench.run(line: ["explain", "source/website", "--policy", "\(bench.place.path)/policies"]) == 1)
    #expect(bench.output.contains("Not everything could be read"), "\(bench.output)")
  }

  @Test(arguments: ["text", "csv", "json"])
  func `calls nothing unused where the audit trail cannot be read, and says which`(format: String) throws {
    let bench = try DriftBench(faults: ["GET /audit-events:status=500"])
    #expect(try bench.run(line: ["review", "--no-policy", "--unused", "60d", "--format", format]) == 1)
    let said = format == "csv" ? bench.errors : bench.output
    #expect(said.contains("the audit trail could not be read"), "\(said)")
    #expect(!bench.output.contains(",lin@acme.com,"))
  }

  @Test func `calls nothing unused on a trail that is younger than the time asked about`() throws {
    let bench = try DriftBench()
    #expect(try bench.apply() == 0)
    #expect(try bench.run("review", "--unused", "60d") == 1)
    #expect(bench.output.contains("it may not reach back 60 days"), "\(bench.output)")
    #expect(!bench.output.contains("Not used since"))
  }

  @Test func `says of a source whose list was not read that its labels are not known`() throws {
    let bench = try DriftBench(faults: ["GET /sources:status=404"])
    #expect(try bench.run(line: ["explain", "source/website", "--no-policy"]) == 1)
    #expect(bench.errors.contains("error: source 'website' cannot be looked up: "), "\(bench.errors)")
  }

  @Test func `says of a person it did not see that nobody can say`() throws {
    let bench = try DriftBench(faults: ["GET /users:status=404"])
    #expect(try bench.run(line: ["explain", "zed@acme.com", "--no-policy"]) == 1)
    #expect(
      bench.errors.contains(
        "error: nobody can say whether zed@acme.com is in the workspace; not everything could be read: reading the users"
      ),
      "\(bench.errors)")
  }
}
