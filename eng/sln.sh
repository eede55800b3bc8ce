#!/usr/bin/env bash
# Writes ContactCenter.sln from the projects on disk. Ids come from the paths, so two branches write the same lines;
# after a merge run it again instead of resolving a conflict by hand.
#   eng/sln.sh           writes the file
#   eng/sln.sh --check   fails when the file is not what would be written
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C

id() { # text: a stable id in the form of a GUID
  local h; h=$(printf '%s' "$1" | md5sum | tr 'a-f' 'A-F')
  echo "{${h:0:8}-${h:8:4}-${h:12:4}-${h:16:4}-${h:20:12}}"
}

# tests/Packaging is built outside the repository, against packed packages.
projects=$(find src tests samples -name '*.csproj' -not -path '*/obj/*' -not -path '*/bin/*' -not -path 'tests/Packaging/*' 2>/dev/null | sort)

folders=$(for project in $projects; do
  folder=$(dirname "$(dirname "$project")")
  while [ "$folder" != . ]; do echo "$folder"; folder=$(dirname "$folder"); done
done | sort -u)

write() {
  local project folder configuration
  printf '\nMicrosoft Visual Studio Solution File, Format Version 12.00\n# Visual Studio Version 17\n'
  printf 'VisualStudioVersion = 17.0.31903.59\nMinimumVisualStudioVersion = 10.0.40219.1\n'
  for folder in $folders; do
    printf 'Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "%s", "%s", "%s"\nEndProject\n' \
      "$(basename "$folder")" "$(basename "$folder")" "$(id "$folder")"
  done
  for project in $projects; do
    printf 'Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "%s", "%s", "%s"\nEndProject\n' \
      "$(basename "$project" .csproj)" "${project//\//\\}" "$(id "$project")"
  done
  printf 'Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n'
  printf '\t\tDebug|Any CPU = Debug|Any CPU\n\t\tRelease|Any CPU = Release|Any CPU\n\tEndGlobalSection\n'
  printf '\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n'
  for project in $projects; do
    for configuration in Debug Release; do
      printf '\t\t%s.%s|Any CPU.ActiveCfg = %s|Any CPU\n\t\t%s.%s|Any CPU.Build.0 = %s|Any CPU\n' \
        "$(id "$project")" $configuration $configuration "$(id "$project")" $configuration $configuration
    done
  done
  printf '\tEndGlobalSection\n\tGlobalSection(SolutionProperties) = preSolution\n\t\tHideSolutionNode = FALSE\n\tEndGlobalSection\n'
  printf '\tGlobalSection(NestedProjects) = preSolution\n'
  for folder in $folders; do
    [ "$(dirname "$folder")" = . ] || printf '\t\t%s = %s\n' "$(id "$folder")" "$(id "$(dirname "$folder")")"
  done
  for project in $projects; do
    printf '\t\t%s = %s\n' "$(id "$project")" "$(id "$(dirname "$(dirname "$project")")")"
  done
  printf '\tEndGlobalSection\nEndGlobal\n'
}

if [ "${1:-}" = --check ]; then
  write | cmp -s - ContactCenter.sln || { echo "ContactCenter.sln does not match the projects on disk; run eng/sln.sh"; exit 1; }
else
  write > ContactCenter.sln
fi
