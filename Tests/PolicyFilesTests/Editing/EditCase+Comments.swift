import Access
import PolicyFiles

extension EditCase {
  private static let mayBeOfBoth = "the comment above it may be about what stands below it too; edit it by hand"

  /// Comment lines beside what is taken out.
  static let comments: [EditCase] = [
    EditCase(
      "a comment above an entry goes with it where the next has one of its own",
      """
      people:
        ada@acme.com:
          roles:
            # the website,
            # until its rewrite
            - role: Source Admin   # gone
              # inside
              scope: source/website
              # and behind
            # reading
            - Source Read-only
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.admin),
      gives: """
        people:
          ada@acme.com:
            roles:
              # reading
              - Source Read-only
        """),
    EditCase(
      "a comment above the last entry goes with it, and the one behind the list stays",
      """
      people:
        ada@acme.com:
        lin@acme.com:
      groups:
        G:
          members:
            - ada@acme.com
            # covers for ada
            - lin@acme.com
          # whom nobody else covers for
          roles: []
      """,
      .removeMembership(PolicyEdit.lin, group: "G"),
      gives: """
        people:
          ada@acme.com:
          lin@acme.com:
        groups:
          G:
            members:
              - ada@acme.com
            # whom nobody else covers for
            roles: []
        """),
    EditCase(
      "a comment that may be the heading of several entries is nobody's to take out",
      """
      people:
        ada@acme.com:
        lin@acme.com:
      groups:
        G:
          members:
            # the platform team
            - ada@acme.com
            - lin@acme.com
          roles: []
      """,
      .removeMembership(PolicyEdit.ada, group: "G"), isLeft: "policy.yaml:8:7: \(mayBeOfBoth)"),
    EditCase(
      "a heading stays where an entry below the first is taken out",
      """
      people:
        # the platform team
        ada@acme.com:
        lin@acme.com:
      """,
      .removePerson(PolicyEdit.lin),
      gives: """
        people:
          # the platform team
          ada@acme.com:

        """),
    EditCase(
      "a heading goes with the last of what it is over",
      """
      people:
        ada@acme.com:
        lin@acme.com:
        bob@acme.com:
      teams:
        data:
          # platform
          - ada@acme.com
          - lin@acme.com

          - bob@acme.com
      """,
      .removePerson(PolicyEdit.ada), .removePerson(PolicyEdit.lin),
      gives: """
        people:
          bob@acme.com:
        teams:
          data:

            - bob@acme.com
        """),
    EditCase(
      "a comment that is indented as what stands above it is about that",
      """
      people:
        ada@acme.com:
          name: Ada
          # an owner once
        # the newest
        lin@acme.com:
          name: Lin
          # from March on
      """,
      .removePerson(PolicyEdit.lin),
      gives: """
        people:
          ada@acme.com:
            name: Ada
            # an owner once

        """),
    EditCase(
      "the comments inside a person who goes do not stay to describe the one above",
      """
      people:
        ada@acme.com:
        lin@acme.com:
          name: Lin
          # nobody else

        bob@acme.com:
      """,
      .removePerson(PolicyEdit.lin),
      gives: """
        people:
          ada@acme.com:

          bob@acme.com:
        """),
    EditCase(
      "a comment above a key is about that key",
      """
      people:
        ada@acme.com:
          name: Ada
          # for now
          roles: [Workspace Owner]
          reason: SEC-1
      """,
      .depart(PolicyEdit.ada), manner: .decided,
      gives: """
        people:
          ada@acme.com:
            name: Ada
            reason: SEC-1
            departed: true
        """),
    EditCase(
      "the same between brackets over several lines",
      """
      people:
        ada@acme.com:
          roles: [
            # reads
            Source Read-only,

            # sees
            PII Access,
          ]
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader),
      gives: """
        people:
          ada@acme.com:
            roles: [

              # sees
              PII Access,
            ]
        """),
    EditCase(
      "a heading between brackets is nobody's to take out",
      """
      people:
        ada@acme.com:
          roles: [
            # both for the audit
            Source Read-only,
            PII Access,
          ]
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader), isLeft: "policy.yaml:5:7: \(mayBeOfBoth)"),
    EditCase(
      "nor is one over entries that share a line",
      """
      people:
        ada@acme.com:
          roles: [
            # both for the audit
            Source Read-only, PII Access ]
      """,
      .removeGrant(.person(PolicyEdit.ada), PolicyEdit.reader), isLeft: "policy.yaml:5:7: \(mayBeOfBoth)"),
  ]
}
