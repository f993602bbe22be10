/// Whose certificates are trusted: the system's, or those that the environment names as OpenSSL's tools read it.
struct TrustStore {
  let file: String?
  let directory: String?

  init(_ environment: [String: String]) {
    file = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    directory = environment["SSL_CERT_DIR"].flatMap { $0.isEmpty ? nil : $0 }
  }
}
