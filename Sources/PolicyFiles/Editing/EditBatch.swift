internal import Access

/// What rounds of edits begin from: a text, its places, and what it means.
struct EditFooting {
  let text: EditedText
  let steps: EditSteps
  let expectation: Expectation

  init(_ text: EditedText, _ conventions: EditManner, preferring file: String?) {
    self.text = text
    steps = EditSteps(text.files, DeclarationIndex(text.declarations), conventions, preferring: file)
    expectation = Expectation(text.desired)
  }
}

/// Edits that are made together because none of them waits for another.
struct EditBatch {
  /// One edit, or several renames that swap their names; by their numbers.
  typealias Unit = [Int]

  struct Planned {
    let unit: Unit
    let edits: [PolicyEdit]
    let steps: [EditStep]
  }

  private(set) var planned: [Planned] = []
  /// What the policy says before it.
  let index: DeclarationIndex
  /// What they mean together.
  private(set) var expectation: Expectation
  /// Why an edit cannot be made as the policy stands, by the number of the first of its unit.
  private(set) var refused: [Int: NotMade] = [:]

  /// - Parameters:
  ///   - waiting: in the order they were asked for.
  ///   - limit: how many units to take at most.
  init(_ waiting: [Unit], of edits: [PolicyEdit], on footing: EditFooting, atMost limit: Int) {
    (index, expectation) = (footing.steps.index, footing.expectation)
    var (claims, ground) = (EditedNames(), EditConflicts())
    for unit in waiting where planned.count < limit {
      let own = unit.map { edits[$0] }
      if !own.contains(where: claims.hold) {
        do throws(NotMade) {
          let all = try footing.steps.steps(for: own)
          if planned.isEmpty || ground.admits(all) {
            try footing.text.check(all)
            try expect(own)
            ground.take(all)
            planned.append(Planned(unit: unit, edits: own, steps: all))
          }
        } catch {
          refused[unit[0]] = error
          continue
        }
      }
      for edit in own { claims.take(edit) }
    }
  }

  private mutating func expect(_ edits: [PolicyEdit]) throws(NotMade) {
    do throws(Expectation.Contradiction) {
      try expectation.take(edits)
    } catch {
      throw NotMade(error.why)
    }
  }

  /// The numbers of all edits in it.
  var numbers: [Int] { planned.flatMap(\.unit) }
  var edits: [PolicyEdit] { planned.flatMap(\.edits) }
}

extension EditSteps {
  fileprivate func steps(for edits: [PolicyEdit]) throws(NotMade) -> [EditStep] {
    var all: [EditStep] = []
    for edit in edits { all += try steps(for: edit) }
    return all
  }
}
