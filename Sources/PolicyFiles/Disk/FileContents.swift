internal import Glibc
internal import YAML

/// The bytes of one regular file, never more than a policy file may have.
enum FileContents {
  enum Failure: Error, CustomStringConvertible {
    case notRegular
    case tooLarge(bytes: Int)
    case unreadable(errno: Int32)

    var description: String {
      switch self {
      case .notRegular: "not a regular file; a policy is read from regular files alone"
      case .tooLarge(let bytes): Problem(.tooLarge(bytes: bytes), at: Mark(line: 1, column: 1)).description
      case .unreadable(let errno): "the file cannot be read: \(FileKind.words(for: errno))"
      }
    }
  }

  /// Asks what the path is before opening it, and the open file again: between the two it may have become a FIFO, on
  /// which `O_NONBLOCK` keeps `open` from waiting.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    try check(FileKind(path))
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw .unreadable(errno: errno) }
    defer { close(file) }
    var found = stat()
    guard fstat(file, &found) == 0 else { throw .unreadable(errno: errno) }
    return try drain(file, expecting: try check(FileKind(found)))
  }

  /// The size that the file claims.
  @discardableResult
  private static func check(_ kind: FileKind) throws(Failure) -> Int {
    switch kind {
    case .regular(_, let size):
      guard size <= Document.maximumBytes else { throw .tooLarge(bytes: size) }
      return size
    case .directory, .other: throw .notRegular
    case .unreachable(let errno): throw .unreadable(errno: errno)
    }
  }

  /// Reads to the end or one byte past the limit: a file can grow, and those of `/proc` claim to be empty.
  private static func drain(_ file: Int32, expecting size: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var chunk = [UInt8](repeating: 0, count: min(max(size + 1, 4096), 1 << 20))
    while bytes.count <= Document.maximumBytes {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(errno: errno) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
    throw .tooLarge(bytes: bytes.count)
  }
}
