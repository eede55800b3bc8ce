#!/usr/bin/env bash
# Builds everything once (Release) and runs every test. The last line is "N passed, N failed, N skipped".
#   ./test.sh                          all
#   ./test.sh --filter Routing         only tests whose full name contains the word (or any filter of "dotnet test")
#   ./test.sh ContactCenter.Sip.Tests  only the projects named
# Missing Debian packages (eng/packages.txt) are installed when run as root and named otherwise.
# CONTACTCENTER_SHARED  folder with other people's data the tests use (vendors' OpenAPI files, recorded signatures);
#                       ../shared beside the repository when it is not set.
# CONTACTCENTER_TEST_LANES  how many test projects run at a time: 2; with 1 one after another.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
exec </dev/null
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1
# Hundreds of processes start here and none lives long: without profiles for later, and with code written where it runs, a start takes three quarters.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0

filter='' only=()
while [ $# -gt 0 ]; do
  case $1 in
    --filter) filter=${2:?--filter needs a word}; shift 2 ;;
    -h|--help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) only+=("$(basename "${1%/}" .csproj)"); shift ;;
  esac
done
case $filter in ''|*[=~]*) ;; *) filter="FullyQualifiedName~$filter" ;; esac

# Whatever is wrong counts as a failure, so that the last line never says less than the exit code.
passed=0 failed=0 skipped=0
results=artifacts/tests
rm -rf "$results"; mkdir -p "$results"

finish() { # the last line, whatever happened before it
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}

if [ -z "${CONTACTCENTER_SHARED:-}" ] && [ -d ../shared ]; then CONTACTCENTER_SHARED=$(cd ../shared && pwd); fi
export CONTACTCENTER_SHARED=${CONTACTCENTER_SHARED:-}
[ -d "$CONTACTCENTER_SHARED" ] || echo "CONTACTCENTER_SHARED names no folder: tests that need other people's data will fail."

missing=$(while read -r package command; do
  # shellcheck disable=SC2086 # a path may hold a star: any version will do
  case $package in ''|'#'*) ;; *) for found in $command; do command -v "$found" >/dev/null && continue 2; done; echo "$package" ;; esac
done < eng/packages.txt)
if [ -n "$missing" ]; then
  missing=$(echo "$missing" | sort -u | tr '\n' ' ')
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $missing"
    # shellcheck disable=SC2086 # a list of words
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } \
      > "$results/apt.log" 2>&1 || { tail -n 5 "$results/apt.log"; echo "Not installed: $missing"; }
  else
    echo "Missing, install them first (apt-get install $missing); tests that need them are skipped or fail."
  fi
fi

