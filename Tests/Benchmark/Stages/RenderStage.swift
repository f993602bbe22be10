import Access
import Planning
import Reports

/// 20,000 changes in every format.
struct RenderStage {
  private let options: Options

  init(_ options: Options) { self.options = options }

  private static var formats: [(name: String, render: (Plan) -> String)] {
    [
      ("text", { textReport($0) }),
      ("text in colour", { textReport($0, style: TextStyle(colour: true)) }),
      ("json", { jsonReport($0, accord: "benchmark") }),
      ("markdown", { $0.document.markdown(limit: .max).joined() }),
      ("markdown for comments", { $0.document.markdown(limit: Document.commentLimit).joined() }),
      ("html", { $0.document.html() }),
    ]
  }

  func rows() throws -> [Row] {
    let size = Size(people: 20_000, groups: 200, grantsEach: 20, differing: 50)
    guard let plan = makePlan(size.desired, size.actual, at: Size.now).plan else { throw BenchmarkProblem("no plan") }
    return Self.formats.map { format in
      Row(
        name: "render: \(plan.changes.count) changes as \(format.name)",
        samples: Meter.samples(options.runs) { format.render(plan) }, targets: [.cpu(1)])
    }
  }
}
