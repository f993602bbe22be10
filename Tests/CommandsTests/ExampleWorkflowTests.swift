import FoundationEssentials
import Testing
import YAML

/// The scripts of `examples/ci/github-actions.yaml`, run as a runner would run them, in the order of a pull request's life.
@Suite struct `The workflow for pull requests` {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.make("base")
    try FileManager.default.copyItem(atPath: "\(place.path)/policies", toPath: "\(place.path)/base/policies")
  }

  /// The one script of a job with these words in it, as a file.
  private func run(
    _ job: String, _ words: String, environment: [String: String] = [:]
  ) throws -> Accord.Ending {
    let steps = try #require(`A workflow`.node(`A workflow`.example)["jobs"]?[job]?["steps"]).nodes
    let scripts = steps.compactMap { $0["run"]?.text }.filter { $0.contains(words) }
    try #require(scripts.count == 1, "\(job): \(words)")
    let runner = [
      "WORKSPACE": "acme", "GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_OUTPUT": "output", "GITHUB_RUN_ID": "7",
      "GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "acme/access",
    ]
    return try place.step(scripts[0], environment: runner.merging(environment) { $1 })
  }

  private func snapshot() throws { try place.write("snapshot.json", place.text("workspace.json")) }

  @Test func `says that there is no snapshot yet, and how there will be one`() throws {
    let ending = try run("plan", "accord plan")
    #expect(ending.code == 0, "\(ending.everything)")
    let comment = try place.text("report/comment.md")
    #expect(comment.hasPrefix("<!-- accord plan acme 1/1 -->\n## The policy is valid, and there is no snapshot"))
    #expect(comment.contains("Run workflow, on main, with 'snapshot'"))
  }

  @Test(arguments: [true, false])
  func `says where the policy is wrong`(hasSnapshot: Bool) throws {
    if hasSnapshot { try snapshot() }
    try place.edit("policies/groups.yaml", "roles:", "role:")
    let ending = try run("plan", "accord plan")
    #expect(ending.code == 1)
    #expect(ending.output.contains("::error file=policies/groups.yaml,line="), "\(ending.everything)")
    let comment = try place.text("report/comment.md")
    #expect(comment.hasPrefix("<!-- accord plan acme 1/1 -->\n## The policy has errors\n\n```````````text\n"))
    #expect(comment.contains("error: unknown key \"role\""), "\(comment)")
    #expect(comment.hasSuffix("\n```````````\n"), "\(comment)")
  }

  @Test func `plans against the snapshot, and says so also where a guardrail refuses`() throws {
    try snapshot()
    #expect(try run("plan", "accord plan").code == 0)
    #expect(try place.text("report/comment.md").hasPrefix("<!-- accord plan acme 1/1 -->\n## Plan for `acme`"))
    #expect(try place.text("summary.md").contains("## Plan for `acme`"))
    #expect(try place.text("report/plan.html").contains("<html"))
    try FileManager.default.removeItem(atPath: "\(place.path)/report")
    try place.writeOnly(
      "policies", "policy.yaml",
      """
      workspace: {slug: acme, manage: {people: exact, groups: exact}}
      people:
        ada@acme.com: {roles: [Workspace Owner]}
        grace@acme.com: {roles: [Workspace Owner]}
      """)
    let ending = try run("plan", "accord plan")
    #expect(ending.code == 3, "\(ending.everything)")
    #expect(try place.text("report/comment.md").contains("maximum-removals"))
  }

  @Test func `plans a pull request that adds the first policy`() throws {
    try snapshot()
    try FileManager.default.removeItem(atPath: "\(place.path)/base/policies")
    let ending = try run("plan", "accord plan")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(try place.text("report/comment.md").hasPrefix("<!-- accord plan acme 1/1 -->\n## Plan for `acme`"))
  }

  @Test func `applies what was reviewed, and says what came of it`() throws {
    try snapshot()
    #expect(try run("plan", "accord plan").code == 0)
    try FileManager.default.createDirectory(atPath: "\(place.path)/reviewed/12", withIntermediateDirectories: true)
    try place.write("reviewed/12/plan.json", place.text("report/plan.json"))
    let sandbox = try SandboxProcess(in: place)
    let segment = ["SEGMENT_TOKEN": "sandbox", "SEGMENT_API_URL": sandbox.url]
    let applied = try run("apply", "--reviewed", environment: segment)
    #expect(applied.code == 0, "\(applied.everything)")
    #expect(try place.text("outcome/comment.md").hasPrefix("<!-- accord outcome acme 1/1 -->\n## Apply to `acme`: "))
    let before = try place.text("outcome/comment.md")
    #expect(try run("outcome", "numbers=").code == 0)
    #expect(try place.text("output") == "numbers=12 \n")
    #expect(try place.text("outcome/comment.md") == before)
    // The snapshot that the next pull request is planned against.
    #expect(try run("apply", "accord snapshot", environment: segment).code == 0)
    try FileManager.default.removeItem(atPath: "\(place.path)/report")
    #expect(try run("plan", "accord plan").code == 0)
    #expect(try place.text("report/comment.md").contains("No changes"))
  }

  @Test func `applies nothing that nobody planned, and says that too`() throws {
    let applied = try run("apply", "--reviewed")
    #expect(applied.code == 2)
    #expect(applied.output.contains("nothing that was merged had a plan"))
    #expect(try run("outcome", "numbers=").code == 0)
    #expect(try place.text("outcome/comment.md").hasPrefix("<!-- accord outcome acme 1/1 -->\n## Not applied\n"))
  }
}

