import Access
import FoundationEssentials
import Glibc
import Reconciliation
import Testing

/// One apply at a time, and no file harmed by it.
final class RunLockTests {
  private let root: String
  private let now = Moment(seconds: 1_795_248_000)

  init() throws {
    var template = Array("/tmp/accord-lock-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for name in ["first", "second", "journal"] { mkdir("\(root)/\(name)", 0o700) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private var places: [String] { ["\(root)/first", "\(root)/second"] }
  private var journal: String { "\(root)/journal" }
  private func own(_ place: Int) -> String { "\(places[place])/accord-\(geteuid())" }

  private func ofMachine(_ subject: String = "workspace ws") throws(LockProblem) -> RunLock? {
    try RunLock.ofMachine(subject, workspace: "acme", at: now, in: places)
  }

  private func names(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
  }

  private func refusal(_ text: String) -> LockProblem { .refused(JournalError(text)) }

  private var held: LockProblem {
    refusal(
      "another apply of workspace acme is running (process \(getpid()), since 2026-11-21T08:00:00Z); "
        + "wait until it has ended")
  }

  @Test func `one run is let in at a time, and the next is told whose it is and since when`() throws {
    var first: RunLock? = try RunLock(in: journal, workspace: "acme", at: now)
    #expect(first != nil)
    #expect(throws: held) { _ = try RunLock(in: self.journal, workspace: "acme", at: self.now) }
    _ = try RunLock(in: journal, workspace: "globex-2", at: now)
    first = nil
    _ = try RunLock(in: journal, workspace: "acme", at: now)
  }

  @Test func `a workspace is locked for the machine, whatever the directory, and only that workspace`() throws {
    var first = try ofMachine()
    #expect(first != nil)
    #expect(throws: held) { _ = try self.ofMachine() }
    #expect(try ofMachine("workspace other") != nil)
    #expect(names(own(0)).count == 1)
    #expect(names(own(1)).isEmpty)
    var status = stat()
    #expect(stat(own(0), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    first = nil
    #expect(names(own(0)).isEmpty)
    #expect(try ofMachine() != nil)
  }

  @Test(arguments: ["../../escaped", "/etc/x", "..", ".", "", "a\0b", "x\n", String(repeating: "i", count: 5_000)])
  func `an id of Segment's leads nowhere but into the directory`(id: String) throws {
    let lock = try ofMachine("workspace \(id)")
    #expect(lock != nil)
    #expect(names(own(0)).count == 1 && names(places[0]) == ["accord-\(geteuid())"])
    #expect(names(own(0)).allSatisfy { $0.wholeMatch(of: /[0-9a-f]{64}\.lock/) != nil })
    #expect(throws: held) { _ = try self.ofMachine("workspace \(id)") }
  }

  /// What somebody else may have put where the directory of locks belongs.
  enum Plant: CaseIterable {
    case file, linkToDirectory, openToOthers, nothingThere
  }

  @Test(arguments: Plant.allCases) func `a directory that is not the user's own is passed over`(plant: Plant) throws {
    switch plant {
    case .file: close(open(own(0), O_WRONLY | O_CREAT, 0o600))
    case .linkToDirectory: symlink(journal, own(0))
    case .openToOthers:
      mkdir(own(0), 0o700)
      chmod(own(0), 0o770)
    case .nothingThere: rmdir(places[0])
    }
    let lock = try ofMachine()
    #expect(lock != nil)
    #expect(names(own(1)).count == 1)
    #expect(names(journal).isEmpty)
    #expect(throws: held) { _ = try self.ofMachine() }
  }

  @Test func `where no place bears a lock there is none, and nothing is thrown`() throws {
    for place in places { rmdir(place) }
    #expect(try ofMachine() == nil)
  }

  /// A repository can carry a link, and whoever unpacks an archive a second name of a file.
  enum Bait: CaseIterable {
    case link, linkToNothing, secondName, pipe, directory
  }

  @Test(arguments: Bait.allCases, [false, true])
  func `what is planted in the place of a lock is refused, and what it leads to stays as it is`(
    bait: Bait, isOfMachine: Bool
  ) throws {
    let victim = "\(root)/victim"
    try Data("precious".utf8).write(to: URL(filePath: victim))
    var path = "\(journal)/acme.lock"
    if isOfMachine {
      let lock = try ofMachine()
      path = "\(own(0))/\(try #require(names(own(0)).first))"
      withExtendedLifetime(lock) {}
    }
    switch bait {
    case .link: symlink(victim, path)
    case .linkToNothing: symlink("\(root)/made", path)
    case .secondName: link(victim, path)
    case .pipe: mkfifo(path, 0o600)
    case .directory: mkdir(path, 0o700)
    }
    #expect(throws: refusal("\(path) is a link or no plain file, and a lock must be one; remove it")) {
      _ = isOfMachine ? try self.ofMachine() : try RunLock(in: self.journal, workspace: "acme", at: self.now)
    }
    #expect(try String(contentsOf: URL(filePath: victim), encoding: .utf8) == "precious")
    #expect(access("\(root)/made", F_OK) != 0)
  }

  @Test func `a lock's file is never cut, and one that names no process is a lock all the same`() throws {
    let path = "\(journal)/acme.lock"
    let text = String(repeating: "x", count: 200)
    try Data(text.utf8).write(to: URL(filePath: path))
    let foreign = open(path, O_RDWR)
    try #require(flock(foreign, LOCK_EX | LOCK_NB) == 0)
    #expect(throws: refusal("another apply of workspace acme is running; wait until it has ended")) {
      _ = try RunLock(in: self.journal, workspace: "acme", at: self.now)
    }
    close(foreign)
    let lock = try RunLock(in: journal, workspace: "acme", at: now)
    #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8).utf8.count == 200)
    #expect(throws: held) { _ = try RunLock(in: self.journal, workspace: "acme", at: self.now) }
    withExtendedLifetime(lock) {}
  }

  @Test func `a journal's usual place that is a link is refused; one that somebody names may be one`() throws {
    symlink(journal, "\(root)/linked")
    #expect(throws: JournalError.self) { _ = try FileJournal.prepared("\(self.root)/linked", mayBeLink: false) }
    #expect(names(journal).isEmpty)
    _ = try FileJournal.prepared("\(root)/linked")
    #expect(names(journal) == [".gitignore"])
  }
}
