internal import Glibc

/// What a path leads to, symbolic links followed.
enum FileKind: Hashable {
  case regular(FileStamp)
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
    switch found.st_mode & S_IFMT {
    case S_IFREG: self = .regular(FileStamp(found))
    case S_IFDIR: self = .directory(FileIdentity(found))
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

  init(_ found: stat) {
    device = UInt64(found.st_dev)
    inode = UInt64(found.st_ino)
  }
}

/// Another after every change of a file or a link, save for several within one tick of the kernel's clock.
package struct FileStamp: Hashable {
  let identity: FileIdentity
  let size: Int
  /// Since 1970. The second is the one that nobody can set back, and moves when a file is put in another's place, too.
  let modified: Duration
  let changed: Duration

  init(_ found: stat) {
    identity = FileIdentity(found)
    size = Int(found.st_size)
    modified = Duration(found.st_mtim)
    changed = Duration(found.st_ctim)
  }
}

extension Duration {
  init(_ time: timespec) { self = .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec) }
}
