import Access
import SegmentSandbox

/// Snapshots and plans from disk; whatever is wrong with one is said with its path.
enum Documents {
  /// 256 MiB: a workspace of a hundred thousand people has a snapshot of about 60.
  static let limit = 256 << 20

  static func snapshot(_ path: String) throws -> ActualState {
    let bytes = try PrivateFile.read(path, limit: limit)
    do {
      return try ActualState(snapshot: bytes)
    } catch let problem as SnapshotFileError {
      throw FileProblem("\(path):", "\(problem)")
    }
  }

  static func plan(_ path: String) throws -> Plan {
    let bytes = try PrivateFile.read(path, limit: limit)
    do {
      return try Plan(file: bytes)
    } catch let problem as PlanFileError {
      throw FileProblem("\(path):", "\(problem)")
    }
  }

  static func record(_ path: String) throws -> Record {
    let bytes = try PrivateFile.read(path, limit: limit)
    do {
      return try Record(file: bytes)
    } catch let problem as RecordFileError {
      throw FileProblem("\(path):", "\(problem)")
    }
  }

  /// A sandbox seeded from a snapshot, by whatever `make` does with its bytes.
  static func sandbox(_ path: String, _ make: ([UInt8]) throws(SnapshotProblem) -> Sandbox) throws -> Sandbox {
    let bytes = try PrivateFile.read(path, limit: limit)
    do throws(SnapshotProblem) {
      return try make(bytes)
    } catch {
      throw FileProblem("\(path):", "\(error)")
    }
  }
}
