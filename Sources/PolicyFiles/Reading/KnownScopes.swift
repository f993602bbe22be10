internal import Access

/// The scopes of one file by what is written, each made out once: thousands of people hold roles on the same ones.
final class KnownScopes {
  private var numbers: [String: Int] = [:]
  private var scopes: [(scope: ScopeReference, lastList: Int)] = []
  private var list = 0

  /// Finds a text's scope, or has it made out; nil, and not remembered, where that fails.
  func number(_ text: String, orElse make: () -> ScopeReference?) -> Int? {
    if let number = numbers[text] { return number }
    guard let scope = make() else { return nil }
    numbers[text] = scopes.count
    scopes.append((scope, 0))
    return scopes.count - 1
  }

  subscript(number: Int) -> ScopeReference { scopes[number].scope }

  func beginList() { list += 1 }

  /// Whether nobody asked this of the scope since the list began. No two texts write one scope.
  func isFirstInList(_ number: Int) -> Bool {
    defer { scopes[number].lastList = list }
    return scopes[number].lastList != list
  }
}
