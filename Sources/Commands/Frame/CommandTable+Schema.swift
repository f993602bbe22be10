import PolicyFiles
import Syntax

extension CommandTable {
  static let schema = Command(
    "schema", "print a JSON Schema of policy files, for editors",
    details: """
      Prints a JSON Schema (draft 2020-12) with which an editor completes and explains keys and marks unknown ones. \
      Save it with `accord schema > .accord.schema.json` and begin the files of policies/ with \
      `# yaml-language-server: $schema=../.accord.schema.json`. The schema accepts every valid policy, but only \
      accord validate finds every mistake.
      """,
    examples: ["accord schema"],
    invocation: { _ in
      Invocation(PolicySchema.json) { schema, context in
        try context.console.print(document: schema.outline)
        return .success
      }
    })
}
