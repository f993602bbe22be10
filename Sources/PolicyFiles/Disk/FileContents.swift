internal import Glibc
internal import YAML

/// The bytes of one regular file, never more than a policy file may have.
package enum FileContents {
  /// Why there are no bytes.
  package enum Failure: Error, CustomStringConvertible {
    case notRegular
    case tooLarge(bytes: Int)
    case unreadable(errno: Int32)

    /// A phrase for the reader of a policy.
    package var description: String {
      switch self {
      case .notRegular: "not a regular file; a policy is read from regular files alone"
      case .tooLarge(let bytes): Problem(.tooLarge(bytes: bytes), at: Mark(line: 1, column: 1)).description
      case .unreadable(let errno): "the file cannot be read: \(FileKind.words(for: errno))"
      }
    }
  }

  /// The bytes of a file, and what the system says of the file that they are of.
  package struct Content {
    /// As they were read.
    package let bytes: [UInt8]
    /// Of the file when it had been read.
    package let stamp: FileStamp
  }

  /// Asks what the path is before opening it, and the open file again: between the two it may have become a FIFO, on
  /// which `O_NONBLOCK` keeps `open` from waiting.
  @Sendable package static func read(_ path: String) throws(Failure) -> Content {
    try check(FileKind(path))
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw .unreadable(errno: errno) }
    defer { close(file) }
    var found = stat()
    guard fstat(file, &found) == 0 else { throw .unreadable(errno: errno) }
    let bytes = try drain(file, expecting: try check(FileKind(found)))
    // Asked once more: what was written into it meanwhile makes it another.
    guard fstat(file, &found) == 0 else { throw .unreadable(errno: errno) }
    return Content(bytes: bytes, stamp: FileStamp(found))
  }

  /// The size that the file claims.
  @discardableResult
  private static func check(_ kind: FileKind) throws(Failure) -> Int {
    switch kind {
    case .regular(let stamp):
      guard stamp.size <= Document.maximumBytes else { throw .tooLarge(bytes: stamp.size) }
      return stamp.size
    case .directory, .other: throw .notRegular
    case .unreachable(let errno): throw .unreadable(errno: errno)
    }
  }

  /// Reads to the end or one byte past the limit: a file can grow, and those of `/proc` claim to be empty.
  private static func drain(_ file: Int32, expecting size: Int) throws(Failure) -> [UInt8] {
    var bytes = try upTo(max(size + 1, 4096), of: file)
    // As many as were asked for: there may be more.
    while bytes.count > size, bytes.count <= Document.maximumBytes {
      let rest = try upTo(1 << 20, of: file)
      if rest.isEmpty { break }
      bytes += rest
    }
    guard bytes.count <= Document.maximumBytes else { throw .tooLarge(bytes: bytes.count) }
    return bytes
  }

  /// Reads straight into the array that is returned; one shorter than asked for ends where the file does.
  private static func upTo(_ limit: Int, of file: Int32) throws(Failure) -> [UInt8] {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { room, filled in
      while filled < limit {
        let count = Glibc.read(file, room.baseAddress?.advanced(by: filled), limit - filled)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        guard count > 0 else { return }
        filled += count
      }
    }
    if let failure { throw .unreadable(errno: failure) }
    return bytes
  }
}
