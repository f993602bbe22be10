internal import Glibc
import Syntax

/// What is in a directory.
enum DirectoryListing {
  struct Failure: Error {
    let errno: Int32
  }

  /// Its names save those that start with `.`, in no order; all of them or none.
  static func names(in path: String) throws(Failure) -> [String] {
    guard let stream = opendir(path) else { throw Failure(errno: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.begins(with: ".") { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw Failure(errno: errno) }
    return names
  }
}
