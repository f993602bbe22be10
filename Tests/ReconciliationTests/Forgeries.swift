import Access

/// Everything that one edit of a document can make of it: each text replaced by each of the others, numbers and flags
/// altered, elements and keys taken out, doubled, swapped.
struct Forgeries {
  private let texts: [String]

  /// - Parameter others: texts to put into every place besides those of the document.
  init(_ document: JSON, others: [String]) {
    var texts: Set<String> = []
    document.collect(&texts)
    // What stands where in a file tells nothing: dates, digests and sentences go in nowhere else.
    let words = texts.filter { $0.utf8.count < 24 && !$0.hasPrefix("sha256") }
    self.texts = words.union(others).union([""]).sorted()
  }

  /// Calls `use` with each forgery and where it is.
  func forEach(_ value: JSON, _ path: String = "", _ use: (String, JSON) throws -> Void) rethrows {
    switch value {
    case .string(let text):
      for other in texts + [text + "x", text.uppercased()] where other != text { try use("\(path)=\(other)", .string(other)) }
    case .integer(let number):
      for other in [0, 1, number + 1, number - 1, 1000] where other != number {
        try use("\(path)=\(other)", .integer(other))
      }
    case .bool(let flag): try use("\(path)=\(!flag)", .bool(!flag))
    case .array(let elements): try forEach(elements, path, use)
    case .object(let members): try forEach(members, path, use)
    case .null, .number: break
    }
  }

  private func forEach(_ elements: [JSON], _ path: String, _ use: (String, JSON) throws -> Void) rethrows {
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
      try forEach(element, "\(path)[\(index)]") { where_, other in
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
      try forEach(member.value, "\(path).\(member.key)") { where_, other in
        var changed = members
        changed[index] = JSON.Member(member.key, other)
        try use(where_, .object(changed))
      }
    }
  }
}

extension JSON {
  fileprivate func collect(_ texts: inout Set<String>) {
    switch self {
    case .string(let text): texts.insert(text)
    case .array(let elements): for element in elements { element.collect(&texts) }
    case .object(let members): for member in members { member.value.collect(&texts) }
    case .null, .bool, .integer, .number: break
    }
  }
}
