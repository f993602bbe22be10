/// What people who know Terraform will type, answered with what accord has.
enum TerraformAdvice {
  /// - Parameter bare: the flag without its dashes.
  static func flag(_ bare: String, value: String?, among flags: [Flag]) -> String? {
    switch bare {
    case "auto-approve": offer(.yes, among: flags) ?? "only accord apply asks"
    case "target": offer(.only, among: flags) ?? "--only of plan and apply chooses subjects"
    case "json": "use --format json"
    case "no-color": "use --color never"
    case "input": "it is not needed: without a terminal accord never waits for an answer"
    case "refresh", "refresh-only": "it is not needed: accord keeps no state and always reads the workspace"
    case "state", "state-out", "backup": "accord keeps no state; the workspace itself is the state"
    case "lock", "lock-timeout": "it is not needed: apply locks the workspace on this machine by itself"
    case "parallelism": "it is not needed: accord paces itself by Segment's limits"
    case "destroy": "write `departed: true` or take it out of an exact list"
    case "var", "var-file": "a policy has no variables"
    case "chdir": "name the directory: accord plan \(value ?? "DIR")"
    case "replace": "--reinvite EMAIL sends an invite anew"
    case "compact-warnings": "warnings are one line each already"
    default: nil
    }
  }

  static func command(_ name: String) -> String? {
    switch name {
    case "init": "nothing has to be prepared; start with accord validate"
    case "destroy": "write `departed: true` or take it out of an exact list"
    case "refresh", "state", "taint", "untaint": "accord keeps no state; the workspace itself is the state"
    case "man": "accord help --man COMMAND prints the page; the packages of accord install it for man(1)"
    case "fmt": "policies keep the shape you give them"
    default: nil
    }
  }

  private static func offer(_ flag: Flag, among flags: [Flag]) -> String? {
    flags.contains(flag) ? "use \(flag.usage)" : nil
  }
}
