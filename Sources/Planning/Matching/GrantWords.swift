package import Access
import Syntax

/// Grants in the words of a policy, such that reading and planning them back leads to the same grant: by name, by id
/// where the name is another's too, and not at all where neither leads back.
package struct GrantWords {
  private let lookup: NameLookup
  private let names: Names

  package init(_ actual: ActualState) { self.init(NameLookup(actual), Names(actual)) }

  /// With directories that somebody made already.
  package init(_ lookup: NameLookup, _ names: Names) {
    self.lookup = lookup
    self.names = names
  }

  /// Whether an entry that leads to nothing keeps a grant of the same subject, because it may have been written for it.
  package func mayMean(_ entry: WrittenGrant, _ grant: Grant) -> Bool { lookup.mayMean(entry, grant) }

  /// Why something cannot be said in a policy.
  package struct Unsayable: Error {
    /// A phrase.
    package let why: String
    /// - Parameter why: a phrase.
    package init(why: String) { self.why = why }
  }

  /// - Throws: ``Unsayable``, without the grant's name.
  package func written(_ grant: Grant) throws(Unsayable) -> WrittenGrant {
    guard let role = lookup.offered(grant.role) else { throw Unsayable(why: "Segment does not offer this role") }
    return WrittenGrant(try reference(role), on: try scope(grant.scope, of: role))
  }

  /// All that one subject has, the base grant left unsaid.
  ///
  /// - Returns: the grants, sorted; and what no policy can say, a phrase each with the grant's name.
  package func list(_ grants: [Grant], notUnderstood: [String]) -> (written: [WrittenGrant], unsayable: [String]) {
    var (written, unsayable) = (Set<WrittenGrant>(), notUnderstood)
    for grant in grants.sorted() where !lookup.isBase(grant) {
      do throws(Unsayable) {
        written.insert(try self.written(grant))
      } catch {
        unsayable.append("\(names.grant(grant)): \(error.why)")
      }
    }
    return (written.sorted(), unsayable)
  }

  /// What Segment calls the resource of a grant that is written by its id; nil where the words say it.
  package func called(_ grant: WrittenGrant) -> String? {
    guard case .resource(let kind, let text) = grant.scope, let listed = lookup.listed(kind, ResourceID(text)) else {
      return nil
    }
    return listed.name.isEmpty ? nil : listed.name
  }

  /// By name, pinned by id where the name leads elsewhere.
  private func reference(_ role: Role) throws(Unsayable) -> RoleReference {
    let name = RoleCatalog.currentName(role.name)
    let isName = name.isIdentity && !name.begins(with: "id/") && !name.begins(with: "bundle/")
    if isName, lookup.role(.name(name)) == role.id { return .name(name) }
    if role.id.text.isIdentity, lookup.role(.id(role.id)) == role.id { return .id(role.id) }
    throw Unsayable(why: "neither its name nor its id can be written")
  }

  private func scope(_ scope: Scope, of role: Role) throws(Unsayable) -> ScopeReference {
    switch scope {
    case .workspace: return .workspace
    case .labels(let labels): return .labels(try sayable(labels, of: role))
    case .resource(let kind, let id): return try resource(kind, id)
    }
  }

  private func sayable(_ labels: LabelSet, of role: Role) throws(Unsayable) -> LabelSet {
    guard RoleCatalog.entry(role.name)?.takesLabels != false else {
      throw Unsayable(why: "a policy does not narrow this role by labels")
    }
    guard Set(labels.pairs.map(\.key)).count == labels.pairs.count else {
      throw Unsayable(why: "two values for one label")
    }
    for label in labels.pairs {
      guard lookup.has(label) else { throw Unsayable(why: "the workspace has no label \(label)") }
      guard label.key.isIdentity, label.value.isIdentity else {
        throw Unsayable(why: "a label that cannot be written")
      }
    }
    return labels
  }

  /// By slug, name or id, whichever comes first of those that lead back.
  private func resource(_ kind: ResourceKind, _ id: ResourceID) throws(Unsayable) -> ScopeReference {
    let listed = lookup.listed(kind, id)
    for text in [listed?.slug, listed?.name, id.text].compactMap(\.self) where text.isIdentity && !text.holds("*") {
      if lookup.resource(kind, text) == id { return .resource(kind, text) }
    }
    throw Unsayable(why: "neither its slug nor its name nor its id can be written")
  }
}
