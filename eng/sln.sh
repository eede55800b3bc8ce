#!/usr/bin/env bash
# Writes ContactCenter.sln from the projects on disk. Ids come from the paths, so two branches write the same lines;
# after a merge run it again instead of resolving a conflict by hand.
#   eng/sln.sh           writes the file
#   eng/sln.sh --check   fails when the file is not what would be written
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C

# tests/Packaging is built outside the repository, against packed packages.
projects=$(find src tests samples -name '*.csproj' -not -path '*/obj/*' -not -path '*/bin/*' -not -path 'tests/Packaging/*' 2>/dev/null | sort)

folders=$(for project in $projects; do
  folder=$(dirname "$(dirname "$project")")
  while [ "$folder" != . ]; do echo "$folder"; folder=$(dirname "$folder"); done
done | sort -u)

# A path and its id, a stable one in the form of a GUID, on each line. One md5sum for all: a process for each would take half a minute.
ids() {
  local at number=10000 path
  at=$(mktemp -d)
  for path in $folders $projects; do printf '%s' "$path" > "$at/$((number += 1))"; done
  (cd "$at" && md5sum -- *) | tr 'a-f' 'A-F' | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/{\1-\2-\3-\4-\5}/' | paste -d ' ' <(printf '%s\n' $folders $projects) -
  rm -rf "$at"
}

write() {
  ids | awk '
    function name(path) { sub(/.*\//, "", path); return path }
    function above(path) { return sub(/\/[^\/]*$/, "", path) ? path : "." }
    { id[$1] = $2; paths[++count] = $1 }
    END {
      printf "\nMicrosoft Visual Studio Solution File, Format Version 12.00\n# Visual Studio Version 17\n"
      printf "VisualStudioVersion = 17.0.31903.59\nMinimumVisualStudioVersion = 10.0.40219.1\n"
      for (i = 1; i <= count; i++) {
        path = paths[i]; type = "2150E333-8FDC-42A3-9474-1A3956D46DE8"; shown = file = name(path)
        if (path ~ /\.csproj$/) { type = "FAE04EC0-301F-11D3-BF4B-00C04F79EFBC"; sub(/\.csproj$/, "", shown); file = path; gsub(/\//, "\\", file) }
        printf "Project(\"{%s}\") = \"%s\", \"%s\", \"%s\"\nEndProject\n", type, shown, file, id[path]
      }
      printf "Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n"
      printf "\t\tDebug|Any CPU = Debug|Any CPU\n\t\tRelease|Any CPU = Release|Any CPU\n\tEndGlobalSection\n"
      printf "\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n"
      split("Debug Release", built, " ")
      for (i = 1; i <= count; i++) for (c = 1; c <= 2; c++) if (paths[i] ~ /\.csproj$/) {
        printf "\t\t%s.%s|Any CPU.ActiveCfg = %s|Any CPU\n", id[paths[i]], built[c], built[c]
        printf "\t\t%s.%s|Any CPU.Build.0 = %s|Any CPU\n", id[paths[i]], built[c], built[c]
      }
      printf "\tEndGlobalSection\n\tGlobalSection(SolutionProperties) = preSolution\n\t\tHideSolutionNode = FALSE\n\tEndGlobalSection\n"
      printf "\tGlobalSection(NestedProjects) = preSolution\n"
      for (i = 1; i <= count; i++) {
        in_folder = above(paths[i]); if (paths[i] ~ /\.csproj$/) in_folder = above(in_folder)
        if (in_folder != ".") printf "\t\t%s = %s\n", id[paths[i]], id[in_folder]
      }
      printf "\tEndGlobalSection\nEndGlobal\n"
    }'
}

if [ "${1:-}" = --check ]; then
  write | cmp -s - ContactCenter.sln || { echo "ContactCenter.sln does not match the projects on disk; run eng/sln.sh"; exit 1; }
else
  write > ContactCenter.sln
fi
