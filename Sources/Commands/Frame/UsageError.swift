import Access

/// A command line that makes no sense, and the way out. Exit code 64.
package enum UsageError: Error, Hashable, CustomStringConvertible {
  case noCommand
  case unknownCommand(String, nearest: String?)
  case unknownFlag(String, command: String, nearest: String?)
  /// A flag before any command, of none.
  case unknownFlagAlone(String, nearest: String?)
  /// A flag of ours written with one dash.
  case singleDash(String, String)
  /// A flag of ours that this command does not take, and those that do.
  case flagOfOthers(String, command: String, [String])
  /// Something of Terraform's, and what accord has in its place.
  case otherTool(String, String)
  case missingValue(String)
  case unwantedValue(String)
  case badValue(String, String, expected: String)
  /// What should be somebody's address.
  case noAddress(String, String)
  /// A reason that says nothing.
  case emptyReason(String)
  /// What stands after `--assume`, and why it is none.
  case noAssumption(String, String)
  case repeated(String)
  case contradiction(String, String)
  /// A flag that says something of another, which is not there.
  case alone(String, without: String)
  case missingOperand(String, of: String)
  case emptyOperand(of: String)
  case extraOperand(String, of: String)
  case overrideWithoutReason(String)
  case reasonWithoutOverride(String)
  /// A service that would change anything but what ends.
  case everyWithoutExpiredOnly
  /// An address to post to, which is a secret: it is not shown.
  case addressInArguments(String)

  package var description: String {
    switch self {
    case .noCommand: "a command is missing; accord --help lists them"
    case .unknownCommand(let name, let nearest):
      "unknown command \(name); " + (nearest.map { "did you mean \($0)?" } ?? "accord --help lists them")
    case .unknownFlag(let flag, let command, let nearest):
      "unknown flag \(flag); " + (nearest.map { "did you mean \($0)?" } ?? "accord \(command) --help lists them")
    case .unknownFlagAlone(let flag, let nearest):
      "unknown flag \(flag); " + (nearest.map { "did you mean \($0)?" } ?? "accord --help lists the commands")
    case .singleDash(let flag, let ours): "unknown flag \(flag); with two dashes: \(ours)"
    case .flagOfOthers(let flag, let command, let others):
      "accord \(command) does not take \(flag); it belongs to \(others.joined(separator: ", "))"
    case .otherTool(let word, let advice): "accord has no \(word); \(advice)"
    case .missingValue(let flag): "\(flag) needs a value; one that begins with a dash is written \(flag)=-value"
    case .unwantedValue(let flag): "\(flag) takes no value; leave it out to switch it off"
    case .badValue(let flag, let value, let expected): "\(flag) \(value): expected \(expected)"
    case .noAddress(let flag, let text):
      "\(flag) \(text): expected an e-mail address" + (Email.address(in: text).map { ", such as \($0)" } ?? "")
    case .emptyReason(let text): "--reason \"\(text)\" says nothing; write why, such as a ticket"
    case .noAssumption(let text, let why): "--assume \(text): \(why)"
    case .repeated(let flag): "\(flag) is given twice; once is enough"
    case .contradiction(let one, let other): "\(one) and \(other) exclude each other; leave one out"
    case .alone(let flag, let other): "\(flag) says something of \(other); give both"
    case .missingOperand(let what, let command): "accord \(command) needs \(what); accord \(command) --help shows how"
    case .emptyOperand(let command): "accord \(command) was given an empty word; an unset variable?"
    case .extraOperand(let word, let command):
      "accord \(command) does not take \(word); accord \(command) --help shows how"
    case .overrideWithoutReason(let name): "--override \(name) needs a --reason after it"
    case .everyWithoutExpiredOnly:
      "accord apply --every ends what has ended and makes nothing else; add --expired-only, or run accord apply on a schedule"
    case .addressInArguments(let flag):
      "\(flag) takes no address: it is a secret, and a command line can be read by everybody on this machine; write --notify slack or --notify json, and put the address into ACCORD_NOTIFY_URL or into a file that --notify-file names"
    case .reasonWithoutOverride(let text): "--reason \"\(text)\" follows no --override; it says why one is right"
    }
  }
}
