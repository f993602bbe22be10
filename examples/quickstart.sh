#!/usr/bin/env bash
# To a first plan and apply, in a Segment of your own: nothing here needs a token or a network. From a checkout it builds
# accord first (and asks apt-get for libyaml or libcurl where they are missing); from a package it runs what is installed.
# Works from any directory.
set -euo pipefail

repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
if [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ]; then say() { printf '\n%s\n' "$*"; }; fi

if [ -e "$repository/Package.swift" ]; then
  "$repository/.ci/install"
  say "== Building accord (a few minutes, once)"
  swift build --package-path "$repository" --product accord
  accord="$(swift build --package-path "$repository" --product accord --show-bin-path)/accord"
else
  # A package has this file in share/doc/accord/examples.
  accord="$(cd "$repository/../../../bin" && pwd)/accord"
fi

# A workspace that may be changed, and the journal beside it: the checkout stays as it was.
demo="$(mktemp -d)"
trap 'printf "\n%s\n" "stopped; what was done so far is in $demo"' ERR
install -m 600 "$repository/examples/acme.snapshot.json" "$demo/acme.json"
ln -s "$repository/policies" "$demo/policies"
cd "$demo"

say "== accord plan policies --sandbox acme.json"
"$accord" plan policies --sandbox acme.json

say "== accord apply policies --sandbox acme.json --yes"
"$accord" apply policies --sandbox acme.json --yes

say "== accord plan policies --sandbox acme.json"
"$accord" plan policies --sandbox acme.json

say "== What to look at"
cat <<END
  The first plan     an owner nobody declared, first of all; then what is taken away, then what is given
  The second plan    no changes: two people have not accepted their invites yet, and support staff are ignored
  $repository/policies
                     the policy; change it and plan again, nothing can break:
                     cd $demo && $accord plan policies --sandbox acme.json
  $demo/.accord
                     the journal: one line before and one after every write
  $accord --help
END
