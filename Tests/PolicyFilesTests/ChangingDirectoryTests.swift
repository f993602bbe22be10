import Access
import Glibc
import RandomWorlds
import Synchronization
import Testing

@testable import PolicyFiles

/// A policy that somebody replaces while it is read: what comes of it is all old, all new, or an error.
@Suite struct `A policy that is changed while it is read` {
  /// Two versions of a policy, and a link to one of them, as Kubernetes mounts a ConfigMap and git-sync a checkout.
  private final class Versions: Sendable {
    let directory = Directory()
    private let links = Atomic(0)

    final class Directory: Sendable {
      let root: String
      init() {
        let made = PolicyDirectory()
        root = made.root + "-versions"
        mkdir(root, 0o700)
      }
      deinit {
        for name in ["policy/..v1", "policy/..v2", "v1", "v2", "policy", "link"] { Self.remove("\(root)/\(name)") }
        rmdir(root)
      }

      private static func remove(_ path: String) {
        for name in (try? DirectoryListing.names(in: path)) ?? [] { unlink("\(path)/\(name)") }
        for name in ["..data"] { unlink("\(path)/\(name)") }
        if rmdir(path) != 0 { unlink(path) }
      }
    }

    var policy: String { "\(directory.root)/policy" }
    /// The link that is moved.
    let link: String
    private let base: String
    func path(_ version: Int) -> String { "\(base)v\(version)" }

    /// - Parameter isWhole: the policy's directory itself is the link; else each of its files leads through one.
    init(isWhole: Bool) {
      link = directory.root + (isWhole ? "/policy" : "/policy/..data")
      // Where a kubelet puts them, and where git-sync does.
      base = directory.root + (isWhole ? "/" : "/policy/..")
      if !isWhole { mkdir(policy, 0o700) }
      for version in 1...2 {
        mkdir(path(version), 0o700)
        Self.write("\(path(version))/people.yaml", Self.people(version))
        Self.write("\(path(version))/workspace.yaml", Self.workspace(version))
      }
      if !isWhole {
        for name in ["people", "workspace"] { symlink("..data/\(name).yaml", "\(policy)/\(name).yaml") }
      }
      lead(to: 1)
    }

    static func people(_ version: Int) -> String { "people: {p\(version)@acme.com: {}}\n" }
    static func workspace(_ version: Int) -> String {
      "workspace: {slug: acme}\ngroups: {G: {members: [p\(version)@acme.com], roles: []}}\n"
    }

    static func write(_ path: String, _ text: String) {
      let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      _ = Glibc.write(file, text, text.utf8.count)
      close(file)
    }

    /// In one step, as `mv -T` does it.
    func lead(to version: Int) {
      let next = "\(directory.root)/link\(links.add(1, ordering: .relaxed).newValue)"
      symlink(path(version), next)
      rename(next, link)
    }

    /// What a version says when nobody disturbs it; without the paths of this one.
    func undisturbed(_ version: Int) -> DesiredState? {
      loadPolicy(at: path(version), now: PolicyDirectory.now).desired
    }
  }

  /// Reads with something done after the nth file was read, counted over both attempts.
  private func load(
    _ path: String, keepsTexts: Bool = false, after steps: [Int: @Sendable () -> Void]
  ) -> (loaded: LoadedPolicy, reads: Int) {
    // One file at a time, so that what is done after the first is done before the second.
    let count = Mutex(0)
    let manner = PolicyLoader.Options(
      now: PolicyDirectory.now, keepsTexts: keepsTexts,
      contents: { path throws(FileContents.Failure) in
        try count.withLock { count throws(FileContents.Failure) in
          let content = try FileContents.read(path)
          count += 1
          steps[count]?()
          return content
        }
      })
    let loaded = PolicyLoader.read(path, manner).loaded
    return (loaded, count.withLock { $0 })
  }

  private func isRefused(_ loaded: LoadedPolicy, _ path: String) -> Bool {
    loaded.desired == nil && loaded.diagnostics == [.error(at: nil, PolicyLoader.changing(path))]
  }

  /// So that nothing was changed within the tick in which a reading begins.
  private func settle() { SystemTime.awaitTick() }

  @Test func `one that holds still is read once`() {
    let versions = Versions(isWhole: false)
    settle()
    let (loaded, reads) = load(versions.policy, after: [:])
    #expect(loaded.desired == versions.undisturbed(1), "\(loaded.diagnostics)")
    #expect(reads == 2, "\(loaded.diagnostics)")
  }

  @Test(arguments: [false, true]) func `a link moved between two files gives the new one whole`(isWhole: Bool) {
    let versions = Versions(isWhole: isWhole)
    let (loaded, reads) = load(versions.policy, after: [1: { versions.lead(to: 2) }])
    #expect(loaded.desired == versions.undisturbed(2), "\(loaded.diagnostics)")
    #expect(reads == 4, "\(loaded.diagnostics)")
  }

  @Test(arguments: [false, true]) func `a link moved there and back again is noticed`(isWhole: Bool) {
    let versions = Versions(isWhole: isWhole)
    settle()
    let (loaded, reads) = load(
      versions.policy, after: [1: { versions.lead(to: 2) }, 2: { versions.lead(to: 1) }])
    #expect(loaded.desired == versions.undisturbed(1), "\(loaded.diagnostics)")
    #expect(reads == 4, "\(loaded.diagnostics)")
  }

