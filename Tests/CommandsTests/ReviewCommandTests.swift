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
