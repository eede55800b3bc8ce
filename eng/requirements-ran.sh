#!/usr/bin/env bash
# Every test named in docs/requirements.md has run and passed. Reads "outcome<tab>test" lines.
set -euo pipefail
cd "$(dirname "$0")/.."
awk -F '\t' '
  NR == FNR { name = $2; sub(/\(.*/, "", name); if ($1 == "Passed") ran[name]; else bad[name]; next }
  /^\| *[0-9]+\.[0-9]+ *\|/ {
    line = $0
    while (match(line, /`[A-Za-z_][A-Za-z0-9_.+]*`/)) {
      name = substr(line, RSTART + 1, RLENGTH - 2); line = substr(line, RSTART + RLENGTH)
      if (!(name in ran) || (name in bad)) { print "docs/requirements.md names a test that did not run and pass: " name; wrong = 1 }
    }
  }
  END { exit wrong }' - docs/requirements.md
