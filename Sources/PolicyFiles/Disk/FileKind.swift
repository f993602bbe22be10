internal import Glibc

/// What a path leads to, symbolic links followed.
enum FileKind {
  case regular(FileIdentity, size: Int)
  case directory(FileIdentity)
  /// A FIFO, a socket, a device: opening one can block for ever.
  case other
  case unreachable(errno: Int32)

  init(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else {
      self = .unreachable(errno: errno)
      return
    }
    self.init(found)
  }

  init(_ found: stat) {
    let identity = FileIdentity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino))
    switch found.st_mode & S_IFMT {
    case S_IFREG: self = .regular(identity, size: Int(found.st_size))
    case S_IFDIR: self = .directory(identity)
    default: self = .other
    }
  }

  /// `permission denied`: the system's words in the house's case.
  static func words(for errno: Int32) -> String { String(cString: strerror(errno)).lowercased() }
}

/// The same for every path that leads to one file or directory.
struct FileIdentity: Hashable {
  let device: UInt64
  let inode: UInt64
}
