import Syntax

/// What shells complete by, all of it made from the table of commands.
package enum Completion {
  package enum Shell: String, Hashable, Sendable, CaseIterable {
    case bash, zsh, fish
    static var words: [String] { allCases.map(\.rawValue) }
  }

  package static func text(_ shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private static var commands: [Command] { CommandTable.all }

  /// Words that may stand where a command wants one of its own, besides files.
  private static func operands(_ command: Command) -> [String] {
    switch command.name {
    case CommandTable.help.name: commands.map(\.name)
    case CommandTable.completion.name: Shell.words
    case CommandTable.edit.name: EditVerb.words
    default: []
    }
  }

  private static func spellings(_ flag: Flag) -> [String] { [flag.name, flag.short].compactMap(\.self) }

  /// In single quotes, as every one of the three shells reads them.
  private static func quoted(_ text: String) -> String { "'" + text.escaped { $0 == "'" ? "'\\''" : nil } + "'" }
}

extension Completion {
  private static var bash: String {
    """
    # accord completion bash > /etc/bash_completion.d/accord, or: source <(accord completion bash)
    _accord() {
      local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" command="" at
      for ((at = 1; at < COMP_CWORD; at++)); do
        case "${COMP_WORDS[at]}" in
          -*) ;;
          *) command="${COMP_WORDS[at]}"; break ;;
        esac
      done
      case "$command" in
        "") COMPREPLY=($(compgen -W "\(commands.map(\.name).joined(separator: " ")) --help --version" -- "$cur")) ;;
    \(commands.map(bash).joined())  esac
    }
    complete -o filenames -F _accord accord

    """
  }

  private static func bash(_ command: Command) -> String {
    let values = command.flags.filter(\.takesValue).map { flag -> String in
      let names = spellings(flag).joined(separator: "|")
      if case .word(let words) = flag.value {
        return
          "        \(names)) COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$cur\")); return ;;\n"
      }
      return "        \(names)) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n"
    }
    let own = operands(command)
    let rest = own.isEmpty ? "compgen -f" : "compgen -W \"\(own.joined(separator: " "))\""
    let flags = command.flags.flatMap(spellings).joined(separator: " ")
    return """
          \(command.name))
            case "$prev" in
      \(values.joined())      esac
            case "$cur" in
              -*) COMPREPLY=($(compgen -W "\(flags)" -- "$cur")) ;;
              *) COMPREPLY=($(\(rest) -- "$cur")) ;;
            esac ;;

      """
  }
}

extension Completion {
  private static var zsh: String {
    """
    #compdef accord
    # accord completion zsh > "${fpath[1]}/_accord"
    _accord() {
      local -a commands
      commands=(
    \(commands.map { "    \(quoted("\($0.name):\($0.summary)"))\n" }.joined())  )
      if (( CURRENT == 2 )); then
        _describe command commands
        return
      fi
      local command="$words[2]"
      shift words
      (( CURRENT-- ))
      case "$command" in
    \(commands.map(zsh).joined())  esac
    }
    if [[ "$funcstack[1]" == _accord ]]; then _accord "$@"; else compdef _accord accord; fi

    """
  }

  private static func zsh(_ command: Command) -> String {
    let flags = command.flags.flatMap { flag in
      spellings(flag).map { name -> String in
        let plain = flag.explanation.escaped { ["[": "(", "]": ")", ":": ","][$0] }
        return "\(flag.mayRepeat ? "*" : "")\(name)[\(plain)]\(zsh(flag))"
      }
    }
    let own = operands(command)
    let rest = own.isEmpty ? "*:file:_files" : "*:word:(\(own.joined(separator: " ")))"
    let arguments = (flags + [rest]).map { "        \(quoted($0))" }.joined(separator: " \\\n")
    return "    \(command.name)) _arguments \\\n\(arguments) ;;\n"
  }

  /// What stands after a flag.
  private static func zsh(_ flag: Flag) -> String {
    switch flag.value {
    case .none: ""
    case .word(let words): ":word:(\(words.joined(separator: " ")))"
    case .text, .number: ":value:_files"
    }
  }
}

extension Completion {
  private static var fish: String {
    let names = commands.map { command in
      "complete -c accord -n __fish_use_subcommand -f -a \(command.name) -d \(quoted(command.summary))\n"
    }
    return "# accord completion fish > ~/.config/fish/completions/accord.fish\n" + names.joined()
      + commands.map(fish).joined()
  }

  private static func fish(_ command: Command) -> String {
    let seen = "complete -c accord -n '__fish_seen_subcommand_from \(command.name)'"
    let own = operands(command)
    let words = own.isEmpty ? "" : "\(seen) -f -a \(quoted(own.joined(separator: " ")))\n"
    return words
      + command.flags.map { flag in
        let short = flag.short.map { " -s \($0.dropFirst())" } ?? ""
        return "\(seen) -l \(flag.name.dropFirst(2))\(short)\(fish(flag)) -d \(quoted(flag.explanation))\n"
      }.joined()
  }

  private static func fish(_ flag: Flag) -> String {
    switch flag.value {
    case .none: ""
    case .word(let words): " -x -a \(quoted(words.joined(separator: " ")))"
    case .text, .number: " -r"
    }
  }
}
