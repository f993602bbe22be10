internal import Glibc
internal import Syntax

/// Where something really is: absolute, and no link on the way.
struct RealPath {
  let text: String

  /// Nil for what is not there.
  init?(_ path: String) {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    text = String(cString: real)
  }

  /// Whether it is the same or in it.
  func isBelow(_ root: RealPath) -> Bool {
    text.utf8.elementsEqual(root.text.utf8)
      || text.begins(with: root.text.ends(with: "/") ? root.text : root.text + "/")
  }

  static func isLink(_ path: String) -> Bool {
    var found = stat()
    return lstat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFLNK
  }
}