  @Test(arguments: [false, true]) func `one that moves twice is an error that says so, and no policy`(isWhole: Bool) {
    let versions = Versions(isWhole: isWhole)
    let (loaded, _) = load(versions.policy, after: [1: { versions.lead(to: 2) }, 3: { versions.lead(to: 1) }])
    #expect(isRefused(loaded, versions.policy), "\(loaded.diagnostics)")
  }

  /// What an editor, a checkout or a script can do to a file.
  enum Step: CaseIterable {
    case replaced, rewritten, removed, added, madeUnreadable
  }

  @Test(arguments: Step.allCases) func `a checkout half-way is noticed`(step: Step) {
    let versions = Versions(isWhole: true)
    settle()
    let root = "\(versions.directory.root)/v1"
    let (loaded, reads) = load(
      versions.policy,
      after: [
        2: {
          switch step {
          case .replaced:
            Versions.write("\(root)/new", Versions.people(1))
            rename("\(root)/new", "\(root)/people.yaml")
          case .rewritten:
            // The same size, and the time it had: only the system's own time says that it is another.
            var before = stat()
            stat("\(root)/people.yaml", &before)
            Versions.write("\(root)/people.yaml", Versions.people(7))
            let times = [before.st_atim, before.st_mtim]
            utimensat(AT_FDCWD, "\(root)/people.yaml", times, 0)
          case .removed: unlink("\(root)/people.yaml")
          case .added: Versions.write("\(root)/more.yaml", "teams: {T: [p1@acme.com]}\n")
          case .madeUnreadable:
            unlink("\(root)/people.yaml")
            mkdir("\(root)/people.yaml", 0o700)
          }
        }
      ])
    #expect(reads > 2, "\(loaded.diagnostics)")
    #expect(loaded == loadPolicy(at: versions.policy, now: PolicyDirectory.now))
    rmdir("\(root)/people.yaml")
  }

  @Test func `what is included counts, and what was read before it`() {
    let directory = PolicyDirectory([
      "workspace.yaml": "workspace: {slug: acme, include: [../shared]}\n",
      "../shared/people.yaml": "people: {a@x.io: {}}\n",
    ])
    settle()
    let path = directory.path
    // The second file is the included one.
    let (own, ownReads) = load(
      path, after: [2: { Versions.write("\(path)/workspace.yaml", "workspace: {slug: other, include: [../shared]}\n") }]
    )
    #expect(own.desired?.workspace.slug == "other")
    #expect(ownReads == 4)
    settle()
    let (shared, sharedReads) = load(
      path, after: [2: { Versions.write("\(path)/../shared/people.yaml", "people: {b@x.io: {}}\n") }])
    #expect(shared == directory.load())
    #expect(sharedReads == 4)
  }

  @Test func `files that are none of a policy's may come and go`() {
    let directory = PolicyDirectory(["workspace.yaml": "workspace: {slug: acme}\npeople: {a@x.io: {}}\n"])
    settle()
    let path = directory.path
    let (loaded, reads) = load(path, after: [1: { Versions.write("\(path)/.workspace.yaml.swp", "") }])
    #expect(loaded.desired != nil)
    #expect(reads == 1)
  }

  @Test func `what was read to be edited says which file moved`() {
    let versions = Versions(isWhole: true)
    let text = readPolicy(at: versions.policy, now: PolicyDirectory.now).text
    #expect(text.moved == nil)
    Versions.write("\(versions.directory.root)/v1/workspace.yaml", Versions.workspace(2))
    #expect(text.moved == "\(versions.policy)/workspace.yaml")
    Versions.write("\(versions.directory.root)/v1/workspace.yaml", Versions.workspace(1))
    #expect(text.moved == "\(versions.policy)/workspace.yaml")
  }

  /// Somebody moves the link as fast as a thread can, with pauses between so that some readings come through.
  @Test(arguments: [false, true]) func `in a race it is never half old and half new`(isWhole: Bool) {
    let versions = Versions(isWhole: isWhole)
    let wanted = [versions.undisturbed(1), versions.undisturbed(2)].map { $0?.digest }
    let isOver = Atomic(false)
    var whole = 0
    let mover = Mover { turn in
      versions.lead(to: turn % 2 + 1)
      for _ in 0..<(turn % 400) * 10 { sched_yield() }
      return !isOver.load(ordering: .acquiring)
    }
    for _ in 0..<150 {
      let loaded = loadPolicy(at: versions.policy, now: PolicyDirectory.now)
      if let desired = loaded.desired {
        whole += 1
        #expect(wanted.contains(desired.digest))
      } else {
        #expect(isRefused(loaded, versions.policy), "\(loaded.diagnostics)")
      }
    }
    isOver.store(true, ordering: .releasing)
    mover.join()
    #expect(whole > 0)
    #expect(loadPolicy(at: versions.policy, now: PolicyDirectory.now).desired != nil)
  }
}

/// A thread that does something until it is told that it is enough.
private struct Mover {
  private var thread = pthread_t()

  init(_ turn: @escaping @Sendable (Int) -> Bool) {
    let box = Unmanaged.passRetained(Turns(turn))
    pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Turns>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
  }

  func join() { pthread_join(thread, nil) }

  private final class Turns: Sendable {
    private let turn: @Sendable (Int) -> Bool
    init(_ turn: @escaping @Sendable (Int) -> Bool) { self.turn = turn }

    func run() {
      var count = 0
      while turn(count) { count += 1 }
    }
  }
}
