/// One whole HTTP response: a transport hands over nothing that was cut short.
package struct HTTPResponse: Hashable, Sendable {
  package var status: Int
  package var fields: [HTTPField]
  package var body: [UInt8]

  package init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
