/// The version of accord: in `accord version`, in plan files, in the user agent. Between releases, that of the next one;
/// `.ci/release` makes no other.
package let accordVersion = "0.2.0"

/// What servers are told of who is asking.
let accordAgent = "accord/\(accordVersion)"
