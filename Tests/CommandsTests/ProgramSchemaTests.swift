import PolicyFiles
import Syntax
import Testing

/// What editors are given.
@Suite struct `The schema as the program prints it` {
  @Test func `is that of the policy files`() throws {
    let ending = try Accord(place: try PrivatePlace())("schema")
    #expect(ending.code == 0)
    #expect(ending.errors == "")
    #expect(ending.output == PolicySchema.json.outline)
  }

  @Test func `may be named in the first line of a policy file`() throws {
    let accord = Accord(place: try PrivatePlace())
    let first = "# yaml-language-server: $schema=../.accord.schema.json\n"
    try accord.place.write("policies/teams.yaml", first + accord.place.text("policies/teams.yaml"))
    let ending = try accord("validate", "policies")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(!ending.errors.contains("schema"), "\(ending.everything)")
  }
}
