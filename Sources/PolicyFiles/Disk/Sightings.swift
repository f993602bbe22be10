internal import Glibc
import Syntax

/// What the disk said while a policy was read, to be asked again at the end.
///
/// Kubernetes and git-sync put a whole directory in another's place by moving one link, and a checkout replaces file
/// after file: whoever reads meanwhile has half of the old and half of the new. Files are compared by the stamp of what
/// was read, links on the way to them by a stamp of their own, because there and back again is a move too; directories
/// by what is in them and not by their times, because editors and accord itself put other files there.
package struct Sightings: Sendable {
  private let begun = SystemTime.coarse
  private var kinds: [PathBytes: FileKind] = [:]
  private var links: [PathBytes: LinkStamp] = [:]
  private var listings: [PathBytes: Set<PathBytes>] = [:]
  private var contents: [PathBytes: FileStamp] = [:]
  /// Parts of paths that are no links.
  private var plain: Set<PathBytes> = []

  /// As many as the kernel follows.
  private static let longestTrail = 40

  /// What the path leads to.
  mutating func kind(of path: String) -> FileKind {
    noteLinks(on: path)
    let kind = FileKind(path)
    // What was seen first is what everything after it must agree with.
    if kinds[PathBytes(path)] == nil { kinds[PathBytes(path)] = kind }
    return kind
  }

  mutating func note(_ names: [String], in directory: String) {
    listings[PathBytes(directory)] = Set(names.map(PathBytes.init))
  }

  /// Takes down which file it was that was read.
  package mutating func note(_ stamp: FileStamp, read path: String) { contents[PathBytes(path)] = stamp }

  /// The first path that is not what it was; nil where everything is.
  var moved: String? {
    let stamps = contents.filter { kinds[$0.key] != .regular($0.value) }.map(\.key)
    let all =
      stamps + kinds.filter { FileKind($0.key.text) != $0.value }.map(\.key)
      + links.filter { LinkStamp($0.key.text) != $0.value }.map(\.key)
      + listings.filter { Self.names(in: $0.key.text) != $0.value }.map(\.key)
    return all.map(\.text).min()
  }

  private static func names(in directory: String) -> Set<PathBytes>? {
    (try? DirectoryListing.names(in: directory)).map { Set($0.map(PathBytes.init)) }
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
    var done = path.begins(with: "/") ? "/" : ""
    var ahead = Self.parts(path)
    var left = Self.longestTrail
    while let part = ahead.popLast(), left > 0 {
      guard part != "." else { continue }
      let here = done.isEmpty || done == "/" ? done + part : "\(done)/\(part)"
      let place = PathBytes(here)
      if part != "..", !plain.contains(place), let link = links[place] ?? LinkStamp(here) {
        links[place] = link
        left -= 1
        ahead += Self.parts(link.target)
        if link.target.begins(with: "/") { done = "/" }
      } else {
        plain.insert(place)
        done = here
      }
    }
  }

  /// The last one first.
  private static func parts(_ path: String) -> [String] { path.parted(by: "/").filter { !$0.isEmpty }.reversed() }
}

/// A path or a name by its bytes: to Swift two spellings of a letter are equal, and to the system they are two files.
private struct PathBytes: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: PathBytes, right: PathBytes) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
  func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
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
