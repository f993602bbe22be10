extension CommandTable {
  static let completion = Command(
    "completion", "print what a shell completes accord's commands by",
    details: "Prints a script for bash, zsh or fish, made from the same table as this help.",
    operand: .required("SHELL", help: Completion.Shell.words.joined(separator: ", ")),
    examples: ["source <(accord completion bash)", "accord completion fish > ~/.config/fish/completions/accord.fish"],
    invocation: { parsed in
      let word = try parsed.requiredOperand
      guard let shell = Completion.Shell(rawValue: word) else {
        throw UsageError.badValue("SHELL", word, expected: Completion.Shell.words.joined(separator: ", "))
      }
      return .completion(shell)
    })
}
