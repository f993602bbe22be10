import Glibc

/// What the command line asks for.
struct Options {
  /// Empty for all of them.
  var only: [Stage] = []
  /// Measurements of each figure; the median is what counts.
  var runs = 5
  /// Of the largest workload; the stages that have a size of their own in their name keep it.
  var size = Size(people: 100_000, groups: 200, grantsEach: 20, differing: 10)
  var json: String?
  /// Where ratios are written.
  var ratios: String?
  /// Ratios of before, which these are compared with.
  var check: String?
  var asksForHelp = false
  /// The program that is measured from start to exit; beside this one unless told otherwise.
  var accord = "/proc/self/exe"

  static let help = """
    Benchmark [--only STAGE,…] [--runs N] [--people N] [--groups N] [--grants N] [--differing PER-MILLE]
              [--accord PATH] [--json FILE] [--ratios FILE | --check FILE]

    Exit 0 when every target is reached, 2 when one is not. With --check, 2 when a ratio is worse than the file's by more
    than a tenth, whatever the targets.

    \(Stage.allCases.map { "  \($0.rawValue)\(String(repeating: " ", count: 8 - $0.rawValue.count))\($0.question)" }.joined(separator: "\n"))
    """

  init(_ arguments: [String]) throws {
    accord = try Self.beside("accord")
    var words = arguments[...]
    while let word = words.popFirst() {
      if word == "--help" {
        asksForHelp = true
        continue
      }
      guard let value = words.popFirst() else { throw BenchmarkProblem("\(word) needs a value; see --help") }
      try take(word, value)
    }
  }

  private mutating func take(_ word: String, _ value: String) throws {
    switch word {
    case "--only":
      only = try value.split(separator: ",").map { name in
        guard let stage = Stage(rawValue: String(name)) else {
          throw BenchmarkProblem("no stage '\(name)'; see --help")
        }
        return stage
      }
    case "--runs": runs = try number(word, value)
    case "--people": size.people = try number(word, value)
    case "--groups": size.groups = try number(word, value)
    case "--grants": size.grantsEach = try number(word, value)
    case "--differing": size.differing = try number(word, value, from: 0)
    case "--accord": accord = value
    case "--json": json = value
    case "--ratios": ratios = value
    case "--check": check = value
    default: throw BenchmarkProblem("no option '\(word)'; see --help")
    }
  }

  private func number(_ word: String, _ value: String, from least: Int = 1) throws -> Int {
    guard let number = Int(value), number >= least else {
      throw BenchmarkProblem("\(word) takes a number from \(least)")
    }
    return number
  }

  /// A program of the same build.
  private static func beside(_ name: String) throws -> String {
    guard let path = realpath("/proc/self/exe", nil) else { throw BenchmarkProblem("where is this program?") }
    defer { free(path) }
    let parts = String(cString: path).split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parts.joined(separator: "/") + "/" + name
  }
}
