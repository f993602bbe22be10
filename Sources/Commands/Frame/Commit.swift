/// The commit that the program was built from, in 40 hexadecimal digits; nil where nobody said which. `.ci/release` writes
/// this file anew in the copy of the sources that it builds.
let accordCommit: String? = nil
