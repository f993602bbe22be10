@preconcurrency import Glibc
import PolicyFiles

/// Puts edited files of a policy in the place of what they were: every new text is on disk before the first is moved,
/// modes stay, and symbolic links stay links.
enum PolicyRewrite {
  private struct Prepared {
    let temporary: String
    let target: String
  }

  /// Refuses all of it where a file of the policy, edited or not, is no longer what was read.
  static func write(_ changed: [PolicyText.File], replacing original: PolicyText) throws(FileProblem) {
    if !changed.isEmpty, let path = original.moved {
      throw FileProblem(path, "was changed meanwhile, so nothing was written; run it again")
    }
    var prepared: [Prepared] = []
    do throws(FileProblem) {
      for file in changed { prepared.append(try prepare(file, original)) }
    } catch {
      discard(prepared[...])
      throw error
    }
    for at in prepared.indices {
      do throws(FileProblem) {
        try PrivateFile.publish(prepared[at].temporary, as: prepared[at].target)
      } catch {
        discard(prepared[at...])
        guard at > 0 else { throw error }
        let written = prepared[..<at].map(\.target).joined(separator: ", ")
        throw FileProblem("\(error);", "written already: \(written)")
      }
    }
  }

  private static func prepare(_ file: PolicyText.File, _ original: PolicyText) throws(FileProblem) -> Prepared {
    guard let resolved = realpath(file.systemPath, nil) else { throw FileProblem("write", file.systemPath, errno) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw FileProblem("write", file.systemPath, errno) }
    let before = original.files.first { $0.path == file.path }?.bytes
    guard try PrivateFile.read(target, limit: 16 << 20) == before else {
      throw FileProblem(file.systemPath, "was changed meanwhile, so nothing was written; run it again")
    }
    return Prepared(temporary: try PrivateFile.prepare(file.bytes, for: target, like: status), target: target)
  }

  private static func discard(_ prepared: ArraySlice<Prepared>) {
    for file in prepared { unlink(file.temporary) }
  }
}
