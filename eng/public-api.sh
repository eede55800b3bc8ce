#!/usr/bin/env bash
# Brings PublicAPI.Unshipped.txt up to date: adds what is public and not listed, drops what is listed and gone.
#   eng/public-api.sh src/ContactCenter.Routing    that package and the packages it references
#   eng/public-api.sh                              every package
# Read the difference before you commit it: each line added is a promise.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

log=$(mktemp) found=$(mktemp)
trap 'rm -f "$log" "$found"' EXIT

if [ $# -gt 0 ]; then projects=("$@"); else mapfile -t projects < <(find src -name '*.csproj' -not -path '*/obj/*' | sort); fi

header() { # directory: both baseline files exist and start with the nullable header
  local file
  for file in "$1/PublicAPI.Shipped.txt" "$1/PublicAPI.Unshipped.txt"; do
    [ -s "$file" ] || echo '#nullable enable' > "$file"
  done
}

update() { # directory, sign (+ or -) and symbol per line on stdin
  local file=$1/PublicAPI.Unshipped.txt next
  next=$(mktemp)
  { echo '#nullable enable'
    awk 'NR == FNR { if (substr($0, 1, 1) == "-") gone[substr($0, 2)]; else added[substr($0, 2)]; next }
         { sub(/\r$/, "") }
         /^#/ || /^$/ || ($0 in gone) { next }
         { added[$0] }
         END { for (line in added) print line }' - "$file" | sort -u
  } > "$next"
  cat "$next" > "$file"
  rm -f "$next"
}

for project in "${projects[@]}"; do
  directory=$project; [ -d "$project" ] || directory=$(dirname "$project")
  header "$directory"

  # A package that does not build hides those above it: once per storey of the house.
  for _ in 1 2 3 4 5 6 7 8; do
    result=0
    dotnet build "$project" -c Release -v quiet -clp:NoSummary > "$log" 2>&1 || result=$?
    # "path(1,2): error RS0016: Symbol 'X' is not part of the declared public API (...) [/path/to/P.csproj]"
    sed -nE \
      -e "s/^.*(error|warning) RS0016: Symbol '(.*)' is not part of the declared public API.* \[(.*)\/[^\/]*\.csproj\]$/\3\t+\2/p" \
      -e "s/^.*(error|warning) RS0017: Symbol '(.*)' is part of the declared API,.* \[(.*)\/[^\/]*\.csproj\]$/\3\t-\2/p" \
      -e "s/^.*(error|warning) RS0025: The symbol '(.*)' appears more than once.* \[(.*)\/[^\/]*\.csproj\]$/\3\t+\2/p" \
      "$log" | sort -u > "$found"
    [ -s "$found" ] || break
    while IFS= read -r at; do
      header "$at"
      awk -F '\t' -v at="$at" '$1 == at { print $2 }' "$found" | update "$at"
      echo "$(basename "$at"): $(awk -F '\t' -v at="$at" '$1 == at' "$found" | wc -l) lines"
    done < <(cut -f1 "$found" | sort -u)
  done

  if [ "$result" -ne 0 ]; then
    echo "$project does not build for other reasons:" >&2
    grep -E ': (error|warning) ' "$log" | sort -u | head -30 >&2
    exit 1
  fi
done
