import Access
@preconcurrency import Glibc
import PolicyFiles
import Reconciliation
import Reports

// What can be told without asking Segment anything.
extension Checkup {
  /// - Returns: which workspace the policy is for; nil where there is none that can be used.
  mutating func addPolicy(
    _ arguments: DoctorArguments, _ context: CommandContext
  ) -> (slug: String, region: DesiredWorkspace.Region)? {
    let directory = arguments.policy ?? PolicyChoice.usualDirectory
    guard arguments.policy != nil || access(directory, F_OK) == 0 else {
      add(Check(.policy, .warning, "there is no \(directory) here", "accord import writes the workspace as a policy"))
      addFiles(beside: [])
      return nil
    }
    let loaded = loadPolicy(at: directory, now: context.now)
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    let warnings = loaded.diagnostics.count - errors.count
    addFiles(beside: [directory])
    guard let desired = loaded.desired else {
      let count = errors.count == 1 ? "1 error" : "\(errors.count) errors"
      add(
        Check(
          .policy, .fail, "\(directory) has \(count); the first: \(errors.first?.headline ?? "")",
          "accord validate \(directory) says all of it"))
      return nil
    }
    let summary = "\(directory) is valid: \(Program.summary(of: desired))"
    if warnings == 0 {
      add(Check(.policy, .pass, summary))
    } else {
      let count = warnings == 1 ? "1 warning" : "\(warnings) warnings"
      add(Check(.policy, .warning, "\(summary), with \(count)", "accord validate \(directory) prints them"))
    }
    return (desired.workspace.slug, desired.workspace.region)
  }

  /// Whoever can write a policy can give themselves access; journals and records name people.
  private mutating func addFiles(beside directories: [String]) {
    let policies = directories.flatMap { directory -> [String] in
      var walk = DirectoryWalk(Findings())
      walk.add(PolicyFile(path: "", systemPath: directory), at: nil)
      return [directory] + walk.files.map(\.systemPath)
    }
    if let open = policies.first(where: { Self.mode($0) & S_IWOTH != 0 }) {
      add(Check(.files, .fail, "everybody on this machine can write to \(open)", "chmod o-w it"))
    } else if Self.mode(RunFiles.usual) & 0o077 != 0 {
      add(
        Check(
          .files, .warning, "others on this machine can read \(RunFiles.usual), which has the journals of applies",
          "chmod 700 it"))
    } else {
      add(Check(.files, .pass, "nobody else can write to the policy or read journals"))
    }
  }

  /// 0 for what is not there.
  private static func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : 0
  }

  /// - Parameter subject: what an apply would lock.
  mutating func addLock(_ subject: String) {
    switch RunLock.standing(of: subject) {
    case .free(let place): add(Check(.lock, .pass, "no apply is running; one would lock the workspace in \(place)"))
    case .held(let holder):
      add(
        Check(
          .lock, .warning, "another apply of this workspace is running\(holder)",
          "wait until it has ended: a second one is refused"))
    case .nowhere:
      add(
        Check(
          .lock, .warning, "no directory for a lock of this machine can be written",
          "run applies from one directory, whose \(RunFiles.usual) then keeps them apart"))
    }
  }

  mutating func addRegion(
    _ arguments: DoctorArguments, _ region: DesiredWorkspace.Region?, _ environment: [String: String]
  ) {
    guard case .segment(let flag, _) = arguments.source else { return }
    if let url = flag ?? environment["SEGMENT_API_URL"] {
      let from = flag == nil ? "SEGMENT_API_URL" : "--api-url"
      return add(Check(.region, .pass, "\(url), which \(from) names, whatever the region"))
    }
    let whence = arguments.region != nil ? "--region" : region == nil ? "the default" : "the policy"
    add(Check(.region, .pass, "\((region ?? .us).rawValue), as \(whence) says"))
  }

  /// A proxy's address may have a password in it, so only the variable is named.
  mutating func addConnection(_ source: ActualSource, _ environment: [String: String]) {
    guard case .segment(let flag, _) = source else {
      return add(Check(.connection, .pass, "the sandbox in this process; no network"))
    }
    let isPlain = (flag ?? environment["SEGMENT_API_URL"])?.lowercased().hasPrefix("http://") == true
    if isPlain {
      return add(
        Check(
          .connection, .warning, "http to this machine, without TLS: a stand-in of Segment",
          "for Segment leave the address out"))
    }
    add(Check(.connection, .pass, "TLS, \(Self.way(environment))"))
  }

  /// `through the proxy of HTTPS_PROXY, trusting SSL_CERT_FILE`
  static func way(_ environment: [String: String]) -> String {
    let isSet = { (name: String) in !(environment[name] ?? "").isEmpty }
    let proxy = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].first(where: isSet)
    let trust = ["SSL_CERT_FILE", "SSL_CERT_DIR"].filter(isSet)
    return (proxy.map { "through the proxy that \($0) names" } ?? "no proxy")
      + (trust.isEmpty ? "" : ", trusting what \(trust.joined(separator: " and ")) names")
  }
}

extension Diagnostic {
  /// The problem without its notes.
  fileprivate var headline: String { "\(place.map { "\($0): " } ?? "")\(message)" }
}
