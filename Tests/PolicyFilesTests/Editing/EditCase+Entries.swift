import Access
import PolicyFiles

extension PolicyEdit {
  fileprivate static let end = until("2030-06-30")
  fileprivate static let later = until("2031-01-31T12:00:00Z")
  fileprivate static let now = until("2026-11-21T08:00:00Z")

  /// What cannot be read has ended.
  private static func until(_ text: String) -> Expiry {
    Expiry(text) ?? Expiry(last: Moment(seconds: 0), written: text)
  }
}

extension EditCase {
  /// Entries that say until when and why.
  static let entries: [EditCase] = giving + ending + extending

  private static let giving: [EditCase] = [
    EditCase(
      "an entry is given with its end and its reason",
      """
      people:
        ada@acme.com:
          roles:
            - Source Read-only
      groups:
        G: {members: [], roles: []}   # flow
      """,
      .give(
        .grant(.person(PolicyEdit.ada), PolicyEdit.admin), .init(until: PolicyEdit.end, reason: "SEC-1: \"why\" # not")),
      .give(.grant(.group("G"), PolicyEdit.reader), .init(until: PolicyEdit.later)),
      .give(.membership(PolicyEdit.ada, group: "G"), .init(until: PolicyEdit.end, reason: "cover 🚀")),
      gives: """
        people:
          ada@acme.com:
            roles:
              - Source Read-only
              - role: Source Admin
                scope: source/website
                until: 2030-06-30
                reason: 'SEC-1: "why" # not'
        groups:
          G: {members: [{person: ada@acme.com, until: 2030-06-30, reason: cover 🚀}], roles: [{role: Source Read-only, until: 2031-01-31T12:00:00Z}]}   # flow
        """),
    EditCase(
      "a list of roles that an edit begins is a floor, where what is not written is left alone",
      """
      people:
        ada@acme.com:
        lin@acme.com: {name: Lin}
      """,
      .give(.grant(.person(PolicyEdit.ada), PolicyEdit.admin), .init()),
      .give(.grant(.person(PolicyEdit.lin), PolicyEdit.reader), .init(until: PolicyEdit.end)),
      gives: """
        people:
          ada@acme.com:
            roles:
              at-least:
                - role: Source Admin
                  scope: source/website
          lin@acme.com: {name: Lin, roles: {at-least: [{role: Source Read-only, until: 2030-06-30}]}}
        """),
    EditCase(
      "a way that holds longer stands beside one that ends",
      """
      people:
        ada@acme.com: {roles: [{bundle: reader, until: 2030-01-31}]}
        lin@acme.com:
      bundles: {reader: [Source Read-only]}
      teams: {data: [lin@acme.com]}
      groups: {G: {members: [{team: data, until: 2030-01-31}], roles: []}}
      """,
      .give(.grant(.person(PolicyEdit.ada), PolicyEdit.reader), .init(until: PolicyEdit.end)),
      .give(.membership(PolicyEdit.lin, group: "G"), .init()),
      gives: """
        people:
          ada@acme.com: {roles: [{bundle: reader, until: 2030-01-31}, {role: Source Read-only, until: 2030-06-30}]}
          lin@acme.com:
        bundles: {reader: [Source Read-only]}
        teams: {data: [lin@acme.com]}
        groups: {G: {members: [{team: data, until: 2030-01-31}, lin@acme.com], roles: []}}
        """),
    EditCase(
      "nothing is given twice, and nothing that holds longer already",
      "people:\n  ada@acme.com: {roles: [bundle/reader]}\nbundles: {reader: [Source Read-only]}\n",
      .give(.grant(.person(PolicyEdit.ada), PolicyEdit.reader), .init(until: PolicyEdit.end)),
      isLeft: "the policy says so already"),
    EditCase(
      "a person is declared with all there is to say",
      """
      people:
        ada@acme.com:
          name: Ada
        # the end
      groups:
        G: {members: [], roles: []}
        "H: 2": {members: [], roles: []}
      """,
      .addPerson(
        PolicyEdit.newcomer("o'neil#1@acme.com", groups: ["G", "H: 2"], until: PolicyEdit.end, manager: "ada@acme.com")),
      gives: """
        people:
          ada@acme.com:
            name: Ada
          o'neil#1@acme.com:
            name: "Zoë: # 🚀"
            groups:
              - G
              - "H: 2"
            manager: ada@acme.com
            until: 2030-06-30
            reason: "no"
          # the end
        groups:
          G: {members: [], roles: []}
          "H: 2": {members: [], roles: []}
        """),
  ]

