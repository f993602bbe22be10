/// All figures, for people and for programs.
struct Table {
  var rows: [Row] = []

  var isAllReached: Bool { rows.allSatisfy(\.isReached) }

  /// A line for each figure; a floor's time stands in the line of what it is the floor of.
  var text: String {
    let head = ["", "wall", "±", "cpu", "±", "peak", "requests", "429", "floor", "ratio", "target", ""]
    let lines = [head] + rows.map(cells)
    let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
      zip(cells, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 || column > 8 ? cell.0 + space : space + cell.0
      }.joined(separator: "  ").trimmed
    }.joined(separator: "\n")
  }

  private func cells(_ row: Row) -> [String] {
    let ratio =
      row.targets.contains { if case .wallRatio = $0 { true } else { false } } ? row.ratio(\.wall) : row.ratio(\.cpu)
    return [
      row.name, seconds(row.median(\.wall)), percent(row.spread(\.wall)), seconds(row.median(\.cpu)),
      percent(row.spread(\.cpu)), megabytes(row.peak), row.requests.map(String.init) ?? "",
      row.rateLimited.map(String.init) ?? "",
      row.floor.map { "\($0.name) \(seconds(Row.median($0.samples.map(\.cpu))))" } ?? "",
      ratio.map { "\(decimal($0, 2))x" } ?? "", row.targets.map(\.words).joined(separator: ", "),
      row.targets.isEmpty ? "" : row.isReached ? "reached" : "NOT REACHED",
    ]
  }

  /// An object for each figure: seconds and bytes, medians with least and most.
  var json: String {
    "[\n"
      + rows.map { row in
        var members = [
          "\"name\": \"\(row.name)\"", "\"runs\": \(row.samples.count)",
          "\"wall\": \(figures(row.samples.map(\.wall)))",
          "\"cpu\": \(figures(row.samples.map(\.cpu)))", "\"peakBytes\": \(row.peak)",
        ]
        if let requests = row.requests { members.append("\"requests\": \(requests)") }
        if let rateLimited = row.rateLimited { members.append("\"rateLimited\": \(rateLimited)") }
        if let floor = row.floor {
          members.append(
            "\"floor\": {\"name\": \"\(floor.name)\", \"wall\": \(figures(floor.samples.map(\.wall))), \"cpu\": \(figures(floor.samples.map(\.cpu)))}"
          )
        }
        if !row.targets.isEmpty {
          members.append(
            "\"target\": \"\(row.targets.map(\.words).joined(separator: ", "))\", \"reached\": \(row.isReached)")
        }
        return "  {\(members.joined(separator: ", "))}"
      }.joined(separator: ",\n") + "\n]\n"
  }

  private func figures(_ values: [Double]) -> String {
    "{\"median\": \(decimal(Row.median(values), 6)), \"least\": \(decimal(values.min() ?? 0, 6)), \"most\": \(decimal(values.max() ?? 0, 6))}"
  }
}

private func seconds(_ value: Double) -> String {
  value < 1 ? "\(decimal(value * 1_000, 1)) ms" : "\(decimal(value, 2)) s"
}
private func percent(_ value: Double) -> String { "\(Int(value * 100))%" }
private func megabytes(_ bytes: Int) -> String { "\((bytes + 500_000) / 1_000_000) MB" }

/// Digits behind the point, without the C library's formatting.
func decimal(_ value: Double, _ digits: Int) -> String {
  let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
  let whole = Int((value * Double(scale)).rounded())
  let rest = String(whole % scale)
  return digits == 0 ? "\(whole)" : "\(whole / scale).\(String(repeating: "0", count: digits - rest.count))\(rest)"
}

extension Row.Target {
  var words: String {
    switch self {
    case .wall(let limit): "< \(seconds(limit))"
    case .cpu(let limit): "< \(seconds(limit)) cpu"
    case .peak(let limit): "< \(megabytes(limit))"
    case .ratio(let limit): "<= \(decimal(limit, 2))x cpu"
    case .wallRatio(let limit): "<= \(decimal(limit, 2))x"
    case .requests(let limit): "<= \(limit) requests"
    case .rateLimited(let limit): limit == 0 ? "no 429" : "<= \(limit) 429s"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
