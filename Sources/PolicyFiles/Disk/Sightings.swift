internal import Glibc

/// What the disk said while a policy was read, to be asked again at the end.
///
/// Kubernetes and git-sync put a whole directory in another's place by moving one link, and a checkout replaces file
/// after file: whoever reads meanwhile has half of the old and half of the new. Files are compared by the stamp of what
/// was read, links on the way to them by a stamp of their own, because there and back again is a move too; directories
/// by what is in them and not by their times, because editors and accord itself put other files there.
package struct Sightings: Sendable {
  private let begun = SystemTime.coarse
  private var kinds: [Path: FileKind] = [:]
  private var links: [Path: LinkStamp] = [:]
  private var listings: [Path: [String]] = [:]
  private var contents: [Path: FileStamp] = [:]
  /// Parts of paths that are no links.
  private var plain: Set<Path> = []

  /// As many as the kernel follows.
  private static let longestTrail = 40

  /// What the path leads to.
  mutating func kind(of path: String) -> FileKind {
    noteLinks(on: path)
    let kind = FileKind(path)
    // What was seen first is what everything after it must agree with.
    if kinds[Path(path)] == nil { kinds[Path(path)] = kind }
    return kind
  }

  mutating func note(_ names: [String], in directory: String) { listings[Path(directory)] = names.sorted() }

  /// Takes down which file it was that was read.
  package mutating func note(_ stamp: FileStamp, read path: String) { contents[Path(path)] = stamp }

  /// The first path that is not what it was; nil where everything is.
  var moved: String? {
    let stamps = contents.filter { kinds[$0.key] != .regular($0.value) }.map(\.key)
    return
      (stamps + kinds.filter { FileKind($0.key.text) != $0.value }.map(\.key)
      + links.filter { LinkStamp($0.key.text) != $0.value }.map(\.key)
      + listings.filter { (try? DirectoryListing.names(in: $0.key.text).sorted()) != $0.value }.map(\.key))
      .map(\.text).min()
  }

  /// Whether all of it is of one moment. What was changed in the very tick in which the reading began could have been
  /// changed again without a trace.
  package var areOfOneMoment: Bool {
    guard moved == nil else { return false }
    let window = begun...max(begun, SystemTime.coarse)
    return !contents.values.map(\.changed).contains(where: window.contains)
      && !links.values.map(\.stamp.changed).contains(where: window.contains)
  }

  /// Looks at each link that the system follows on the way to a path.
  private mutating func noteLinks(on path: String) {
    var done = path.hasPrefix("/") ? "/" : ""
    var ahead = Array(path.split(separator: "/").map(String.init).reversed())
    var left = Self.longestTrail
    while let part = ahead.popLast(), left > 0 {
      guard part != "." else { continue }
      let here = done.isEmpty || done == "/" ? done + part : "\(done)/\(part)"
      if part != "..", !plain.contains(Path(here)), let link = links[Path(here)] ?? LinkStamp(here) {
        links[Path(here)] = link
        left -= 1
        ahead += link.target.split(separator: "/").map(String.init).reversed()
        if link.target.hasPrefix("/") { done = "/" }
      } else {
        plain.insert(Path(here))
        done = here
      }
    }
  }
}

/// A path by its bytes, as the system knows it: two spellings of one letter are two files, and to Swift one text.
private struct Path: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: Path, right: Path) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

/// A symbolic link itself.
private struct LinkStamp: Hashable {
  let stamp: FileStamp
  let target: String

  /// Nil for what is no link.
  init?(_ path: String) {
    var found = stat()
    guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFLNK else { return nil }
    var text = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &text, text.count)
    guard count >= 0 else { return nil }
    stamp = FileStamp(found)
    target = String(decoding: text[..<count], as: UTF8.self)
  }
}

/// The clock that files are stamped by.
package enum SystemTime {
  static var coarse: Duration {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return Duration(time)
  }

  /// Lets a tick go by: at 100 a second, the fewest that Linux is built with, and a little.
  package static func awaitTick() {
    var time = timespec(tv_sec: 0, tv_nsec: 12_000_000)
    nanosleep(&time, nil)
  }
}
