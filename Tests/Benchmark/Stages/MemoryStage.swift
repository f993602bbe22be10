import Access
import AccessJSON
import Planning

/// A plan from two states in memory, and what it is made of.
struct MemoryStage {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func rows() throws -> [Row] {
    let (size, runs) = (options.size, options.runs)
    let merge = MergeFloor(size)
    let floor = Row.Floor(name: "merge", samples: Meter.samples(runs) { merge.differences() })
    let (actual, desired) = (size.actual, size.desired)
    let plans = try Meter.samples(runs) { try made(desired, actual) }
    let plan = try made(desired, actual)
    let before = Holdings(actual)
    let name = "\(size.people) people x \(size.grantsEach)"
    return [
      Row(
        name: "plan: \(name), \(plan.changes.count) changes", samples: plans, floor: floor,
        targets: [.cpu(1), .peak(300_000_000)]),
      Row(name: "  of it judging what was read whole", samples: Meter.samples(runs) { actual.judgedWhole() }),
      Row(name: "  of it the digest of what was read", samples: Meter.samples(runs) { actual.digest }),
      Row(
        name: "  of it guardrails",
        samples: Meter.samples(runs) {
          GuardrailEvaluation(
            plan.changes, before: before, guarding: plan.guarding, at: Size.now, roles: actual.roles, names: plan.names
          )
          .refusals()
        }),
      Row(
        name: "  of it compiling to requests",
        samples: Meter.samples(runs) { Compilation.requests(for: plan.changes, before: before) }),
    ]
  }

  private func made(_ desired: DesiredState, _ actual: ActualState) throws -> Plan {
    let planned = makePlan(desired, actual, at: Size.now)
    guard let plan = planned.plan else {
      throw BenchmarkProblem(planned.diagnostics.first.map { "\($0)" } ?? "no plan")
    }
    return plan
  }
}
