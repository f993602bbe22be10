import FoundationEssentials

/// How long `accord --help` takes, beside another program that says how it is used.
struct StartStage {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func rows() throws -> [Row] {
    let runs = max(20, options.runs)
    let help = ChildProgram(words: [options.accord, "--help"], watchesMemory: false)
    let curl = ChildProgram(words: ["/usr/bin/curl", "--version"], watchesMemory: false)
    // In turn, so that both meet the same machine.
    var samples: (help: [Sample], curl: [Sample]) = ([], [])
    for _ in 0..<runs {
      samples.help += try help.samples(1)
      samples.curl += try curl.samples(1)
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: options.accord)
    let bytes = (attributes[.size] as? any BinaryInteger).map { Int($0) } ?? 0
    return [
      Row(
        name: "start: accord --help (\(bytes / 1_000_000) MB on disk)", samples: samples.help,
        floor: Row.Floor(name: "curl --version", samples: samples.curl), targets: [.wallRatio(2)])
    ]
  }
}
