@preconcurrency import Glibc
import Syntax

/// A directory of files that name people, written whole or not at all: mode 0700, its files 0600.
///
/// It begins under a hidden name beside the place it is for, so that nobody reads it by accident, and is moved there at
/// the end. Whatever happens before leaves nothing at that place.
struct PrivateDirectory {
  /// Where it is while it is written.
  let path: String
  private let target: String

  /// Whether a directory could be put there; asked before a read that would have to be thrown away otherwise.
  static func problem(writing target: String) -> FileProblem? { PrivateFile.problem(writing: bare(target)) }

  /// A path without the slashes at its end.
  private static func bare(_ target: String) -> String {
    var bare = target
    while bare.utf8.count > 1, bare.ends(with: "/") { bare.unicodeScalars.removeLast() }
    return bare
  }

  init(for target: String) throws(FileProblem) {
    let bare = Self.bare(target)
    let parts = bare.parted(by: "/")
    let name = parts.last ?? bare
    // For `.` and `..` the hidden name stands inside: what is beside them may be out of reach.
    let isDot = name == "." || name == ".."
    let parent = isDot ? "\(bare)/" : parts.dropLast().map { "\($0)/" }.joined()
    self.target = bare
    path = "\(parent).\(isDot ? "accord" : name).\(getpid()).tmp"
    Signals.undertakeFiles()
    guard mkdir(path, 0o700) == 0 else { throw FileProblem("write", target, errno) }
  }

  /// Writes one file, whose path may have one directory in it.
  func write(_ name: String, _ text: String) throws(FileProblem) {
    if let below = name.directoryOfPath {
      let directory = "\(path)/\(below)"
      guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw FileProblem("write", directory, errno) }
    }
    try PrivateFile.create("\(path)/\(name)", with: Array(text.utf8), PrivateFile.Making(isSynced: false))
  }

  /// Moves everything to its place: the directory itself where there is none or an empty one, else file by file in the
  /// order given, none of them over another. A failure takes back what was moved.
  func publish(_ names: [String]) throws(FileProblem) {
    // All at once, and before anything is at its place: a sync for each of a thousand files takes minutes.
    sync()
    if rename(path, target) == 0 { return sync() }
    guard [ENOTEMPTY, EEXIST, EBUSY, EINVAL, ENOTDIR].contains(errno) else { throw FileProblem("write", target, errno) }
    var undo: [() -> Void] = []
    do throws(FileProblem) {
      for name in names { try move(name, &undo) }
    } catch {
      for step in undo.reversed() { step() }
      throw error
    }
    discard(names)
    sync()
  }

  private func move(_ name: String, _ undo: inout [() -> Void]) throws(FileProblem) {
    let (from, to) = ("\(path)/\(name)", "\(target)/\(name)")
    if let below = name.directoryOfPath {
      let directory = "\(target)/\(below)"
      if mkdir(directory, 0o700) == 0 {
        undo.append { rmdir(directory) }
      } else if errno != EEXIST {
        throw FileProblem("write", directory, errno)
      }
    }
    // Unlike rename, link never replaces what somebody put there meanwhile.
    guard link(from, to) == 0 else { throw FileProblem("write", to, errno) }
    undo.append { unlink(to) }
  }

  /// Removes what was written, at the hidden place alone.
  func discard(_ names: [String]) {
    for name in names { unlink("\(path)/\(name)") }
    for directory in Set(names.compactMap(\.directoryOfPath)) {
      rmdir("\(path)/\(directory)")
    }
    rmdir(path)
  }
}
