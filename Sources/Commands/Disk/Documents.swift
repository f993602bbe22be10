import Access
import AccessJSON
import Documents
import Explaining
import SegmentSandbox

/// Snapshots and plans from disk; whatever is wrong with one is said with its path.
enum Documents {
  /// 256 MiB: a workspace of a hundred thousand people has a snapshot of about 60.
  static let limit = 256 << 20

  static func snapshot(_ path: String) throws -> ActualState { try read(path) { try ActualState(snapshot: $0) } }
  static func plan(_ path: String) throws -> Plan { try read(path) { try Plan(file: $0) } }
  static func record(_ path: String) throws -> Record { try read(path) { try Record(file: $0) } }

  /// A sandbox seeded from a snapshot, by whatever `make` does with its bytes.
  static func sandbox(_ path: String, _ make: ([UInt8]) throws -> Sandbox) throws -> Sandbox { try read(path, make) }

  private static func read<Document>(_ path: String, _ make: ([UInt8]) throws -> Document) throws -> Document {
    let bytes = try PrivateFile.read(path, limit: limit)
    do {
      return try make(bytes)
    } catch {
      throw FileProblem("\(path):", "\(error)")
    }
  }
}
