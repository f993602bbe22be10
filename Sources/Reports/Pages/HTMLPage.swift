import Access
import Digests
import FoundationEssentials

/// The frame of every HTML report: one file that loads nothing and runs nothing, whatever its names try.
func htmlPage(title: Line, body: HTML) -> String {
  let page: HTML = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(text: contentSecurityPolicy)">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(text: title.plain)</title>
    <style>\(stylesheet)</style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  return page.text
}

/// The style sheet is allowed by its own digest: no other style, and nothing else at all.
private let contentSecurityPolicy =
  "default-src 'none'; style-src '\(base64(SHA256.digest(stylesheet.text.utf8)))'; base-uri 'none'; form-action 'none'"

/// `sha256:` and hexadecimal digits as the policy's header wants it: `sha256-` and base64.
private func base64(_ digest: String) -> String {
  let digits = Array(digest.dropFirst("sha256:".count))
  let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
  return "sha256-" + Data(bytes).base64EncodedString()
}
