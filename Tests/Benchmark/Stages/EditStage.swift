import AccessJSON
import Explaining
import FoundationEssentials
@preconcurrency import Glibc
import Reports

/// What is looked at and written besides plans, start to exit: reviews, decisions that come back, imports, and drift that
/// is pulled back into the files. Sizes of their own, so that growth with people and with edits is seen side by side.
struct EditStage {
  private let options: Options
  private let directory: String

  init(_ options: Options, _ parent: String) throws {
    self.options = options
    directory = parent + "/edit"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  func rows() throws -> [Row] {
    try [1_000, 3_000, 9_000].flatMap { people in
      [
        try row("review: \(people) people", size(people, 300)) { _ in ["review", policy, "--format", "csv"] },
        try row("import: \(people) people", size(people, 300)) { run in ["import", "--out", "\(directory)/new-\(run)"]
        },
        try update(people, 300), try decisions(people, 300),
      ]
    } + [try update(3_000, 30), try update(3_000, 3_000), try decisions(3_000, 30), try decisions(3_000, 3_000)]
  }

  /// Five direct grants a person; `differences` of them all in the policy alone or in the workspace alone.
  private func size(_ people: Int, _ differences: Int) -> Size {
    Size(people: people, groups: 50, grantsEach: 5, differing: (differences * 1_000 + people * 5 - 1) / (people * 5))
  }

  private var policy: String { directory + "/policy" }
  private var snapshot: String { directory + "/snapshot.json" }
  private var decided: String { directory + "/review.csv" }

  private func update(_ people: Int, _ differences: Int) throws -> Row {
    let size = size(people, differences)
    return try row("import --update: \(people) people, \(size.differences) differences", size) { _ in
      ["import", "--update", policy]
    }
  }

  private func decisions(_ people: Int, _ removals: Int) throws -> Row {
    let size = size(people, 0)
    guard let review = reviewAccess(size.desired, size.actual, at: Size.now).review else {
      throw BenchmarkProblem("no review")
    }
    try Data(Self.removing(removals, in: csvReport(review)).utf8).write(to: URL(filePath: decided))
    return try row("review --decisions: \(people) people, \(removals) removals", size) { _ in
      ["review", policy, "--decisions", decided, "--write"]
    }
  }

  /// Fills in the column behind the id for direct grants, spread over the people.
  private static func removing(_ count: Int, in csv: String) -> String {
    let lines = csv.split(separator: "\n", omittingEmptySubsequences: false)
    let direct = lines.indices.filter { lines[$0].contains(",Source Read-only,") }
    let step = max(1, direct.count / count)
    let chosen = Set(stride(from: 0, to: direct.count, by: step).prefix(count).map { direct[$0] })
    return lines.enumerated().map { at, line in
      guard chosen.contains(at), let comma = line.firstRange(of: ",,") else { return String(line) }
      return "\(line[..<comma.lowerBound]),remove,\(line[comma.upperBound...])"
    }.joined(separator: "\n")
  }

  /// One figure: the files are written anew before each run, which may change them.
  private func row(_ name: String, _ size: Size, _ words: (Int) -> [String]) throws -> Row {
    try Data(size.actual.snapshotText.utf8).write(to: URL(filePath: snapshot))
    guard chmod(snapshot, 0o600) == 0 else { throw BenchmarkProblem("cannot make the snapshot private") }
    let samples = try (0..<min(options.runs, 3)).map { run -> Sample in
      try? FileManager.default.removeItem(atPath: policy)
      try? FileManager.default.removeItem(atPath: "\(directory)/new-\(run)")
      try size.writePolicy(to: policy, files: 8)
      let child = ChildProgram(words: [options.accord] + words(run) + ["--snapshot", snapshot])
      return try child.samples(1)[0]
    }
    return Row(name: name, samples: samples, targets: [.cpu(5)])
  }
}

extension Size {
  /// How many grants are on one side alone.
  fileprivate var differences: Int { people * grantsEach * differing / 1_000 }
}
