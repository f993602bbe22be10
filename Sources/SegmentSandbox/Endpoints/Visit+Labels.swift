extension Visit {
  /// The one list without pages.
  func listLabels() -> Answer {
    Answer(data: ["labels": .array(arranged(world.labels, by: { "\($0.key.key):\($0.key.value)" }).map(document))])
  }

  mutating func createLabel() throws(ErrorResponse) -> Answer {
    let field = try call.json()["label"]
    var reader = BodyReader()
    if !reader.isObject(field) { try reader.finish() }
    let key = reader.string(field["key"])
    let value = reader.string(field["value"])
    for (name, text) in [("key", key), ("value", value)] where !text.isEmpty && !isLabelWord(text) {
      reader.fail(field[name], "must start with a letter and contain only letters, digits and dashes")
    }
    let description = field["description"].json == nil ? "" : reader.string(field["description"], allowsEmpty: true)
    try reader.finish()
    let label = World.Label(World.LabelKey(key, value), description: description)
    guard !world.labels.contains(where: { $0.key == label.key }) else { throw .conflict("Label already exists") }
    world.labels.append(label)
    note("Label Created", .label, "\(key):\(value)", "\(key):\(value)")
    return Answer(status: 201, data: ["label": document(label)])
  }

  mutating func deleteLabel() throws(ErrorResponse) -> Answer {
    let key = World.LabelKey(parameter(0), parameter(1))
    guard world.labels.contains(where: { $0.key == key }) else { throw .notFound() }
    if world.uses(key) { throw .badRequest("Label is in use and cannot be deleted") }
    world.labels.removeAll { $0.key == key }
    note("Label Deleted", .label, "\(key.key):\(key.value)", "\(key.key):\(key.value)")
    return .success
  }

  mutating func addLabelsToSource() throws(ErrorResponse) -> Answer { try labelSource { $0 } }

  mutating func replaceLabelsOfSource() throws(ErrorResponse) -> Answer { try labelSource { _ in [] } }

  func labelDocuments(of resource: World.Resource) -> JSON {
    .array(
      arranged(resource.labels.sorted(), by: { "\($0.key):\($0.value)" }).map {
        ["key": .string($0.key), "value": .string($0.value)]
      })
  }

  /// A resource holds at most one value a key: a new one takes the place of the old.
  private mutating func labelSource(
    keeping: (Set<World.LabelKey>) -> Set<World.LabelKey>
  ) throws(ErrorResponse) -> Answer {
    var source = try resource(.source)
    let body = try call.json()
    var reader = BodyReader()
    if body["labels"].json == nil { reader.fail(body["labels"], "is required") }
    let asked = labels(body["labels"], &reader)
    try reader.finish()
    guard asked.allSatisfy({ key in world.labels.contains { $0.key == key } }) else { throw .notFound() }
    let keys = Set(asked.map(\.key))
    guard keys.count == asked.count else { throw .badRequest("A resource can have only one value for each label key") }
    source.labels = keeping(source.labels).filter { !keys.contains($0.key) }.union(asked)
    world.resources = world.resources.map { $0.key == source.key ? source : $0 }
    note("Source Modified", .source, source.key.id, source.name)
    return Answer(data: ["labels": labelDocuments(of: source)])
  }

  private func document(_ label: World.Label) -> JSON {
    ["key": .string(label.key.key), "value": .string(label.key.value), "description": .string(label.description)]
  }

  private func isLabelWord(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_".unicodeScalars.contains($0)
    }
  }
}
