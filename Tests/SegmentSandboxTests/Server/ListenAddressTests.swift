import Glibc
import HTTPMessages
import Testing

@testable import Serving

/// Where a server is reached.
@Suite struct `A server` {
  @Test(arguments: ["127.0.0.1:0", "localhost:0", "[::1]:0", "::1:0", "[::]:0", "0.0.0.0:0"])
  func `is reached where it listens`(text: String) throws {
    let address = try #require(ListenAddress(text))
    let server = try HTTPServer(Hello(), at: address)
    defer { server.stop() }
    #expect(server.port > 0)
    let isSix = text.contains("::")
    #expect(connects(to: server.port, isSix ? AF_INET6 : AF_INET))
    // A loopback of one family is not reached by the other; every interface of IPv6 is, as the system has it.
    if text != "[::]:0" { #expect(!connects(to: server.port, isSix ? AF_INET : AF_INET6)) }
  }

  @Test func `on the loopback of IPv6 answers to no web page`() throws {
    #expect(ListenAddress("[::1]:80")?.isLoopback == true)
    #expect(ListenAddress("[::2]:80")?.isLoopback == false)
    #expect(ListenAddress("[::]:80")?.isLoopback == false)
    #expect(ListenAddress("localhost:80")?.isLoopback == true)
    #expect(ListenAddress("[::ffff:127.0.0.1]:80")?.isLoopback == false)
  }

  private func connects(to port: UInt16, _ family: Int32) -> Bool {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    if family == AF_INET6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      address.sin6_addr = in6addr_loopback
      return withUnsafePointer(to: &address) { connect(descriptor, $0) == 0 }
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { connect(descriptor, $0) == 0 }
  }

  private func connect<Address>(_ descriptor: Int32, _ address: UnsafePointer<Address>) -> Int32 {
    address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
    }
  }
}

private struct Hello: Site {
  func answer(_ request: RawRequest) -> Serving.Reply { Serving.Reply(HTTPResponse(status: 200, fields: [], body: [])) }
  func refuse(_ refusal: ParseRefusal) -> HTTPResponse { HTTPResponse(status: 400, fields: [], body: []) }
}