  private static let ending: [EditCase] = [
    EditCase(
      "an entry of a floor ends, whatever it is written as",
      """
      people:
        ada@acme.com:
          roles:
            at-least:
              - Source Read-only   # reads
              - role: Source Admin
                scope: [source/app, source/website]
                reason: SEC-7
        lin@acme.com:
          groups: []
      """,
      .end(.grant(.person(PolicyEdit.ada), PolicyEdit.reader), PolicyEdit.now),
      .end(.grant(.person(PolicyEdit.ada), PolicyEdit.admin), PolicyEdit.now),
      gives: """
        people:
          ada@acme.com:
            roles:
              at-least:
                - role: Source Read-only   # reads
                  until: 2026-11-21T08:00:00Z
                - role: Source Admin
                  scope: [source/app]
                  reason: SEC-7
                - role: Source Admin
                  scope: source/website
                  until: 2026-11-21T08:00:00Z
                  reason: SEC-7
          lin@acme.com:
            groups: []
        """),
    EditCase(
      "a membership of a floor ends on every way",
      """
      people: {ada@acme.com: , lin@acme.com: {groups: [{group: G, until: '2030-01-31'}]}}
      teams: {data: [ada@acme.com, lin@acme.com]}
      groups:
        G:
          members: {at-least: ["ada@acme.com", team/data]}
          roles: []
      """,
      .end(.membership(PolicyEdit.ada, group: "G"), PolicyEdit.now),
      .end(.membership(PolicyEdit.lin, group: "G"), PolicyEdit.now),
      gives: """
        people: {ada@acme.com: , lin@acme.com: {groups: [{group: G, until: '2026-11-21T08:00:00Z'}]}}
        teams: {data: [{person: ada@acme.com, until: 2026-11-21T08:00:00Z}, {person: lin@acme.com, until: 2026-11-21T08:00:00Z}]}
        groups:
          G:
            members: {at-least: [{person: "ada@acme.com", until: 2026-11-21T08:00:00Z}, team/data]}
            roles: []
        """),
    EditCase(
      "what has ended does not end again",
      "people:\n  ada@acme.com: {roles: {at-least: [{role: Source Read-only, until: 2026-01-31}]}}\n",
      .end(.grant(.person(PolicyEdit.ada), PolicyEdit.reader), PolicyEdit.now),
      isLeft: "policy.yaml:3:37: it has ended"),
    EditCase(
      "a bundle does not end for one role of it",
      "people:\n  ada@acme.com: {roles: {at-least: [bundle/reader]}}\nbundles: {reader: [Source Read-only, PII Access]}\n",
      .end(.grant(.person(PolicyEdit.ada), PolicyEdit.reader), PolicyEdit.now),
      isLeft: "policy.yaml:3:37: it comes through bundle/reader, which gives more; edit it by hand"),
  ]

  private static let extending: [EditCase] = [
    EditCase(
      "one date moves, in the quotes it has",
      """
      people:
        ada@acme.com:
          until: '2030-01-31'   # the contract
          groups: [{group: G, until: 2030-06-30}, H]
          roles:
            - {role: Source Read-only, until: "2030-01-31", reason: SEC-1}   # reads
      groups:
        G: {members: [], roles: []}
        H: {members: [], roles: []}
      """,
      .extendPerson(PolicyEdit.ada, to: PolicyEdit.later),
      .extend(.grant(.person(PolicyEdit.ada), PolicyEdit.reader), to: PolicyEdit.later, reason: "SEC-2"),
      gives: """
        people:
          ada@acme.com:
            until: '2031-01-31T12:00:00Z'   # the contract
            groups: [{group: G, until: 2030-06-30}, H]
            roles:
              - {role: Source Read-only, until: "2031-01-31T12:00:00Z", reason: SEC-2}   # reads
        groups:
          G: {members: [], roles: []}
          H: {members: [], roles: []}
        """),
    EditCase(
      "a membership lasts longer by the entry in the group, and one scope of several by an entry of its own",
      """
      people:
        ada@acme.com:
          roles:
            - role: Source Admin
              scope:
                - source/app
                - source/website   # busy
              until: 2030-01-31
      groups:
        G:
          members:
            - person: ada@acme.com
              until: 2030-01-31
          roles: []
      """,
      .extend(.membership(PolicyEdit.ada, group: "G"), to: PolicyEdit.end, reason: "SEC-3"),
      .extend(.grant(.person(PolicyEdit.ada), PolicyEdit.admin), to: PolicyEdit.end, reason: nil),
      gives: """
        people:
          ada@acme.com:
            roles:
              - role: Source Admin
                scope:
                  - source/app
                until: 2030-01-31
              - role: Source Admin
                scope: source/website
                until: 2030-06-30
        groups:
          G:
            members:
              - person: ada@acme.com
                until: 2030-06-30
                reason: SEC-3
            roles: []
        """),
    EditCase(
      "no date moves to an earlier one",
      "people:\n  ada@acme.com: {roles: [{role: Source Read-only, until: 2031-06-30}]}\n",
      .extend(.grant(.person(PolicyEdit.ada), PolicyEdit.reader), to: PolicyEdit.end, reason: nil),
      isLeft: "the policy says so already"),
    EditCase(
      "a team that others use does not last longer for one of it",
      """
      people: {ada@acme.com: }
      teams: {data: [{person: ada@acme.com, until: 2030-01-31}]}
      groups: {G: {members: [team/data], roles: []}, H: {members: [team/data], roles: []}}
      """,
      .extend(.membership(PolicyEdit.ada, group: "G"), to: PolicyEdit.end, reason: nil),
      isLeft: "policy.yaml:4:24: they are there through team/data, which another uses too"),
    EditCase(
      "who departs is excepted by no guardrail any more",
      """
      people:
        ada@acme.com:
        lin@acme.com:
      teams: {data: [ada@acme.com, lin@acme.com]}
      guardrails:
        - rule: forbid-direct-roles
          except: [ada@acme.com, team/data]
      """,
      .depart(PolicyEdit.ada), manner: .decided,
      gives: """
        people:
          ada@acme.com:
            departed: true
          lin@acme.com:
        teams: {data: [lin@acme.com]}
        guardrails:
          - rule: forbid-direct-roles
            except: [team/data]
        """),
  ]
}

extension PolicyEdit {
  fileprivate static func newcomer(
    _ email: Email, groups: [String], until: Expiry?, manager: Email
  ) -> NewPerson {
    var person = NewPerson(email, name: "Zoë: # 🚀")
    (person.groups, person.manager) = (groups, manager)
    person.terms = Terms(until: until, reason: "no")
    return person
  }
}
