/// The example that documents the format, and the shared file that it includes.
enum ExamplePolicy {
  static let files = ["policy.yaml": policy, "../shared/people.yaml": shared]

  static let shared = """
    people:
      eve@acme.com:
        departed: true
      sam@acme.com:
        until: 2027-06-30
      nobody@acme.com:

    """

  static let policy = #"""
    workspace:                    # in one file only; guardrails and ignore may stand only in that file or in included ones, so that code owners can guard them
      slug: acme                  # required; a token of any other workspace is refused
      region: us                  # us (default) | eu
      include: [../shared]        # people, teams, bundles, guardrails that several workspaces share; relative, not transitive
      manage:                     # or one word for all three; the default is at-least for all three
        people: exact             # exact: undeclared members are deprovisioned, undeclared invites cancelled | at-least: left alone and listed
                                  # unmanaged: the identity provider owns who is here; nobody is invited or deprovisioned, an absent declared person is a hold
        direct-roles: exact       # for whoever has no `roles:` written, declared or not: exact = none, at-least = left alone and listed
        groups: at-least          # exact: undeclared groups are deleted | at-least: left alone and listed

    people:                       # every person is declared here once, by e-mail; teams and groups refer to them
      ada@acme.com:
        name: Ada Lovelace        # for the reader; Segment's own name wins
        roles: [Workspace Owner]  # direct roles: exactly these; [] = none; `unmanaged` = left alone
      grace@acme.com:             # nothing else to say
      lin@acme.com:
        groups: [Analytics]       # a membership is said here or in the group, not in both
        roles:
          - role: Source Admin
            scope: source/website
            until: 2027-01-31
            reason: SEC-142
      contractor@vendor.com:
        until: 2027-03-31         # from then on as if departed
        manager: grace@acme.com   # must be declared; a column of the access review
        reason: SOW-101
      bob@acme.com:
        departed: true            # leaves the workspace whatever `manage` says (except `people: unmanaged`); wins over every mention elsewhere, each of which is a warning
      maria@acme.com:
        previously: [mary@acme.com]

    teams:                        # named lists of people; not Segment objects
      data-platform:
        - ada@acme.com
        - grace@acme.com

    bundles:                      # named lists of role grants
      source-reader:
        - Source Read-only
        - role: Function Read-only
          scope: function/geo-enrich

    groups:
      Analytics:
        previously: [Analysts]    # a rename, not delete + create
        members:                  # always written: exactly these; [] = only those said on people; `unmanaged` = the identity provider (SCIM) owns this group:
          - team/data-platform    #   its membership is left alone and accord never creates, renames or deletes it
          - person: maria@acme.com
            until: 2026-12-31
            reason: cover for ada
        roles:                    # always written: exactly these; [] = none; `unmanaged` = left alone
          - bundle/source-reader
          - role: Source Admin
            labels: {environment: dev, product: truck}   # the whole workspace narrowed: all labels must match

    guardrails:
      - rule: minimum-holders
        role: Workspace Owner
        count: 2
      - rule: maximum-removals
        count: 10
        percent: 20
      - rule: allowed-domains
        domains: [acme.com, vendor.com]

    ignore:
      - person: "*@segment.com"
        reason: Segment's own support staff
        until: 2027-06-30
      - group: "okta-*"
        reason: owned by SCIM

    """#
}
