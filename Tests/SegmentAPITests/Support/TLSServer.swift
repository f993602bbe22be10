import Glibc

/// `openssl s_server` with a certificate of its own, in a private directory, for as long as the value lives.
final class TLSServer {
  /// Where the tool is; nil where there is none.
  static let tool: String? = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first { (path: String) in
    access(path, X_OK) == 0
  }

  let port: Int
  /// The certificate, which is its own authority.
  var certificate: String { directory + "/certificate.pem" }
  private let directory: String
  private let process: pid_t
  private let output: Int32

  struct Unavailable: Error {}

  /// - Parameter name: the only host that the certificate is for.
  init(for name: String) throws {
    guard let tool = Self.tool else { throw Unavailable() }
    var template = Array("/tmp/accord-tls-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unavailable() }
    directory = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    let (key, certificate) = (directory + "/key.pem", directory + "/certificate.pem")
    let made = try Self.start([
      tool, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-keyout",
      key, "-out", certificate, "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)",
    ])
    var status: Int32 = 0
    waitpid(made.process, &status, 0)
    close(made.output)
    guard status == 0 else { throw Unavailable() }
    (process, output) = try Self.start([
      tool, "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www",
    ])
    port = try Self.port(in: output)
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(output)
    for name in ["/key.pem", "/certificate.pem"] { unlink(directory + name) }
    rmdir(directory)
  }

  /// Reads on until `ACCEPT 127.0.0.1:PORT`.
  private static func port(in output: Int32) throws -> Int {
    var text = ""
    while true {
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { throw Unavailable() }
      text += String(decoding: buffer[..<count], as: UTF8.self)
      for line in text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1) where line.hasPrefix("ACCEPT ") {
        guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else { throw Unavailable() }
        return port
      }
    }
  }

  private static func start(_ arguments: [String]) throws -> (process: pid_t, output: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
      throw Unavailable()
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      close(ends[1])
    }
    var process = pid_t()
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    guard posix_spawn(&process, arguments[0], &actions, nil, &pointers, environ) == 0 else { throw Unavailable() }
    return (process, ends[0])
  }
}
