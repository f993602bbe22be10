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
