import Access
import RandomWorlds

/// An entry of a list with one letter changed: of its role, of its scope's name, or of a label.
struct Typo {
  private(set) var world: World
  /// The role that the entry stood for.
  private(set) var role: RoleID?
  /// What was written in the place of what.
  private(set) var words = ""

  init?(in clean: World, _ dice: inout Dice) {
    world = clean
    var number = 0
    world.editLists { number += $0.count }
    guard number > 0 else { return nil }
    let chosen = Int.random(in: 0..<number, using: &dice)
    var (at, role, words) = (0, RoleID?.none, "")
    world.editLists { entries in
      for index in entries.indices {
        if at == chosen {
          let before = WrittenGrant(entries[index])
          role = Typo.role(entries[index].role)
          Typo.misspell(&entries[index], &dice)
          words = "'\(WrittenGrant(entries[index]))' for '\(before)'"
        }
        at += 1
      }
    }
    (self.role, self.words) = (role, words)
  }

  private static func role(_ reference: RoleReference) -> RoleID? {
    switch reference {
    case .name(let name): World.roles.first { $0.name == name }?.id
    case .id(let id): id
    }
  }

  private static func misspell(_ entry: inout DesiredGrant, _ dice: inout Dice) {
    switch (entry.scope, dice.chance(50)) {
    case (.resource(let kind, let name), true): entry.scope = .resource(kind, changed(name, &dice))
    case (.labels(let labels), true):
      let first = labels.pairs[0]
      entry.scope = LabelSet([Label(first.key, changed(first.value, &dice))]).map { .labels($0) } ?? entry.scope
    case (_, _):
      switch entry.role {
      case .name(let name): entry.role = .name(changed(name, &dice))
      case .id(let id): entry.role = .id(RoleID(changed(id.text, &dice)))
      }
    }
  }

  private static func changed(_ text: String, _ dice: inout Dice) -> String {
    var letters = Array(text)
    let at = Int.random(in: 0..<letters.count, using: &dice)
    switch Int.random(in: 0..<3, using: &dice) {
    case 0: letters[at] = dice.pick(Array("abcdefghijklmnopqrstuvwxyz"))
    case 1: letters.insert(letters[at], at: at)
    default: if letters.count > 1 { letters.remove(at: at) }
    }
    return String(letters)
  }
}
