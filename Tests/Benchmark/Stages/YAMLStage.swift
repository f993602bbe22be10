import FoundationEssentials
import PolicyFiles
import YAML

/// 20 MB of policy in several files.
struct YAMLStage {
  private let runs: Int
  private let directory: String
  private let files: [[UInt8]]

  init(_ options: Options, _ parent: String) throws {
    runs = options.runs
    directory = parent + "/yaml"
    // 32,000 people with 20 grants each come to 20 MB.
    let size = Size(people: min(32_000, options.size.people), groups: 100, grantsEach: 20, differing: 0)
    try size.writePolicy(to: directory, files: 16)
    let directory = directory
    files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted().map {
      Array(try Data(contentsOf: URL(filePath: "\(directory)/\($0)")))
    }
  }

  func rows() throws -> [Row] {
    let megabytes = files.reduce(0) { $0 + $1.count } / 1_000_000
    let floor = Row.Floor(name: "libyaml", samples: try Meter.samples(runs) { try YAMLFloor.drain(files) })
    let nodes = try Meter.samples(runs) {
      // All of them kept: more than a policy needs, which drops a file's nodes when it has read them.
      guard files.map(Document.init(reading:)).allSatisfy({ $0.problems.isEmpty }) else {
        throw BenchmarkProblem("the workload's YAML has problems")
      }
    }
    let state = try Meter.samples(runs) {
      let loaded = loadPolicy(at: directory, now: Size.now)
      guard loaded.desired != nil else { throw BenchmarkProblem("\(loaded.diagnostics.first.map { "\($0)" } ?? "")") }
    }
    return [
      Row(name: "yaml: \(megabytes) MB to nodes", samples: nodes, floor: floor, targets: [.ratio(1.6)]),
      // Files are read on several processors at once: what is saved so is time from start to end.
      Row(name: "yaml: \(megabytes) MB to desired state", samples: state, floor: floor, targets: [.wallRatio(3)]),
    ]
  }
}
