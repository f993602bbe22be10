import Access
import Testing

struct NearestNameTests {
  @Test(arguments: [
    ("plna", "plan"), ("pan", "plan"), ("plaan", "plan"), ("Source Admn", "Source Admin"),
    ("source admin", "Source Admin"),
  ])
  func `a slip of the finger finds the name that was meant`(written: String, meant: String) {
    #expect(NearestName.nearest(to: written, among: ["apply", "plan", "Source Admin", "Workspace Owner"]) == meant)
  }

  @Test(arguments: ["", "x", "zebra", "Data Scientist"])
  func `a word that is near to nothing is not guessed at`(written: String) {
    #expect(NearestName.nearest(to: written, among: ["plan", "Source Admin"]) == nil)
  }

  @Test(arguments: [("workspace owner", true), ("Workspace Owenr", true), ("Workspace Admin", false), ("Owner", false)])
  func `Workspace Owner is offered only for a difference of case or two letters`(written: String, isOffered: Bool) {
    #expect(NearestName.mayOffer(owner: "Workspace Owner", for: written) == isOffered)
  }
}