/// The job that gathers what was merged, over a `gh` and a `git` that know of three commits.
@Suite struct `The plans of what was merged` {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.write(
      "set.bash",
      """
      git() { echo "$*" >> asked; printf '%s\\n' c3 c2 c1; }
      gh() {
        case "$1 $2" in
          "run list") if [[ "$*" == *"--event push"* ]]; then echo "$SINCE"; else sed -n "s/^$8 //p" runs; fi ;;
          "run download") mkdir -p "$7"; echo plan > "$7/plan.json"; echo page > "$7/plan.html"; test "$3" != 99 ;;
          "api "*) commit="${2#repos/acme/access/commits/}"; sed -n "s/^${commit%/pulls} //p" pulls ;;
        esac
      }
      """)
  }

  private func gather() throws -> Accord.Ending {
    let steps = try #require(`A workflow`.node(`A workflow`.example)["jobs"]?["reviewed"]?["steps"]).nodes
    let scripts = steps.compactMap { $0["run"]?.text }
    let script = try #require(scripts.first)
    return try place.step(
      ". ./set.bash\n" + script,
      environment: ["GITHUB_REPOSITORY": "acme/access", "GITHUB_WORKFLOW": "Segment access", "SINCE": "c0"])
  }

  @Test func `are found by the head of each pull request since the last run that left nothing undone`() throws {
    try place.write("pulls", "c1 12 h12\nc2 12 h12\nc3 13 h13\n")
    try place.write("runs", "h12 71\nh13 72\n")
    let ending = try gather()
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(try place.text("asked") == "rev-list c0..HEAD\n")
    #expect(place.names(in: "reviewed") == ["12", "13"])
    #expect(place.names(in: "reviewed/12") == ["plan.json"])
  }

  @Test func `are said to be missing where there is none any more`() throws {
    try place.write("pulls", "c1 12 h12\nc3 13 h13\n")
    try place.write("runs", "h13 99\n")
    let ending = try gather()
    #expect(ending.code == 0, "\(ending.everything)")
    for number in [12, 13] {
      #expect(ending.output.contains("::warning::#\(number) has no plan any more; what it changes is not applied"))
    }
  }
}

