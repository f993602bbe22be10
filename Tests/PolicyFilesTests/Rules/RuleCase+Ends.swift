extension RuleCase {
  static let ends: [RuleCase] = [
    RuleCase(
      "a number of hours",
      """
      people:
        ada@acme.com:
          until: 4h

      """,
      reports:
        "p.yaml:3:12: error: until: 4h is not a date or an RFC 3339 time; write 2026-11-21T12:00:00Z, 4 hours from now"),
    RuleCase(
      "a number of days",
      """
      people:
        ada@acme.com:
          until: 14d

      """,
      reports: "p.yaml:3:12: error: until: 14d is not a date or an RFC 3339 time; write 2026-12-05, 14 days from now"),
    RuleCase(
      "a day that no calendar has",
      """
      people:
        ada@acme.com:
          until: 2027-02-30

      """,
      reports:
        "p.yaml:3:12: error: until: 2027-02-30 is not a date or an RFC 3339 time; write 2027-01-31, or 2027-01-31T18:00:00Z"
    ),
    RuleCase(
      "a word",
      """
      people:
        ada@acme.com:
          until: never

      """,
      reports:
        "p.yaml:3:12: error: until: never is not a date or an RFC 3339 time; write 2027-01-31, or 2027-01-31T18:00:00Z"),
    RuleCase(
      "a time without a zone",
      """
      people:
        ada@acme.com:
          until: 2027-01-31T10:00:00

      """,
      reports:
        "p.yaml:3:12: error: until: 2027-01-31T10:00:00 lacks the zone; write 2027-01-31T10:00:00Z"),
    RuleCase(
      "a time without seconds",
      """
      people:
        ada@acme.com:
          until: 2027-01-31T18:00Z

      """,
      reports: "p.yaml:3:12: error: until: 2027-01-31T18:00Z lacks the seconds; write 2027-01-31T18:00:00Z"),
    RuleCase(
      "a time without seconds, with an offset",
      """
      people:
        ada@acme.com:
          until: 2027-01-31T18:00+02:00

      """,
      reports: "p.yaml:3:12: error: until: 2027-01-31T18:00+02:00 lacks the seconds; write 2027-01-31T18:00:00+02:00"),
    RuleCase(
      "a time as people write it",
      """
      people:
        ada@acme.com:
          until: 2027-01-31 18:00

      """,
      reports:
        "p.yaml:3:12: error: until: 2027-01-31 18:00 lacks the T between day and time, the seconds and the zone; write 2027-01-31T18:00:00Z"
    ),
    RuleCase(
      "a time that no clock has",
      """
      people:
        ada@acme.com:
          until: 2027-01-31T25:00Z

      """,
      reports:
        "p.yaml:3:12: error: until: 2027-01-31T25:00Z is not a date or an RFC 3339 time; write 2027-01-31, or 2027-01-31T18:00:00Z"
    ),
    RuleCase(
      "a huge duration",
      """
      people:
        ada@acme.com:
          until: 99999999999999999999d

      """,
      reports:
        "p.yaml:3:12: error: until: 99999999999999999999d is not a date or an RFC 3339 time; write 2027-01-31, or 2027-01-31T18:00:00Z"
    ),
    RuleCase(
      "until on a role",
      """
      people:
        ada@acme.com:
          roles:
            - {role: Source Admin, until: tomorrow}

      """,
      reports:
        "p.yaml:4:37: error: until: tomorrow is not a date or an RFC 3339 time; write 2027-01-31, or 2027-01-31T18:00:00Z"
    ),
    RuleCase(
      "until on a membership",
      """
      groups:
        Analytics:
          members:
            - {person: ada@acme.com, until: 1h}
          roles: []
      people:
        ada@acme.com:

      """,
      reports:
        "p.yaml:4:39: error: until: 1h is not a date or an RFC 3339 time; write 2026-11-21T09:00:00Z, 1 hour from now"),
  ]
}
