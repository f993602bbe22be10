package import Access

/// A policy as it was read from disk.
package struct LoadedPolicy: Hashable, Sendable {
  /// Nil when there is any error: half a policy is none.
  package let desired: DesiredState?
  /// Errors and warnings, sorted by place.
  package let diagnostics: [Diagnostic]
}

/// Reads every `*.yaml` and `*.yml` below a directory, and what `include:` names, into the state that they ask for.
///
/// Touches the disk for reading alone. All problems are reported at once; places are relative to the directory. `now`
/// decides what has ended, and answers an `until: 4h` with a time.
package func loadPolicy(at directory: String, now: Moment) -> LoadedPolicy {
  var loader = PolicyLoader(directory: directory, now: now, keepsTexts: false)
  return loader.loaded()
}