/// The scripts of `examples/ci/gitlab-ci.yaml`, each job's lines in one shell, as GitLab's runner does it.
@Suite struct `The pipeline of GitLab` {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.write(
      "set.bash",
      #"""
      export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@acme.com GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@acme.com
      # Knows the plan of merge request 12 alone.
      curl() {
        while [ "$1" != --output ]; do shift; done
        case "$*" in *merge-requests%2F12%2Fhead*) cp report/plan.json "$2" ;; *) return 22 ;; esac
      }
      """#)
    let ending = try bash(
      """
      git init --quiet --bare origin.git && git init --quiet --initial-branch main .
      git add policies && git commit --quiet --message first
      git remote add origin ./origin.git && git push --quiet origin main
      """)
    try #require(ending.code == 0, "\(ending.everything)")
  }

  private func bash(_ script: String, environment: [String: String] = [:]) throws -> Accord.Ending {
    try place.step(". ./set.bash\n" + script, environment: environment)
  }

  private func job(_ name: String, _ key: String = "script", _ more: [String: String] = [:]) throws -> Accord.Ending {
    let lines = try #require(`A workflow`.node(`A workflow`.gitLab)[name]?[key]?.values)
    let runner = [
      "WORKSPACE": "acme", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_DEFAULT_BRANCH": "main",
      "CI_API_V4_URL": "https://gitlab.example/api/v4", "CI_PROJECT_ID": "7", "CI_JOB_TOKEN": "none",
      "CI_PIPELINE_URL": "https://gitlab.example/acme/access/-/pipelines/7", "CI_PIPELINE_SOURCE": "push",
    ]
    return try bash(lines.joined(separator: "\n"), environment: runner.merging(more) { $1 })
  }

  private func snapshot() throws { try place.write("snapshot.json", place.text("workspace.json")) }

  @Test func `says where the policy is wrong, and that there is no snapshot yet`() throws {
    #expect(try job("plan").code == 0)
    #expect(
      try place.text("report/comment.md").hasPrefix(
        "<!-- accord plan acme 1/1 -->\n## The policy is valid, and there is no snapshot"))
    try FileManager.default.removeItem(atPath: "\(place.path)/report")
    try place.edit("policies/groups.yaml", "roles:", "role:")
    #expect(try job("plan").code == 1)
    #expect(try place.text("report/comment.md").contains("error: unknown key \"role\""))
  }

  @Test func `plans a merge request, applies what was reviewed and says what came of it`() throws {
    try snapshot()
    let planned = try job("plan")
    #expect(planned.code == 0, "\(planned.everything)")
    #expect(try place.text("report/comment.md").hasPrefix("<!-- accord plan acme 1/1 -->\n## Plan for `acme`"))
    #expect(try place.text("report/plan.html").contains("<html"))
    let sandbox = try SandboxProcess(in: place)
    let segment = ["SEGMENT_TOKEN": "sandbox", "SEGMENT_API_URL": sandbox.url]
    let merged = try bash(
      """
      git rev-parse HEAD > before
      git commit --quiet --allow-empty --message "Merge branch 'x'" --message "See merge request acme/access!12"
      git commit --quiet --allow-empty --message "Merge branch 'y'" --message "See merge request acme/access!13"
      git push --quiet origin main
      """)
    try #require(merged.code == 0, "\(merged.everything)")
    let before = try place.text("before").trimmingPrefix { $0 == " " }.prefix { $0 != "\n" }
    let applied = try job("apply", "script", segment.merging(["CI_COMMIT_BEFORE_SHA": String(before)]) { $1 })
    #expect(applied.code == 0, "\(applied.everything)")
    #expect(applied.output.contains("!13 has no plan any more; what it changes is not applied"))
    #expect(place.names(in: "reviewed") == ["12.json"])
    #expect(try place.text("outcome.md").hasPrefix("<!-- accord outcome acme 1/1 -->\n## Apply to `acme`: "))
    #expect(try job("apply", "after_script", segment).code == 0)
    let again = try bash("accord plan policies --snapshot snapshot.json")
    #expect(again.output.contains("No changes"), "\(again.everything)")
  }

  @Test func `applies nothing that nobody planned`() throws {
    let head = try bash("git rev-parse HEAD").output.prefix { $0 != "\n" }
    let applied = try job("apply", "script", ["CI_COMMIT_BEFORE_SHA": String(head)])
    #expect(applied.code == 2, "\(applied.everything)")
    #expect(applied.output.contains("nothing in this push had a plan; apply it by hand"))
    // The first snapshot is asked for by hand, and nothing else is done then.
    #expect(try job("apply", "script", ["SNAPSHOT": "yes", "CI_PIPELINE_SOURCE": "web"]).code == 0)
  }
}

/// `examples/ci/github-actions-request.yaml`: its steps in a repository with a remote, with a `gh` that writes down what
/// it is asked for.
@Suite struct `The workflow for requests` {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.write(
      "set.bash",
      """
      export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@acme.com GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@acme.com
      gh() { printf '%s|' "$@" >> log; }
      """)
    let ending = try place.step(
      """
      . ./set.bash
      git init --quiet --bare origin.git && git init --quiet --initial-branch main .
      printf '%s\\n' origin.git set.bash step.bash log output summary.md workspace.json snapshot.json temp > .gitignore
      mkdir temp && git add .gitignore policies && git commit --quiet --message first
      git remote add origin ./origin.git && git push --quiet origin main
      """)
    try #require(ending.code == 0, "\(ending.everything)")
  }

  /// The step with these words in it, for this request.
  private func step(_ words: String, person: String, access: String, scope: String = "") throws -> Accord.Ending {
    let steps = try `A workflow`.steps(of: `A workflow`.request)
    let scripts = steps.compactMap { $0["run"]?.text }.filter { $0.contains(words) }
    try #require(scripts.count == 1)
    return try place.step(
      ". ./set.bash\n" + scripts[0],
      environment: [
        "PERSON": person, "ACCESS": access, "SCOPE": scope, "FOR": "8h", "REASON": "SEC-7: it's urgent",
        "RUNNER_TEMP": "temp", "GITHUB_ACTOR": "priya", "GITHUB_RUN_ID": "7", "GITHUB_STEP_SUMMARY": "summary.md",
      ])
  }

  @Test func `opens a pull request with the edit, what it means and who should agree`() throws {
    try place.edit("policies/people.yaml", "    name: Lin Zhao", "    name: Lin Zhao\n    manager: priya@acme.com")
    #expect(try place.step(". ./set.bash; git commit --quiet --all --message manager").code == 0)
    let (person, access, scope) = ("lin@acme.com", "Source Admin", "source/website")
    let asked = try step("accord edit", person: person, access: access, scope: scope)
    #expect(asked.code == 0, "\(asked.everything)")
    let body = try place.text("temp/request.md")
    #expect(body.hasPrefix("priya asks for this, by the form."))
    #expect(body.contains("lin@acme.com gains Source Admin on source/website until 20"), "\(body)")
    #expect(body.contains("priya@acme.com is the manager of lin@acme.com, and should agree"), "\(body)")
    let opened = try step("gh pr create", person: person, access: access, scope: scope)
    #expect(opened.code == 0, "\(opened.everything)")
    #expect(
      try place.text("log").contains(
        "|--title|Segment access for lin@acme.com: Source Admin|--body-file|temp/request.md|"))
    let pushed = try place.step("git --git-dir origin.git show --stat --format=%B segment-request-7")
    #expect(pushed.output.contains("SEC-7: it's urgent"), "\(pushed.everything)")
    #expect(pushed.output.contains("policies/people.yaml | 4 ++++"), "\(pushed.everything)")
  }

  @Test(arguments: [
    ("lim@acme.com", "Source Admin", 1, "did you mean lin@acme.com?"),
    ("$(touch owned)@acme.com", "Source Admin", 1, "touch owned"),
    ("lin@acme.com", "group/$(touch owned)", 1, "touch owned"),
    ("--help", "Source Admin", 0, ""),
  ])
  func `opens nothing where the request is not clear, and runs nothing that stands in it`(
    person: String, access: String, code: Int32, said: String
  ) throws {
    let asked = try step("accord edit", person: person, access: access)
    #expect(asked.code == code, "\(asked.everything)")
    #expect(try place.text("summary.md").contains(said))
    #expect(place.names(in: ".").contains("owned") == false)
    #expect(try place.step("git diff --quiet").code == 0)
    #expect(try place.step("test ! -e said").code == 0)
  }
}

@Suite struct `The workflow for a fleet` {
  /// What is in the list for a push from the first commit to the head, where these lines of sh made the commits.
  private func shards(of event: String, after commits: String) throws -> String {
    let place = try PrivatePlace()
    let steps = try `A workflow`.steps(of: `A workflow`.fleet)
    let script = try #require(steps.compactMap { $0["run"]?.text }.first { $0.contains("shards=") })
    try place.write("step.bash", script)
    let setting = """
      git() { command git -c user.name=t -c user.email=t@acme.com -c commit.gpgsign=false "$@"; }
      commit() { git add -A && git commit -qm commit; }
      mkdir fleet && cd fleet && git init -q
      mkdir -p shared workspaces/a workspaces/b workspaces/c
      touch shared/people.yaml workspaces/{a,b,c}/policy.yaml && commit
      export BEFORE=$(git rev-parse HEAD)
      \(commits)
      GITHUB_OUTPUT=output /bin/bash --noprofile --norc -eo pipefail ../step.bash && cat output
      """
    try place.write("all.bash", setting)
    let ending = try Accord(
      place: place, environment: ["GITHUB_EVENT_NAME": event], shell: "exec /bin/bash -eu all.bash"
    ).run([])
    #expect(ending.code == 0, "\(ending.everything)")
    return ending.output
  }

  @Test func `applies what all commits of a push changed, and survives a workspace that is gone`() throws {
    let commits = """
      echo 1 > workspaces/a/policy.yaml && commit
      echo 1 > workspaces/b/policy.yaml && commit
      git rm -qr workspaces/c && commit
      """
    #expect(try shards(of: "push", after: commits) == #"shards=[["a","b"]]"# + "\n")
    #expect(try shards(of: "push", after: "git rm -qr workspaces/c && commit") == "shards=[]\n")
  }

  @Test func `applies all of them where what they share changed, or a schedule looks`() throws {
    let all = #"shards=[["a","b","c"]]"# + "\n"
    #expect(try shards(of: "push", after: "echo 1 > shared/people.yaml && commit") == all)
    #expect(try shards(of: "schedule", after: "") == all)
    #expect(try shards(of: "push", after: "export BEFORE=0000000000000000000000000000000000000000") == all)
  }
}

/// `.github/actions/comment/post` over a `gh` that writes down what it is asked for.
@Suite struct `Comments on pull requests` {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.write(
      "gh.bash",
      """
      # $1 is `api`; comments that are there are in the file `ours`.
      gh() {
        if [ "$2" = --paginate ]; then echo "LIST $3 $MARK" >> log; cat ours; return; fi
        body="$(for word in "$@"; do case "$word" in body=@*) head -n 1 "${word#body=@}" ;; esac; done)"
        echo "$4 $5 $body" >> log
      }
      """)
  }

  /// The script with our `gh` as a function: a file of it, just written, could not be run while another test starts a
  /// process.
  private var script: String {
    let path = PrivatePlace.repository.appending(path: ".github/actions/comment/post").path()
    return "exec /bin/bash -c '. ./gh.bash; . \(path)'"
  }

  private func post(_ count: Int, over ours: [Int], on numbers: String = "12") throws -> Accord.Ending {
    for page in 1...count {
      try place.write(page == 1 ? "comment.md" : "comment-\(page).md", "<!-- accord plan acme \(page)/\(count) -->\n…")
    }
    try place.write("ours", ours.map { "\($0)\n" }.joined())
    return try run(on: numbers)
  }

  private func run(on numbers: String = "12") throws -> Accord.Ending {
    try Accord(
      place: place,
      environment: ["ACCORD_PAGES": "comment.md", "ACCORD_NUMBERS": numbers, "GH_REPO": "acme/access"], shell: script
    ).run([])
  }

  private func log() throws -> [String] { try place.text("log").split(separator: "\n").map(String.init) }

  @Test func `go over those of the last run, and what is left of these goes`() throws {
    let ending = try post(1, over: [71, 72, 73])
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(
      try log() == [
        "LIST repos/acme/access/issues/12/comments <!-- accord plan acme ",
        "PATCH repos/acme/access/issues/comments/71 <!-- accord plan acme 1/1 -->",
        "DELETE repos/acme/access/issues/comments/72 ", "DELETE repos/acme/access/issues/comments/73 ",
      ])
  }

  @Test func `are new where there are none, in the order of the pages, on each pull request`() throws {
    #expect(try post(2, over: [], on: "12 13").code == 0)
    let posts = try log().filter { $0.hasPrefix("POST") }
    #expect(
      posts
        == ["12", "13"].flatMap { number in
          (1...2).map { "POST repos/acme/access/issues/\(number)/comments <!-- accord plan acme \($0)/2 -->" }
        })
  }

  @Test func `are not made again where those that are there cannot be read`() throws {
    _ = try post(1, over: [71])
    for file in ["log", "ours"] { try FileManager.default.removeItem(atPath: "\(place.path)/\(file)") }
    #expect(try run().code != 0)
    #expect(try log() == ["LIST repos/acme/access/issues/12/comments <!-- accord plan acme "])
  }

  @Test func `are made of a report and of nothing else`() throws {
    _ = try post(1, over: [71])
    try FileManager.default.removeItem(atPath: "\(place.path)/log")
    try place.write("comment.md", "<!-- accord plan acme --> hello")
    let ending = try run()
    #expect(ending.code == 1)
    #expect(ending.output.contains("is not a report"))
    #expect(throws: (any Error).self) { try log() }
  }
}

extension PrivatePlace {
  /// Runs a script as runners of both do.
  func step(_ script: String, environment: [String: String] = [:]) throws -> Accord.Ending {
    try write("step.bash", script)
    let shell = "exec /bin/bash --noprofile --norc -eo pipefail step.bash"
    return try Accord(place: self, environment: environment, shell: shell).run([])
  }

  func make(_ directory: String) throws {
    try FileManager.default.createDirectory(atPath: "\(path)/\(directory)", withIntermediateDirectories: true)
  }
}
