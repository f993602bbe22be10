import Access
import SegmentSandbox
import Testing

@testable import Commands

struct `An undo plan` {
  /// Undoing is most wanted in a bad hour: what stands in its way is said while there is time.
  @Test func `that the policy's own guardrails refuse is said to be so when it is written`() throws {
    let bench = try DriftBench()
    let undo = "\(bench.place.path)/undo.json"
    #expect(try bench.apply("--undo-out", undo) == 0)
    #expect(
      bench.errors.contains(
        "warning: guardrails refuse the undo plan as it is: admins-through-groups, privacy-stands-apart; accord show"))
    #expect(try bench.run("drift") == 0)
    let writes = bench.sandbox.log.count { $0.method != "GET" }
    bench.clock.wait(.seconds(1))
    #expect(try bench.run(line: ["apply", undo, "--yes", "--journal", "\(bench.place.path)/journal"]) == 3)
    #expect(bench.sandbox.log.count { $0.method != "GET" } == writes)
  }

  @Test func `takes --only, and says of a run that took nothing away why there is nothing to undo`() throws {
    let bench = try DriftBench()
    let undo = "\(bench.place.path)/undo.json"
    #expect(try bench.apply("--undo-out", undo) == 0)
    #expect(
      bench.errors.contains("changes, 14 of this run not undone); look at it with accord show"), "\(bench.errors)")
    let journal = ["--yes", "--journal", "\(bench.place.path)/journal"]
    #expect(try bench.run(line: ["show", undo]) == 0)
    #expect(bench.output.contains("\nNot undone (14)\n"), "\(bench.output)")
    #expect(try bench.run(line: ["apply", undo, "--no-removals"] + journal) == 64)
    #expect(bench.errors.contains("an undo plan takes --only"), "\(bench.errors)")
    #expect(try bench.run(line: ["apply", undo, "--only", "person/nobody@acme.com"] + journal) == 1)
    let writes = bench.sandbox.log.count { $0.method != "GET" }
    bench.clock.wait(.seconds(1))
    let agency = "person/temp-agency@brightside.example"
    #expect(try bench.run(line: ["apply", undo, "--only", agency] + journal) == 0, "\(bench.errors)")
    #expect(bench.sandbox.log.count { $0.method != "GET" } == writes + 1)
  }

  @Test func `of a run that took nothing away says so, and not that the workspace matches the policy`() throws {
    let bench = try DriftBench()
    let undo = "\(bench.place.path)/undo.json"
    #expect(try bench.apply("--no-removals", "--undo-out", undo) == 0)
    #expect(try bench.run(line: ["show", undo]) == 0)
    #expect(bench.output.contains("\nNothing to undo; 11 changes of the run left as made.\n"), "\(bench.output)")
    #expect(!bench.output.contains("matches the policy"))
  }

  /// The read after the run is the only one that an undo plan can be made from.
  @Test func `asks once more for what could not be read after the run`() throws {
    let bench = try DriftBench(faults: ["GET /roles:status=404@2"])
    let undo = "\(bench.place.path)/undo.json"
    #expect(try bench.apply("--undo-out", undo) == 0)
    #expect(try Documents.plan(undo).isComplete)
  }

  @Test func `that was made from an incomplete read is said to be of no use, and is no success`() throws {
    let bench = try DriftBench(faults: ["GET /roles:status=404@2-"])
    let undo = "\(bench.place.path)/undo.json"
    #expect(try bench.apply("--undo-out", undo) == 4)
    #expect(
      bench.errors.contains(
        "error: the undo plan cannot be applied, only read: not everything could be read: reading the roles: GET /roles"
      ),
      "\(bench.errors)")
    #expect(try Documents.plan(undo).changes.isEmpty == false)
  }
}
