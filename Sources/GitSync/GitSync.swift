package import Access
import PolicyFiles
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
  let findings = Findings()
  let files = TerraformFiles(findings).files(at: directory)
  var blocks: [GitSyncReader.Block] = []
  for file in files {
    guard let text = TerraformFiles.text(of: file, findings) else { continue }
    do throws(HCLProblem) {
      blocks += try HCLParser.blocks(of: text, where: GitSyncReader.isWanted).map { .init(file: file.path, block: $0) }
    } catch {
      findings.error(at: Place(file: file.path, line: error.mark.line, column: error.mark.column), error.message)
    }
  }
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

  init(_ findings: Findings) { self.findings = findings }

  func files(at directory: String) -> [PolicyFile] {
    var walk = DirectoryWalk(findings, isWanted: { $0.hasSuffix(".tf") || $0.hasSuffix(".tf.json") })
    walk.add(PolicyFile(path: "", systemPath: directory), at: nil)
    for file in walk.files where file.path.hasSuffix(".json") {
      findings.error(at: file.start, "Terraform's JSON form is not understood; Git Sync writes *.tf")
    }
    return walk.files.filter { $0.path.hasSuffix(".tf") }
  }

  /// Nil for a file that cannot say anything about access, such as the code of a function, or cannot be read.
  static func text(of file: PolicyFile, _ findings: Findings) -> String? {
    do throws(FileContents.Failure) {
      let text = String(decoding: try FileContents.read(file.systemPath), as: UTF8.self)
      return ["segment_user", "segment_label"].contains(where: text.contains) || hasModule(text) ? text : nil
    } catch {
      findings.error(at: file.start, "\(error)")
      return nil
    }
  }

  /// Whether a line begins with the word; the code of a function may say `module.exports`.
  private static func hasModule(_ text: String) -> Bool {
    guard text.contains("module") else { return false }
    return text.split(whereSeparator: \.isNewline).contains { line in
      let words = line.drop(while: \.isWhitespace)
      return words.hasPrefix("module") && words.dropFirst(6).first.map { $0.isWhitespace || $0 == "\"" } == true
    }
  }
}
