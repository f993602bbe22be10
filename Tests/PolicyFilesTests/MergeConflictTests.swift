import Syntax
import Testing

@Suite struct `A merge conflict` {
  @Test(arguments: [
    ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\nz\n<<<<<<< a\n=======\n>>>>>>> b\n", [1, 7]),
    ("x\n||||||| base\ny\n>>>>>>>", [2, 4]), ("=======", [1]), ("<<<<<<< a\n<<<<<<< b\n", [1, 2]),
    ("<<<<<<< a\r\n=======\r\n>>>>>>> b\r\n=======\r\n", [1, 4]),
  ])
  func `is found where it begins, and what was left of one where it stands`(text: String, lines: [Int]) {
    #expect(MergeConflict.lines(in: Array(text.utf8)) == lines)
  }

  @Test(arguments: [
    "", "\n", "<<<<<< six", "<<<<<<<< eight", " <<<<<<< indented", "=======x", "# =======", "x: <<<<<<<", "|||||||x",
    "======", "a\n  =======\n",
  ])
  func `is nothing else`(text: String) { #expect(MergeConflict.lines(in: Array(text.utf8)) == []) }
}
