import Access
import AccessJSON
import Documents
import Explaining
import Reports
import SegmentSandbox
import Syntax

/// Snapshots and plans from disk; whatever is wrong with one is said with its path.
enum Documents {
  /// 256 MiB: a workspace of a hundred thousand people has a snapshot of about 60.
  static let limit = 256 << 20

  static func snapshot(_ path: String) throws -> ActualState { try read(path) { try ActualState(snapshot: $0) } }
  static func plan(_ path: String) throws -> Plan { try read(path) { try Plan(file: $0) } }

  static func told(_ path: String) throws -> Told { try read(path) { try Told(file: $0) } }

  /// A record, or a snapshot, of the workspace as it was before.
  static func baseline(_ path: String, of workspace: Workspace) throws -> Record {
    let record = try record(path)
    try check(record, path, isOf: workspace)
    return record
  }

  /// A record, or a snapshot, of any workspace.
  static func record(_ path: String) throws -> Record {
    try read(path) { bytes in
      do {
        return try Record(file: bytes)
      } catch let error as FileError where error.isOtherDocument {
        return Record(snapshot: try ActualState(snapshot: bytes))
      }
    }
  }

  static func check(_ record: Record, _ path: String, isOf workspace: Workspace) throws {
    guard record.state.workspace.id == workspace.id else {
      throw FileProblem(path, "is of workspace '\(record.state.workspace.slug)', but this is '\(workspace.slug)'")
    }
  }

  /// A sandbox seeded from a snapshot, by whatever `make` does with its bytes, and what it must still be when the
  /// sandbox is written back.
  static func sandbox(
    _ path: String, _ make: ([UInt8]) throws -> Sandbox
  ) throws -> (world: Sandbox, version: PrivateFile.Version) {
    let content = try PrivateFile.content(of: path, limit: limit)
    return (try read(path, content.bytes, make), content.version)
  }

  static func behaviour(_ path: String) throws -> SandboxBehaviour {
    let bytes = try PrivateFile.read(path, limit: limit)
    do throws(BehaviourProblem) {
      return try SandboxBehaviour(file: bytes)
    } catch {
      throw FileProblem("\(path):", error.withNearestName)
    }
  }

  private static func read<Document>(_ path: String, _ make: ([UInt8]) throws -> Document) throws -> Document {
    try read(path, try PrivateFile.read(path, limit: limit), make)
  }

  private static func read<Document>(
    _ path: String, _ bytes: [UInt8], _ make: ([UInt8]) throws -> Document
  ) throws -> Document {
    do {
      return try make(bytes)
    } catch {
      // Such files are kept in repositories, and a JSON parser would speak of a character.
      if let line = MergeConflict.lines(in: bytes).first {
        throw FileProblem("\(path):", "line \(line): \(MergeConflict.message)")
      }
      throw FileProblem("\(path):", "\(error)")
    }
  }
}

extension BehaviourProblem {
  /// In words, with the switch that was probably meant.
  var withNearestName: String {
    guard case .name(let name) = self,
      let nearest = NearestName.nearest(to: name, among: BehaviourSwitch.all.map(\.name))
    else { return description }
    return "no switch is called '\(name)'; did you mean \(nearest)?"
  }
}
