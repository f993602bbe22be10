import FoundationEssentials
@preconcurrency import Glibc

/// The program: measures the chosen stages in a private directory and prints what came of it.
enum Benchmark {
  static func run(_ arguments: [String]) -> Int32 {
    do {
      let options = try Options(arguments)
      if options.asksForHelp {
        print(Options.help)
        return 0
      }
      let directory = try PrivateDirectory()
      defer { directory.remove() }
      var table = Table()
      for stage in Stage.allCases where options.only.isEmpty || options.only.contains(stage) {
        fputs("\(stage.rawValue): \(stage.question)\n", stderr)
        table.rows += try stage.measure(options, in: directory.path)
      }
      print(table.text)
      if let path = options.json { try Data(table.json.utf8).write(to: URL(filePath: path)) }
      if let path = options.ratios { try write(Ratios(table.rows), to: path, isPart: !options.only.isEmpty) }
      if let path = options.check { return try check(Ratios(table.rows), path, isPart: !options.only.isEmpty) }
      return table.isAllReached ? 0 : 2
    } catch {
      fputs("error: \(error)\n", stderr)
      return 1
    }
  }
}

extension Benchmark {
  /// - Parameter isPart: whether the other figures of the file are kept.
  private static func write(_ ratios: Ratios, to path: String, isPart: Bool) throws {
    let before = isPart ? try? Ratios(String(contentsOf: URL(filePath: path), encoding: .utf8)) : nil
    try Data((before?.updated(by: ratios) ?? ratios).text.utf8).write(to: URL(filePath: path))
  }

  private static func check(_ ratios: Ratios, _ path: String, isPart: Bool) throws -> Int32 {
    let before = try Ratios(String(contentsOf: URL(filePath: path), encoding: .utf8))
    let (worse, gone) = (ratios.worse(than: before), isPart ? [] : ratios.missing(from: before))
    print("")
    for line in worse { print("worse: \(line)") }
    for name in gone { print("not measured any more: \(name)") }
    if worse.isEmpty, gone.isEmpty { print("nothing got worse by more than a tenth") }
    return worse.isEmpty && gone.isEmpty ? 0 : 2
  }
}

/// What can be measured on its own with `--only`.
enum Stage: String, CaseIterable {
  case yaml, memory, disk, render, edit, read, apply, wait, start

  /// In words, for whoever watches.
  var question: String {
    switch self {
    case .yaml: "20 MB of YAML to nodes and to the desired state"
    case .memory: "a plan from states in memory, and its parts"
    case .disk: "accord plan from YAML files and a snapshot, start to exit"
    case .render: "20,000 changes in every format"
    case .edit: "reviews, decisions, imports and pulling drift back, as people and edits grow"
    case .read: "a no-op plan over loopback, start to exit, and with 50 ms an answer"
    case .apply: "200 people and 10 groups from nothing, under 60 writes a minute"
    case .wait: "5,000 direct-role changes at 60 a minute, in virtual time"
    case .start: "accord --help, start to exit"
    }
  }

  func measure(_ options: Options, in directory: String) throws -> [Row] {
    switch self {
    case .yaml: try YAMLStage(options, directory).rows()
    case .memory: try MemoryStage(options).rows()
    case .disk: try DiskStage(options, directory).rows()
    case .render: try RenderStage(options).rows()
    case .edit: try EditStage(options, directory).rows()
    case .read: try ReadStage(options, directory).rows()
    case .apply: try ApplyStage(options, directory).rows()
    case .wait: try WaitStage(options).rows()
    case .start: try StartStage(options).rows()
    }
  }
}

/// A sentence for whoever runs the benchmark.
struct BenchmarkProblem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
