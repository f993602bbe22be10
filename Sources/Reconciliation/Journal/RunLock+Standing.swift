import Glibc

extension RunLock {
  /// How a lock of this user and machine stands.
  package enum Standing: Hashable, Sendable {
    /// Nobody has it; where it would be kept.
    case free(in: String)
    /// By whom and since when: ` (process 4711, since 2026-11-21T08:00:00Z)`, or empty where that cannot be read.
    case held(String)
    /// No place bears one.
    case nowhere
  }

  /// Looks, and takes no lock: an apply that began at that moment would be refused for it.
  ///
  /// - Parameter subject: as for ``ofMachine(_:workspace:at:in:)``.
  package static func standing(of subject: String, in places: [String] = places) -> Standing {
    for place in places {
      let directory = "\(place)/accord-\(geteuid())"
      var status = stat()
      guard lstat(directory, &status) == 0 else {
        if errno == ENOENT, access(place, W_OK) == 0 { return .free(in: directory) }
        continue
      }
      guard isPrivateFolder(status) else { continue }
      let file = open("\(directory)/\(fileName(of: subject))", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { return .free(in: directory) }
      defer { close(file) }
      return isAlive(processIn: file) ? .held(holder(file)) : .free(in: directory)
    }
    return .nowhere
  }

  /// A file that is left over from a crash names a process that is gone.
  private static func isAlive(processIn file: Int32) -> Bool {
    guard let match = holder(file).firstMatch(of: /process ([0-9]+),/), let process = pid_t(match.1)
    else { return true }
    return kill(process, 0) == 0 || errno == EPERM
  }
}
