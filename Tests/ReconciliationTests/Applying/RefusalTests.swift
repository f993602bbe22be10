import Access
import RandomWorlds
import Reconciliation
import SegmentAPI
import SegmentSandbox
import Testing

/// What one subject is refused is that subject's failure; a token that is refused ends everything.
struct RefusalTests {
  private typealias Drawn = RandomWorlds.World
  private let place = Place(file: "policy.yaml", line: 1, column: 1)
  private let names = ["bob", "cy", "dee", "eve"]

  private var actual: ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: Drawn.now, roles: Drawn.roles)
    state.people = [ActualPerson(id: "u-ada", email: "ada@acme.com", grants: [Grant(Drawn.owner.id)])]
    state.people += names.map {
      ActualPerson(
        id: UserID("u-\($0)"), email: Email("\($0)@acme.com"),
        grants: [Grant(Drawn.sourceAdmin.id), Grant(Drawn.base.id)])
    }
    state.resourceKindsRead = Set(ResourceKind.allCases)
    return state
  }

  /// Everybody but Ada gets these roles, or is not declared.
  private func policy(_ roles: [String]?) -> DesiredState {
    func person(_ name: String, _ roles: [String]) -> DesiredPerson {
      let entries = roles.map { DesiredGrant(.name($0), at: place) }
      return DesiredPerson(Email("\(name)@acme.com"), roles: .written(entries, at: place), at: place)
    }
    var state = DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: place),
      manage: Manage(people: .exact, directRoles: .exact, groups: .exact),
      people: [person("ada", [Role.ownerName])] + (roles.map { roles in names.map { person($0, roles) } } ?? []))
    state.guardrails = [Guardrail(.maximumRemovals(count: 100, percent: 100), at: place)]
    return state
  }

  private func outcomes(_ desired: DesiredState, _ faults: [String]) throws -> (Applied, Workbench) {
    let bench = try Workbench(actual)
    let (plan, before) = try bench.plan(desired)
    bench.sandbox.faults = try faults.map { try SandboxFault(parsing: $0) }
    return (bench.apply(plan, before: before), bench)
  }

  @Test(arguments: ["unauthorized", "status=403"], ["GET /users/u-cy", "PUT /users/u-cy/permissions"])
  func `one person who is refused keeps nobody else waiting`(answer: String, calls: String) throws {
    let (applied, _) = try outcomes(policy([]), ["\(calls):\(answer)"])
    #expect(applied.outcomes.map(\.word) == ["done", "failed", "done", "done"], "\(applied.outcomes)")
    #expect(applied.stopped == nil)
  }

  @Test(arguments: ["unauthorized", "status=403"])
  func `one account that may not be taken away is found among the others`(answer: String) throws {
    let (applied, bench) = try outcomes(policy(nil), ["DELETE /users:\(answer)@1-3", "DELETE /users:\(answer)@5"])
    #expect(applied.outcomes.map(\.word).sorted() == ["done", "done", "done", "failed"], "\(applied.outcomes)")
    #expect(bench.sandbox.world.people.count == 2)
  }

  @Test func `two in a row who are refused end the run`() throws {
    let (applied, bench) = try outcomes(policy([]), ["PUT /users/{id}/permissions:status=403"])
    #expect(applied.outcomes.map(\.word) == ["failed", "failed", "skipped", "skipped"], "\(applied.outcomes)")
    #expect(applied.stopped?.description.hasPrefix("two in a row were refused") == true)
    #expect(bench.writes.count == 2)
  }

  @Test func `a refusal after which the token is refused too ends the run at once`() throws {
    let faults = ["PUT /users/u-bob/permissions:unauthorized", "GET /:unauthorized"]
    let (applied, bench) = try outcomes(policy([]), faults)
    #expect(applied.outcomes.map(\.word) == ["failed", "skipped", "skipped", "skipped"], "\(applied.outcomes)")
    #expect(bench.writes.count == 1)
  }

  @Test(arguments: ["unauthorized", "status=403"])
  func `a person who may not be read is an incomplete subject and not the end of the read`(answer: String) throws {
    let fault = try SandboxFault(parsing: "GET /users/u-cy:\(answer)")
    let bench = try Workbench(actual, faults: [fault])
    let (plan, read) = try bench.plan(policy([]))
    #expect(read.incomplete.map(\.part) == [.person("u-cy")])
    #expect(plan.changes.compactMap(\.action.person?.written) == ["bob@acme.com", "dee@acme.com", "eve@acme.com"])
  }

  @Test(arguments: [["GET /users/{id}:unauthorized"], ["GET /users/u-cy:unauthorized", "GET /:unauthorized@2"]])
  func `a token that may read nobody, or is refused by now, is one sentence`(faults: [String]) throws {
    let bench = try Workbench(actual, faults: try faults.map { try SandboxFault(parsing: $0) })
    #expect(throws: ReadingError.self) { try bench.read(policy([])) }
  }
}
