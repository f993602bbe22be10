package import Access

/// A policy's files as they stand on disk, to be edited in memory.
package struct PolicyText: Sendable {
  /// One file: its path as diagnostics show it, what the system calls it, and its bytes.
  package struct File: Sendable {
    package let path: String
    package let systemPath: String
    /// Shared with other workspaces, and never edited.
    package let isIncluded: Bool
    package var bytes: [UInt8]
  }

  package internal(set) var files: [File]
  let directory: String
  /// What the disk said when they were read.
  var sightings = Sightings()

  /// The first path of the policy on disk, in their order, that is not what was read; nil where everything is.
  package var moved: String? { sightings.moved }

  /// What the files say.
  package func loaded(now: Moment) -> LoadedPolicy {
    var loader = PolicyLoader(text: self, now: now)
    return loader.loaded()
  }
}

/// Reads a policy's files once and says both what they mean and what they are; the texts are of use only to an editor.
package func readPolicy(at directory: String, now: Moment) -> (loaded: LoadedPolicy, text: PolicyText) {
  let (loaded, loader) = PolicyLoader.read(directory, PolicyLoader.Options(now: now, keepsTexts: true))
  return (loaded, PolicyText(files: loader.texts, directory: directory, sightings: loader.sightings))
}
