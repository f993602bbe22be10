internal import Access

/// One file of a policy on disk.
struct PolicyFile {
  /// As diagnostics show it: relative to the policy directory.
  let path: String
  /// What the system is asked for.
  let systemPath: String

  /// Where a problem of the file as a whole is shown.
  var start: Place { Place(file: path, line: 1, column: 1) }
}
