import AccessJSON
import FoundationEssentials
@preconcurrency import Glibc

/// `accord plan` from YAML files and a snapshot: start to rendered plan, as the kernel counts it.
struct DiskStage {
  private let options: Options
  private let directory: String
  private let snapshot: String

  init(_ options: Options, _ parent: String) throws {
    self.options = options
    directory = parent + "/disk"
    snapshot = parent + "/disk.json"
    try options.size.writePolicy(to: directory, files: 48)
    let text = options.size.actual.snapshotText
    try Data(text.utf8).write(to: URL(filePath: snapshot))
    guard chmod(snapshot, 0o600) == 0 else { throw BenchmarkProblem("cannot make the snapshot private") }
  }

  func rows() throws -> [Row] {
    let plan = ChildProgram(words: [options.accord, "plan", directory, "--snapshot", snapshot])
    let validate = ChildProgram(words: [options.accord, "validate", directory])
    let runs = min(options.runs, 3)
    return [
      Row(
        name: "disk: plan from YAML and a snapshot, start to exit", samples: try plan.samples(runs),
        targets: [.cpu(6), .peak(1_000_000_000)]),
      Row(name: "  of it YAML to the desired state (validate)", samples: try validate.samples(runs)),
    ]
  }
}
