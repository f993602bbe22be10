/// What people type who know Terraform, git, kubectl or the tools of a cloud, answered with what accord has.
///
/// Two tables: a word that is missed is a line in one of them.
enum WordsOfOthers {
  /// What is said of a word.
  private enum Answer {
    case says(String)
    /// A flag of ours, where the command takes it; else a sentence.
    case flag(Flag, orElse: String)
    /// `--format json`, where the command has that.
    case json
  }

  /// - Parameter bare: the flag without its dashes.
  static func flag(_ bare: String, value: String?, of command: Command) -> String? {
    switch flags[bare] {
    case .says(let advice): advice.replacing("VALUE", with: value ?? "DIR")
    case .flag(let flag, let otherwise): command.flags.contains(flag) ? "use \(flag.usage)" : otherwise
    case .json: formats(of: command)
    case nil: nil
    }
  }

  static func command(_ name: String) -> String? { commands[name] }

  private static func formats(of command: Command) -> String {
    let words = command.flags.first { $0.name == "--format" }.map {
      if case .word(let words) = $0.value { words } else { [String]() }
    }
    guard let words else { return "accord \(command.name) prints text alone" }
    return words.contains("json") ? "use --format json" : "use --format, which takes \(words.joined(separator: ", "))"
  }

  private static let token = Answer.says(
    "a token is no argument, because every user of a machine can see those; set SEGMENT_TOKEN or use --token-file FILE")
  private static let noState = "accord keeps no state; the workspace itself is the state"
  private static let directory = "name the directory: accord plan VALUE"

  private static let flags: [String: Answer] = [
    "auto-approve": .flag(.yes, orElse: "only accord apply asks"),
    "target": .flag(.only, orElse: "--only of plan and apply chooses subjects"),
    "json": .json, "output-format": .json,
    "o": .says("use --out FILE for a file, and --format for a format"),
    "no-color": .says("use --color never"), "no-colour": .says("use --color never"),
    "colour": .says("use --color, which takes auto, always, never"),
    "input": .says("it is not needed: without a terminal accord never waits for an answer"),
    "refresh": .says("it is not needed: accord keeps no state and always reads the workspace"),
    "refresh-only": .says("it is not needed: accord keeps no state and always reads the workspace"),
    "state": .says(noState), "state-out": .says(noState), "backup": .says(noState),
    "lock": .says("it is not needed: apply locks the workspace on this machine by itself"),
    "lock-timeout": .says("it is not needed: apply locks the workspace on this machine by itself"),
    "parallelism": .says("it is not needed: accord paces itself by Segment's limits"),
    "destroy": .says("write `departed: true` or take it out of an exact list"),
    "var": .says("a policy has no variables"), "var-file": .says("a policy has no variables"),
    "chdir": .says(directory), "f": .says(directory), "filename": .says(directory),
    "replace": .says("--reinvite EMAIL sends an invite anew"),
    "compact-warnings": .says("warnings are one line each already"),
    "dry-run": .says("accord plan shows what apply would do, and changes nothing"),
    "dryrun": .says("accord plan shows what apply would do, and changes nothing"),
    "force": .flag(.override, orElse: "nothing has to be forced; plan and apply have --override for a guardrail"),
    "verbose": .says("it is not needed: everything is said that there is to say"),
    "debug": .says("it is not needed: everything is said that there is to say"),
    "quiet": .says("it is not needed: what was asked for goes to stdout, everything else to stderr"),
    "token": token, "api-token": token, "api-key": token, "access-token": token, "password": token,
    "workspace": .says("the policy names the workspace (`workspace: {slug: …}`), and the token decides which is read"),
    "version": .says("accord version prints it"),
  ]

  private static let edit = "accord edit changes a policy by one sentence; accord edit --help lists its verbs"

  private static let commands: [String: String] = [
    "init": "accord import writes the workspace as a first policy; nothing else has to be prepared",
    "undo": undo, "rollback": undo, "revert": undo, "restore": undo,
    "login": login, "logout": login, "auth": login, "configure": login,
    "man": "accord help --man COMMAND prints the page; the packages of accord install it for man(1)",
    "destroy": "write `departed: true` or take it out of an exact list",
    "refresh": noState, "state": noState, "taint": noState, "untaint": noState,
    "fmt": "policies keep the shape you give them", "format": "policies keep the shape you give them",
    "diff": "accord plan shows what differs; accord drift says who changed it",
    "status": "accord drift shows what differs, and who changed it",
    "check": "accord validate checks a policy, offline; accord doctor checks token and workspace too",
    "lint": "accord validate checks a policy, offline",
    "export": "accord import writes a workspace as a policy; accord snapshot writes it as JSON",
    "dump": "accord snapshot writes the workspace as JSON", "backup": "accord snapshot writes the workspace as JSON",
    "sync": "accord plan shows the changes and accord apply makes them",
    "deploy": "accord plan shows the changes and accord apply makes them",
    "list": "accord review lists who has what", "ls": "accord review lists who has what",
    "users": "accord review lists who has what", "audit": "accord review lists who has what",
    "whoami": "accord doctor says which workspace a token is of",
    "who": "accord explain EMAIL says what one person has",
    "grant": edit, "revoke": edit, "add": edit, "extend": edit, "offboard": edit, "remove": edit, "invite": edit,
    "serve": "accord sandbox serves a stand-in of Segment; accord drift --every runs as a service",
    "mock": "accord sandbox serves a stand-in of Segment",
    "watch": "accord drift --every TIME looks again and again",
    "update": "accord import --update DIR writes what changed in Segment into a policy",
  ]

  private static let undo =
    "apply --undo-out FILE saves a plan that gives back what that run takes away; accord apply FILE carries it out"
  private static let login = "no login is needed; set SEGMENT_TOKEN or SEGMENT_TOKEN_FILE, or use --token-file FILE"
}
