import Glibc
import Testing

/// Where `/proc` is not mounted, as in a root of one's own that holds little more than the program.
@Suite struct `In a bare root` {
  /// A namespace in which somebody else's `/proc` is hidden; some systems let only root make one.
  private static let hidden = "exec unshare -rm sh -c 'mount -t tmpfs none /proc && exec \"$@\"' sh \"$@\""
  private static let isPossible: Bool = {
    guard let place = try? PrivatePlace() else { return false }
    let shell = "exec unshare -rm sh -c 'mount -t tmpfs none /proc && ! test -e /proc/self'"
    let trial = Accord(place: place, shell: shell)
    return (try? trial("version"))?.code == 0
  }()

  @Test(.enabled(if: isPossible)) func `the program sees its arguments`() throws {
    let accord = Accord(place: try PrivatePlace(), shell: Self.hidden)
    let ending = try accord("plan", "--sandbox", "workspace.json", "--format", "json")
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.hasPrefix("{"))
    #expect(try accord("").errors == "error: unknown command ; accord --help lists them\n")
    #expect(try accord.run([]).errors.contains("a command is missing"))
    let many = try accord.run(["plan"] + (0..<1000).map { _ in "x" })
    #expect(many.errors.contains("accord plan does not take x"))
  }
}
