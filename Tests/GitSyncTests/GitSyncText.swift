import Access

/// A workspace as Git Sync writes it.
struct GitSyncText {
  private let actual: ActualState

  init(_ actual: ActualState) { self.actual = actual }

  var text: String {
    let users = actual.people.enumerated().map { index, person in
      """
      import {
        to = segment_user.user\(index)
        id = \(quoted(person.id.text))
      }

      resource "segment_user" "user\(index)" {
        email = \(quoted(person.email.written))
        permissions = [
      \(permissions(person.grants))  ]
      }

      """
    }
    let groups = actual.groups.enumerated().map { index, group in
      """
      import {
        to = segment_user_group.group\(index)
        id = \(quoted(group.id.text))
      }

      resource "segment_user_group" "group\(index)" {
        members = [\((group.members + group.invites).map { quoted($0.written) }.joined(separator: ", "))]
        name    = \(quoted(group.name))
        permissions = [
      \(permissions(group.grants))  ]
      }

      """
    }
    return (users + groups).joined(separator: "\n")
  }

  private func permissions(_ grants: [Grant]) -> String {
    grants.map { grant in
      let (id, type, labels): (String, String, [Label])
      switch grant.scope {
      case .workspace: (id, type, labels) = (actual.workspace.id, "WORKSPACE", [])
      case .labels(let set): (id, type, labels) = (actual.workspace.id, "WORKSPACE", set.pairs)
      case .resource(let kind, let resource): (id, type, labels) = (resource.text, kind.rawValue.uppercased(), [])
      }
      let pairs = labels.map {
        "            {\n              key = \(quoted($0.key))\n              value = \(quoted($0.value))\n            },\n"
      }
      return """
            {
              resources = [
                {
                  id = \(quoted(id))
                  labels = [
        \(pairs.joined())          ]
                  type = "\(type)"
                },
              ]
              role_id = \(quoted(grant.role.text))
            },

        """
    }.joined()
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "$", "%": quoted += scalar == "$" ? "\\u0024" : "\\U00000025"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
