package import Access

/// What somebody may choose about an import.
package struct ImportOptions: Hashable, Sendable {
  package var region: DesiredWorkspace.Region
  /// Groups of these names are the identity provider's: their members are left alone.
  package var scim: [Glob]
  /// Who is here is the identity provider's affair, and so are the members of its groups: those that ``scim`` names, or
  /// all where it names none.
  package var idp: Bool
  /// Lists that repeat become teams and bundles.
  package var factors: Bool
  /// A line for the header on where the state comes from; nil for Segment alone.
  package var origin: String?

  package init(
    region: DesiredWorkspace.Region = .us, scim: [Glob] = [], idp: Bool = false, factors: Bool = false,
    origin: String? = nil
  ) {
    self.region = region
    self.scim = scim
    self.idp = idp
    self.factors = factors
    self.origin = origin
  }
}

/// The files of an import.
package struct ImportedFiles: Hashable, Sendable {
  /// One file of the policy: a path below its directory, and its text.
  package struct File: Hashable, Sendable {
    package let path: String
    package let text: String
  }

  /// Sorted by path, the one with `workspace:` last: without it the others are no policy.
  package let files: [File]
  /// How many people are declared whose invite is pending: what it carries is left alone.
  package let invited: Int
  /// People and groups that are declared with `unmanaged`, because a list would lose something that cannot be said.
  package let leftAlone: [String]
  /// What no policy can say and is only in comments, a sentence each.
  package let leftOut: [String]
  /// Domains of invites that `allowed-domains` does not take over, because they look like a slip.
  package let doubtfulDomains: [DoubtfulDomain]
  /// Groups whose members are left to the identity provider.
  package let providerGroups: Int

  /// What the files say, read from their texts as they will be from disk.
  package func loaded(now: Moment) -> LoadedPolicy {
    let files = files.map { file in
      PolicyText.File(path: file.path, systemPath: file.path, isIncluded: false, bytes: Array(file.text.utf8))
    }
    let inPathOrder = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return PolicyText(files: inPathOrder, directory: "").loaded(now: now)
  }
}

/// A domain that only pending invites have, and that differs by a letter or two from one that members have.
package struct DoubtfulDomain: Hashable, Sendable {
  package let domain: String
  package let near: String
  /// Who is invited there, sorted.
  package let invites: [Email]
}

/// The actual state as a policy that says exactly this: planned against the same state it changes nothing.
///
/// Pure and deterministic. What a policy cannot say (a role that Segment no longer offers, a name with characters that
/// nobody can see, what a pending invite carries) is left alone by `unmanaged` or by not being declared, with a comment
/// that says so.
package func importedFiles(_ actual: ActualState, _ options: ImportOptions = ImportOptions()) -> ImportedFiles {
  var policy = Importer(actual, options).policy()
  if options.factors { policy.factor() }
  return ImportedFiles(
    files: PolicyLayout(policy).files(), invited: policy.people.count(where: \.isInvited),
    leftAlone: policy.leftAlone, leftOut: policy.leftOut, doubtfulDomains: policy.doubtfulDomains,
    providerGroups: policy.groups.count(where: \.isProviders))
}
