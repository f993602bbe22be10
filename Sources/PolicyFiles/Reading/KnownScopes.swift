internal import Access

/// The scopes of one file by what is written, each made out once: thousands of people hold roles on the same ones.
final class KnownScopes {
  private var table = Table()

  /// What a text stands for, and whether it is the first of its list that does. No two texts write one scope.
  struct Found {
    let scope: ScopeReference
    let isFirst: Bool
  }

  /// To be called before the first scope of each list.
  func beginList() { table.list += 1 }

  /// Finds a text's scope, or has it made out; nil, and not remembered, where that fails.
  func scope(_ text: String, orElse make: () -> ScopeReference?) -> Found? {
    if let found = table.found(text) { return found }
    guard let scope = make() else { return nil }
    return table.add(scope, text)
  }

  private struct Table {
    var list = 0
    private var numbers: [String: Int] = [:]
    private var scopes: [(scope: ScopeReference, lastList: Int)] = []
    /// The last texts that were asked about, by a few of their bytes: hashing most of them takes no more than that.
    private var recent: [(text: String, number: Int)] = Array(repeating: ("", 0), count: 1024)

    mutating func found(_ text: String) -> Found? {
      let slot = Self.slot(text)
      if recent[slot].text == text, !text.isEmpty { return found(recent[slot].number) }
      guard let number = numbers[text] else { return nil }
      recent[slot] = (text, number)
      return found(number)
    }

    private mutating func found(_ number: Int) -> Found {
      let isFirst = scopes[number].lastList != list
      scopes[number].lastList = list
      return Found(scope: scopes[number].scope, isFirst: isFirst)
    }

    mutating func add(_ scope: ScopeReference, _ text: String) -> Found {
      numbers[text] = scopes.count
      scopes.append((scope, list))
      return Found(scope: scope, isFirst: true)
    }

    /// By the last three bytes, in which names that were counted up differ.
    private static func slot(_ text: String) -> Int {
      text.utf8.suffix(3).reduce(text.utf8.count) { ($0 &* 37) &+ Int($1) } & 1023
    }
  }
}
