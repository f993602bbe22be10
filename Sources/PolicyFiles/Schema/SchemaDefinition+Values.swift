internal import Access
internal import Syntax

extension SchemaDefinition {
  /// The part of a pattern that is an address: something, one `@`, something, no blank, no sign of a URI or of a list.
  static let address: String = {
    let label = #"[^\s!-,./:-@\[-^`{-~]+"#
    return #"[^@\s<>()\[\],;:"\\]+@\#(label)(\.\#(label))*"#
  }()

  static let emailSchema = Schema.string("^\(address)$").described("An e-mail address, as Segment has it.")

  static let nameSchema = Schema.text().with(JSON.Member("minLength", 1))

  /// Any name may be one of the workspace's roles, so that the built-in ones are offered and not demanded.
  static let roleSchema =
    nameSchema
    .described("A role by the name that Segment gives it, or by id/ and its id.")
    .with(JSON.Member("examples", .array(RoleCatalog.entries.map { .string($0.name) })))

  static let scopeSchema: Schema = {
    let kinds = ResourceKind.allCases.map(\.rawValue).joined(separator: "|")
    let one = Schema.string("^(workspace|(\(kinds))/[^*]+)$")
    return .either([one, .list(of: one, atLeast: 1).with(JSON.Member("uniqueItems", true))])
      .described(
        "workspace (the default), or a kind of resource and its id, slug or name, such as source/website; or a list of those."
      )
  }()

  static let labelsSchema =
    Schema.mapping(from: .reference(.name), to: .reference(.name))
    .described("The whole workspace narrowed: all of these labels must match. Not beside scope:.")
    .with(JSON.Member("minProperties", 1))

  /// Days that no calendar has are left to the loader.
  static let untilSchema: Schema = {
    let date = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    let time = "([01][0-9]|2[0-3]):[0-5][0-9]"
    return .string(#"^\#(date)([Tt]\#(time):[0-5][0-9](\.[0-9]+)?([Zz]|[+-]\#(time)))?$"#)
      .described("A date, held through that day in UTC, or an RFC 3339 time.")
  }()
}
