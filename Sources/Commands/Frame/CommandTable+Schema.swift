import PolicyFiles
import Syntax

extension CommandTable {
  static let schema = Command(
    "schema", "print a JSON Schema of policy files, for editors",
    details: """
      Prints a JSON Schema (draft 2020-12) by which an editor completes keys, explains them and marks those that are \
      not known. Save it with `accord schema > .accord.schema.json` and begin the files of policies/ with \
      `# yaml-language-server: $schema=../.accord.schema.json`. It accepts what accord accepts and knows less: \
      accord validate has the last word.
      """,
    examples: ["accord schema"],
    invocation: { _ in
      Invocation(PolicySchema.json) { schema, context in
        try context.console.print(document: schema.outline)
        return .success
      }
    })
}
