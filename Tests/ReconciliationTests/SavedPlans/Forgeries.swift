import Syntax

/// Everything that one edit of a document can make of it: each text replaced by each of the others, numbers and flags
/// altered, elements and keys taken out, doubled, swapped.
struct Forgeries {
  /// The texts that stand under each key.
  private let texts: [String: [String]]
  private let others: [String]
  private let isThorough: Bool
  /// Keys whose texts name something.
  private static let naming: Set<String> = [
    "person", "personID", "group", "groupID", "role", "roleID", "resource", "id", "from", "successor",
  ]

  /// - Parameters:
  ///   - others: texts to put wherever something is named, besides those that stand under the same key.
  ///   - isThorough: put every text into every place; otherwise six into each place, others in each.
  init(_ document: JSON, others: [String], isThorough: Bool) {
    var texts: [String: Set<String>] = [:]
    document.collect(&texts, under: "")
    self.texts = texts.mapValues { $0.sorted() }
    self.others = others
    self.isThorough = isThorough
  }

  /// What to put in the place of a text. A sentence that nobody but a reader looks at needs no more than another one.
  private func replacements(of text: String, under key: String, at path: String) -> [String] {
    let alike = texts[key, default: []]
    let isFree = ["reason", "detail", "message", "wayPast", "at"].contains(key)
    let all = (isFree ? Array(alike.prefix(1)) : alike) + (Forgeries.naming.contains(key) ? others : [])
    let start = path.utf8.reduce(0) { ($0 * 31 + Int($1)) % 9973 } % max(1, all.count)
    let chosen = isThorough ? all : Array((all[start...] + all[..<start]).prefix(6))
    return Set(chosen + ["", text + "x"]).union(isFree ? [] : [text.uppercased()]).subtracting([text]).sorted()
  }

  /// Calls `use` with each forgery and where it is.
  func forEach(_ value: JSON, _ path: String = "", under key: String = "", _ use: (String, JSON) throws -> Void)
    rethrows
  {
    switch value {
    case .string(let text):
      for other in replacements(of: text, under: key, at: path) { try use("\(path)=\(other)", .string(other)) }
    case .integer(let number):
      for other in [0, 1, number + 1, number - 1, 1000] where other != number {
        try use("\(path)=\(other)", .integer(other))
      }
    case .bool(let flag): try use("\(path)=\(!flag)", .bool(!flag))
    case .array(let elements): try forEach(elements, path, under: key, use)
    case .object(let members): try forEach(members, path, use)
    case .null, .number: break
    }
  }

  private func forEach(
    _ elements: [JSON], _ path: String, under key: String, _ use: (String, JSON) throws -> Void
  ) rethrows {
    if elements.count > 1 { try use("\(path)=[]", .array([])) }
    for (index, element) in elements.enumerated() {
      var (without, twice, swapped) = (elements, elements, elements)
      without.remove(at: index)
      twice.insert(element, at: index)
      try use("\(path)[\(index)] taken out", .array(without))
      try use("\(path)[\(index)] doubled", .array(twice))
      if index > 0 {
        swapped.swapAt(index, index - 1)
        try use("\(path)[\(index)] swapped", .array(swapped))
      }
      try forEach(element, "\(path)[\(index)]", under: key) { where_, other in
        var changed = elements
        changed[index] = other
        try use(where_, .array(changed))
      }
    }
  }

  private func forEach(_ members: [JSON.Member], _ path: String, _ use: (String, JSON) throws -> Void) rethrows {
    if members.count > 1 { try use("\(path)={}", .object([])) }
    for (index, member) in members.enumerated() where member.key != "digest" || path != "" {
      var without = members
      without.remove(at: index)
      try use("\(path).\(member.key) taken out", .object(without))
      try forEach(member.value, "\(path).\(member.key)", under: member.key) { where_, other in
        var changed = members
        changed[index] = JSON.Member(member.key, other)
        try use(where_, .object(changed))
      }
    }
  }
}

extension JSON {
  fileprivate func collect(_ texts: inout [String: Set<String>], under key: String) {
    switch self {
    case .string(let text): texts[key, default: []].insert(text)
    case .array(let elements): for element in elements { element.collect(&texts, under: key) }
    case .object(let members): for member in members { member.value.collect(&texts, under: member.key) }
    case .null, .bool, .integer, .number: break
    }
  }
}
