extension CommandTable {
  static let completion = Command(
    "completion", "print a shell completion script",
    details: """
      Prints a script for bash, zsh or fish, made from the same table as this help. For bash, put \
      `source <(accord completion bash)` into ~/.bashrc. For zsh, save it as _accord in a directory of fpath; for fish, \
      as ~/.config/fish/completions/accord.fish.
      """,
    operand: .required("SHELL", help: Completion.Shell.words.joined(separator: ", ")),
    examples: ["accord completion bash", "accord completion fish"],
    invocation: { parsed in
      let word = try parsed.requiredOperand
      guard let shell = Completion.Shell(rawValue: word) else {
        throw UsageError.badValue("SHELL", word, expected: Completion.Shell.words.joined(separator: ", "))
      }
      return Invocation(shell) { shell, context in
        try context.console.print(document: Completion.text(shell))
        return .success
      }
    })
}
