import Glibc

/// A server with a certificate of its own, which no system trusts, in a private directory.
final class TLSServer {
  /// Where the tool that makes certificates is; nil where there is none.
  static let openssl = ChildProcess.tool(["/usr/bin/openssl", "/usr/local/bin/openssl"])
  /// Where a server of HTTP/2 is; nil where there is none.
  static let node = ChildProcess.tool(["/usr/bin/node", "/usr/local/bin/node"])

  let port: Int
  /// The certificate, which is its own authority.
  var certificate: String { directory + "/certificate.pem" }
  private let directory: String
  private let server: ChildProcess

  /// - Parameters:
  ///   - name: the only host that the certificate is for.
  ///   - command: the server, given its certificate and its key; it prints `ACCEPT HOST:PORT`.
  init(for name: String, _ command: (_ certificate: String, _ key: String) -> [String]) throws {
    guard let openssl = Self.openssl else { throw ChildProcess.Unavailable() }
    var template = Array("/tmp/accord-tls-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ChildProcess.Unavailable() }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let (key, certificate) = (directory + "/key.pem", directory + "/certificate.pem")
    let maker = try ChildProcess([
      openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-keyout", key, "-out", certificate, "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)",
    ])
    try maker.finish()
    server = try ChildProcess(command(certificate, key))
    port = try server.acceptingPort()
  }

  deinit {
    for name in ["/key.pem", "/certificate.pem"] { unlink(directory + name) }
    rmdir(directory)
  }

  /// `openssl s_server`, which answers every GET with a page about the connection.
  static func plain(for name: String) throws -> TLSServer {
    try TLSServer(for: name) {
      [Self.openssl ?? "", "s_server", "-accept", "127.0.0.1:0", "-cert", $0, "-key", $1, "-www"]
    }
  }

  /// Node's server of HTTP/2; the body of every answer is `HTTP-VERSION/NUMBER-OF-THE-CONNECTION`. A connection that is
  /// asked for `/silence` answers nothing from then on.
  static func multiplexing(for name: String) throws -> TLSServer {
    let program = """
      const fs = require('fs');
      const [certificate, key] = process.argv.slice(1);
      let connections = 0;
      const server = require('http2').createSecureServer({cert: fs.readFileSync(certificate), key: fs.readFileSync(key)});
      server.on('session', session => { session.number = ++connections; });
      server.on('request', (request, response) => {
        if (request.url === '/silence') request.stream.session.silent = true;
        if (request.stream.session.silent) return;
        setTimeout(() => response.end(request.httpVersion + '/' + request.stream.session.number), 20);
      });
      server.listen(0, '127.0.0.1', () => console.log('ACCEPT 127.0.0.1:' + server.address().port));
      """
    return try TLSServer(for: name) { [Self.node ?? "", "-e", program, $0, $1] }
  }
}
