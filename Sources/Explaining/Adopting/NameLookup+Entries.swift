import Access
import Planning

extension NameLookup {
  /// The entries of a policy's list that lead to a grant, each once, sorted.
  func entries(_ entries: [DesiredGrant], leadingTo grant: Grant) -> [WrittenGrant] {
    let found = entries.map { WrittenGrant($0) }.filter {
      role($0.role) == grant.role && leads($0.scope, to: grant.scope)
    }
    return Set(found).sorted()
  }

  private func leads(_ written: ScopeReference, to scope: Scope) -> Bool {
    switch (written, scope) {
    case (.workspace, .workspace): true
    case (.labels(let written), .labels(let labels)): written == labels
    case (.resource(let kind, let text), .resource(let other, let id)): kind == other && resource(kind, text) == id
    case (.workspace, _), (.labels, _), (.resource, _): false
    }
  }
}