projects=()
for project in $(find tests -name '*.csproj' -not -path '*/obj/*' -not -path 'tests/Packaging/*' | LC_ALL=C sort); do
  name=$(basename "$project" .csproj)
  case $name in *.Tests|Acceptance|Conformance) ;; *) continue ;; esac # the rule of tests/Directory.Build.props
  if [ ${#only[@]} -gt 0 ] && [[ " ${only[*]} " != *" $name "* ]]; then continue; fi
  projects+=("$project")
done
if [ ${#projects[@]} -eq 0 ]; then echo "No test project${only[*]:+ named ${only[*]}}."; failed=1; finish; fi

if [ ${#only[@]} -gt 0 ]; then builds=("${projects[@]}"); else builds=(ContactCenter.sln); fi
# One compiler for all projects, whatever the environment says: most of the work of one that starts for each is the start. It is this run's
# own and ends here; into a file, not a pipe, which it would keep open.
compiler=contactcenter-$$-$RANDOM
end_compiler() { pgrep -f -- "-pipename:$compiler" | xargs -r kill; }
trap end_compiler EXIT
for build in "${builds[@]}"; do
  if ! dotnet build "$build" -c Release -clp:NoSummary -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" > "$results/build.log" 2>&1; then
    echo "The build of $build failed."
    grep -E ': error ' "$results/build.log" | sort -u | head -n 50 || tail -n 30 "$results/build.log"
    failed=1; finish
  fi
done
end_compiler
trap - EXIT

# Two projects at a time. The long ones begin first, and beside the one that drives browsers those that wait for telephones and clocks: of what keeps both
# cores busy by itself, two together take as long as one after the other.
first='Acceptance ContactCenter.Sip.Tests ContactCenter.Channels.Voice.Tests ContactCenter.Tests Repository.Tests ContactCenter.Audit.Sqlite.Tests Faults.Tests'
ordered=()
for name in $first; do for project in "${projects[@]}"; do case $project in */"$name".csproj) ordered+=("$project") ;; esac; done; done
for project in "${projects[@]}"; do case " $first " in *" $(basename "$project" .csproj) "*) ;; *) ordered+=("$project") ;; esac; done

run() { # one project: its log, its results, a line; what it counted goes into a file
  local project=$1 name began=$SECONDS trx log result p=0 f=0 s=0
  name=$(basename "$project" .csproj) trx=$results/$name.trx log=$results/$name.log
  dotnet test "$(dirname "$project")/bin/Release/net10.0/$name.dll" ${filter:+--filter "$filter"} \
    --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' \
    --blame-hang-timeout 15m --blame-hang-dump-type none > "$log" 2>&1 &
  child=$!
  wait "$child"
  result=$?

  # One line per test: outcome, tab, full name.
  [ ! -f "$trx" ] || tr -d '\r' < "$trx" | sed -nE '/<UnitTestResult /{
    s/.* testName="([^"]*)".* outcome="([^"]*)".*/\2\t\1/p
  }' > "$results/$name.list"
  [ -f "$results/$name.list" ] || : > "$results/$name.list"
  p=$(grep -c '^Passed' "$results/$name.list") s=$(grep -c '^NotExecuted' "$results/$name.list")
  f=$(grep -vcE '^(Passed|NotExecuted)' "$results/$name.list")

  {
    if [ "$result" -ne 0 ] && [ "$f" -eq 0 ]; then
      echo "$name broke off."; f=1; tail -n 100 "$log"
    elif [ "$((p + f + s))" -eq 0 ] && [ -z "$filter" ]; then
      echo "$name ran no test."; f=1; cat "$log"
    elif [ "$f" -gt 0 ]; then
      tail -n 400 "$log"
    fi
    printf '%-50s %5d passed %3d failed %3d skipped %4d s\n' "$name" "$p" "$f" "$s" $((SECONDS - began))
  } > "$results/$name.said"
  cat "$results/$name.said"
  echo "$p $f $s" > "$results/$name.count"
}

lane() { # takes one project after the other that nobody has taken
  child=
  trap '[ -z "$child" ] || kill "$child"; exit 143' TERM
  for project in "${ordered[@]}"; do
    if mkdir "$results/$(basename "$project" .csproj).taken" 2> /dev/null; then run "$project"; fi
  done
}

lanes=()
trap 'kill "${lanes[@]}" 2> /dev/null; exit 130' INT TERM
for _ in $(seq "${CONTACTCENTER_TEST_LANES:-2}"); do lane & lanes+=($!); done
wait "${lanes[@]}"
trap - INT TERM
rmdir "$results"/*.taken
for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  if { read -r p f s < "$results/$name.count"; } 2> /dev/null; then passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  else echo "$name was not run to its end."; failed=$((failed + 1)); fi
done

while IFS=$'\t' read -r _ test; do
  method=${test%%(*}
  reason=$(awk -v name="$method" '{ split($0, part, " *# *") } part[1] == name { print part[2]; exit }' tests/allowed-skips.txt)
  if [ -n "$reason" ]; then echo "skipped: $test ($reason)"
  else
    echo "skipped without a reason in tests/allowed-skips.txt: $test"
    failed=$((failed + 1)) skipped=$((skipped - 1))
  fi
done < <(cat "$results"/*.list | grep '^NotExecuted')

if [ -z "$filter" ] && [ ${#only[@]} -eq 0 ]; then
  cat "$results"/*.list | eng/requirements-ran.sh || failed=$((failed + 1))
elif [ "$((passed + failed + skipped))" -eq 0 ]; then
  echo "No test matched."; failed=1
fi
finish
