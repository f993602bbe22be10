import Access
import FoundationEssentials
import Glibc
import Reconciliation
import Testing

/// The journal on disk.
final class FileJournalTests {
  private let directory: String
  private let now = { Moment(seconds: 1_795_248_000) }

  init() throws {
    var template = Array("/tmp/accord-journal-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/journal"
  }

  deinit { try? FileManager.default.removeItem(atPath: String(directory.dropLast("/journal".count))) }

  @Test func `keeps a line an event, for nobody but its owner`() throws {
    let journal = try FileJournal(in: directory, workspace: "acme/../x", now: now)
    try journal.record(.began(workspace: "ws", policy: "sha256:p", actual: "sha256:a", overrides: ["limit: SEC-1"]))
    try journal.record(.sending(request: "POST /invites", changes: ["invite a@x"]))
    try journal.record(.answered(request: "POST /invites", answer: "done"))
    try journal.record(.outcome(change: "invite a@x", outcome: "failed", detail: "no"))
    try journal.record(.outcome(change: "invite b@x", outcome: "done", detail: nil))
    try journal.record(.ended("to its end"))
    #expect(journal.path == "\(directory)/apply-acmex-20261121T080000Z-\(getpid()).jsonl")
    let lines = try String(contentsOf: URL(filePath: journal.path), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines.allSatisfy { $0.contains("2026-11-21T08:00:00Z") })
    #expect(lines[3].contains("\"detail\": \"no\"") && !lines[4].contains("detail"))
    var status = stat()
    #expect(stat(journal.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(try String(contentsOf: URL(filePath: directory + "/.gitignore"), encoding: .utf8) == "*\n")
  }

  /// As a character, a slash behind U+0D4E is a letter.
  @Test func `stands in its directory, whatever the workspace is called`() throws {
    let journal = try FileJournal(in: directory, workspace: "\u{D4E}/x\u{D4E}.\u{301}/\u{202E}", now: now)
    #expect(journal.path.utf8.count { $0 == UInt8(ascii: "/") } == directory.utf8.count { $0 == UInt8(ascii: "/") } + 1)
    #expect(!journal.path.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `leaves no file where nothing was to be said`() throws {
    var journal: FileJournal? = try FileJournal(in: directory, workspace: "acme", now: now)
    let path = try #require(journal?.path)
    #expect(access(path, F_OK) == 0)
    journal = nil
    #expect(access(path, F_OK) != 0)
  }

  @Test func `says what could not be written`() throws {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    let journal = FileJournal(to: full, now: now)
    #expect(throws: JournalError("cannot write the journal -: No space left on device")) {
      try journal.record(.ended("to its end"))
    }
    let under = #expect(throws: JournalError.self) { _ = try FileJournal.prepared("/dev/null/journal") }
    #expect(under?.description == "cannot create the journal /dev/null/journal: Not a directory")
  }

  @Test func `says where a journal cannot be made`() throws {
    let first = try FileJournal(in: directory, workspace: "acme", now: now)
    #expect(throws: JournalError("cannot create the journal \(first.path): File exists")) {
      _ = try FileJournal(in: directory, workspace: "acme", now: now)
    }
    #expect(throws: JournalError("cannot create the journal /proc/.gitignore: No such file or directory")) {
      _ = try FileJournal.prepared("/proc")
    }
  }
}
