import Access
import Planning

// The whole review: every way there is, and what is declared and missing.
extension Reviewing {
  func review() -> AccessReview {
    var rows = withOutlook(accounts + direct { !isBase($0) } + throughGroups { _ in true } + memberships + unexplained)
    if let comparison, let links { rows += Missing(comparison, links, unread, Set(rows.map(\.path))).rows }
    let (people, names, directory) = (people(in: rows), Names(actual), ResourceDirectory(actual))
    rows.sort { AccessRow.precedes($0, $1, names) }
    var review = AccessReview(
      workspace: actual.workspace, readAt: actual.readAt, source: actual.source, incomplete: actual.incomplete.sorted(),
      policy: comparison.map { AccessReview.Policy(digest: $0.input.desired.digest, files: $0.input.desired.files) },
      people: people, rows: rows, warnings: comparison.map { managerWarnings(people, $0) } ?? [], names: names,
      resources: actual.sortedResources, groups: knownGroups, roles: roles, directory: directory,
      words: GrantWords(NameLookup(roles, directory), names),
      knowsSources: actual.resourceKindsRead.contains(.source))
    review.takenOver = actual.takenOver
    review.unresolved = comparison?.unresolved.filter { $0.subject != nil } ?? []
    return review
  }

  private var knownGroups: [KnownGroup] {
    let declared = comparison?.input.groups.declared ?? []
    var known = actual.groups.map { KnownGroup(reference: GroupReference($0)) }
    known += declared.filter { $0.actual == nil }.map { KnownGroup(reference: $0.reference) }
    let matches = Dictionary(declared.map { ($0.reference.key, $0) }, uniquingKeysWith: { first, _ in first })
    for at in known.indices {
      guard let match = matches[known[at].reference.key] else { continue }
      known[at].otherNames = [match.desired.name] + match.desired.previously
      known[at].isUnmanaged = match.isUnmanaged
    }
    return known.sorted {
      ($0.reference.name, $0.reference.key) < ($1.reference.name, $1.reference.key)
    }
  }

  func presence(of email: Email) -> AccessPerson.Presence {
    if isMember(email) { return .member }
    if holdings.pending.contains(email) || !holdings.groups(of: email).isEmpty { return .invited }
    return unread.accounts ? .unread : .absent
  }
}

// What is there besides roles.
extension Reviewing {
  /// A row for each account and each invite.
  private var accounts: [AccessRow] {
    let members = holdings.members.map { email, grants in
      AccessRow(
        email, .account(roles.kept.map { Grant($0) }.flatMap { grants.contains($0) ? $0 : nil }), .held, account(email))
    }
    // Whoever is only pending in a group has an invite that the list of invites lacks.
    let strays = actual.groups.flatMap(\.invites).filter { !isMember($0) }
    let invited = holdings.pending.union(strays).map { email in
      AccessRow(email, .invite, isMember(email) ? .held : .onAcceptance, invite(of: email))
    }
    return members + unread.strays.map { AccessRow($0, .account(nil), .held, account($0)) } + invited
  }

  /// The base grant on the workspace is shown with the account.
  private func isBase(_ grant: Grant) -> Bool { roles.isBase(grant) }

  /// What an invite of a member carries, nobody declared.
  private func invite(of email: Email) -> [PolicyLink] {
    account(email).map { link in
      guard isMember(email), link.standing == .declared else { return link }
      return PolicyLink(
        .account, .unclear, entries: link.entries, detail: "is a member; what this invite carries is unknown",
        at: link.entries.first?.at)
    }
  }

  private func account(_ email: Email) -> [PolicyLink] { links.map { [$0.account(of: email)] } ?? [] }

  /// Places in groups that give no role.
  private var memberships: [AccessRow] {
    holdings.groups.filter(\.value.grants.isEmpty).flatMap { key, group in
      group.members.map { email in
        AccessRow(
          email, through: GroupReference(group.name, id: key.id), .membership, holding(email, key),
          links.map { [$0.membership(of: email, in: key, named: group.name)] } ?? [])
      }
    }
  }

  /// Permissions that could not be understood are access all the same.
  private var unexplained: [AccessRow] {
    let direct = actual.people.flatMap { person in
      person.notUnderstood.map { AccessRow(person.email, .notUnderstood($0), .held, doubt) }
    }
    let ofGroups = actual.groups.flatMap { group -> [AccessRow] in
      let members = Set(group.members + group.invites)
      let people: [Email?] = members.isEmpty ? [nil] : Array(members)
      return people.flatMap { email in
        group.notUnderstood.map {
          AccessRow(
            email, through: GroupReference(group.name, id: group.id), .notUnderstood($0),
            holding(email, .existing(group.id)), doubt)
        }
      }
    }
    return Array(Set(direct + ofGroups))
  }

  private var doubt: [PolicyLink] {
    links == nil ? [] : [PolicyLink(.role, .unclear, detail: "no policy can express it")]
  }
}
