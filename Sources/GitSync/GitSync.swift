package import Access
import PolicyFiles
import Syntax
internal import YAML

/// An export of Segment's Git Sync extension joined with a workspace.
package struct GitSyncJoined: Sendable {
  /// Nil when there is any error.
  package let actual: ActualState?
  /// Errors and warnings, sorted by place; places are relative to the export's directory.
  package let diagnostics: [Diagnostic]
}

/// Reads the people and groups of an export (`*.tf` below a directory) and lays them over the actual state, by id.
///
/// Understood are `segment_user` and `segment_user_group` as Git Sync writes them, their `import` blocks, and references
/// to users, labels, resources and the workspace. Variables, templates, `count`, `for_each` and functions are not, and
/// an error where they decide about access. What a module declares is not read, which is a warning. Other resources are
/// passed over.
package func joinedWithGitSync(at directory: String, _ actual: ActualState) -> GitSyncJoined {
  if let joined = joinedAtOnce(directory, actual) { return joined }
  SystemTime.awaitTick()
  return joinedAtOnce(directory, actual)
    ?? GitSyncJoined(actual: nil, diagnostics: [.error(at: nil, PolicyLoader.changing(directory))])
}

/// Nil where the export was changed while it was read.
private func joinedAtOnce(_ directory: String, _ actual: ActualState) -> GitSyncJoined? {
  let findings = Findings()
  var terraform = TerraformFiles(findings)
  let files = terraform.files(at: directory)
  var blocks: [GitSyncReader.Block] = []
  for file in files {
    guard let text = terraform.text(of: file) else { continue }
    let conflicts = MergeConflict.lines(in: Array(text.utf8))
    guard conflicts.isEmpty else {
      for line in conflicts { findings.error(at: Place(file: file.path, line: line, column: 1), MergeConflict.message) }
      continue
    }
    do throws(HCLProblem) {
      blocks += try HCLParser.blocks(of: text, where: GitSyncReader.isWanted).map { .init(file: file.path, block: $0) }
    } catch {
      findings.error(at: Place(file: file.path, line: error.mark.line, column: error.mark.column), error.message)
    }
  }
  guard terraform.areOfOneMoment else { return nil }
  var reader = GitSyncReader(findings)
  let export = reader.export(blocks)
  if export.users.isEmpty, export.groups.isEmpty, !findings.hasErrors {
    findings.error(
      at: nil, "\(directory) has no segment_user and no segment_user_group; name the directory of the export")
  }
  let joined = findings.hasErrors ? nil : GitSyncJoin(actual, findings).joined(export)
  return GitSyncJoined(actual: findings.hasErrors ? nil : joined, diagnostics: findings.diagnostics.sorted())
}

/// Finds the files of an export that may say something about access.
struct TerraformFiles {
  private let findings: Findings
  private var walk: DirectoryWalk

  init(_ findings: Findings) {
    self.findings = findings
    walk = DirectoryWalk(findings) { $0.ends(with: ".tf") || $0.ends(with: ".tf.json") ? .read : .passedOver }
  }

  /// Whether nothing changed since the files were found.
  var areOfOneMoment: Bool { walk.sightings.areOfOneMoment }

  mutating func files(at directory: String) -> [PolicyFile] {
    walk.add(PolicyFile(path: "", systemPath: directory), at: nil)
    walk.reportOutwardLinks()
    for file in walk.files where file.path.ends(with: ".json") {
      findings.error(at: file.start, "Terraform's JSON form is not understood; Git Sync writes *.tf")
    }
    return walk.files.filter { $0.path.ends(with: ".tf") }
  }

  /// Nil for a file that cannot say anything about access, such as the code of a function, or cannot be read.
  mutating func text(of file: PolicyFile) -> String? {
    do throws(FileContents.Failure) {
      let content = try FileContents.read(file.systemPath)
      walk.sightings.note(content.stamp, read: file.systemPath)
      let text = String(decoding: content.bytes, as: UTF8.self)
      return ["segment_user", "segment_label"].contains(where: text.contains) || Self.hasModule(text) ? text : nil
    } catch {
      findings.error(at: file.start, "\(error)")
      return nil
    }
  }

  /// Whether a line begins with the word; the code of a function may say `module.exports`.
  private static func hasModule(_ text: String) -> Bool {
    guard text.contains("module") else { return false }
    return text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.contains { line in
      let words = line.drop(while: isBlank)
      return words.starts(with: "module".utf8)
        && words.dropFirst(6).first.map { isBlank($0) || $0 == UInt8(ascii: "\"") } == true
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
