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
  PolicyLoader.read(directory, PolicyLoader.Options(now: now)).loaded
}

extension PolicyLoader {
  /// Reads a policy of one moment. One that changes while it is read is read once more; changed again, it is an error:
  /// half of an old policy and half of a new one would be neither.
  static func read(_ directory: String, _ options: PolicyLoader.Options) -> (loaded: LoadedPolicy, loader: PolicyLoader)
  {
    var loader = PolicyLoader(directory: directory, options)
    let loaded = loader.loaded()
    if loader.sightings.areOfOneMoment { return (loaded, loader) }
    SystemTime.awaitTick()
    loader = PolicyLoader(directory: directory, options)
    let again = loader.loaded()
    if loader.sightings.areOfOneMoment { return (again, loader) }
    return (LoadedPolicy(desired: nil, diagnostics: [.error(at: nil, changing(directory))]), loader)
  }

  /// What is said of a directory that does not hold still.
  package static func changing(_ directory: String) -> String {
    "\(directory) was changed while it was read, and changed again while it was read once more; "
      + "run it again when whoever writes it is done"
  }
}
