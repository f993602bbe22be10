package import Access

/// One file of a policy on disk.
package struct PolicyFile {
  /// As diagnostics show it: relative to the policy directory.
  package let path: String
  /// What the system is asked for.
  package let systemPath: String

  /// Nothing is asked of the disk.
  package init(path: String, systemPath: String) {
    self.path = path
    self.systemPath = systemPath
  }

  /// Where a problem of the file as a whole is shown.
  package var start: Place { Place(file: path, line: 1, column: 1) }
}
