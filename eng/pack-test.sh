#!/usr/bin/env bash
# Packs every package under a version of its own and runs tests/Packaging/Program on them, as a stranger would:
# outside the repository, with an empty package cache, from a folder feed.
#   eng/pack-test.sh [--built] [DIRECTORY]   DIRECTORY (made if missing, outside the repository) keeps the feed and the program
# With --built it packs what the last Release build left; otherwise it builds first.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
exec </dev/null

built=''
if [ "${1:-}" = --built ]; then built=1; shift; fi
if [ $# -gt 0 ]; then mkdir -p "$1"; at=$(cd "$1" && pwd); else at=$(mktemp -d); trap 'rm -rf "$at"' EXIT; fi
case $at/ in "$root"/*) echo "$at lies inside the repository" >&2; exit 2 ;; esac
version=0.1.0-test.$(date -u +%Y%m%d%H%M%S).$$
mkdir -p "$at/feed"

step() { # title, command...: quiet when it goes well
  echo "$1"; shift
  "$@" > "$at/step.log" 2>&1 || { grep -E 'error|rror:|xception' "$at/step.log" | sort -u | head -n 40; tail -n 20 "$at/step.log"; exit 1; }
}

# A filter of the solution: the packages without the tests.
{ printf '{ "solution": { "path": "%s/ContactCenter.sln", "projects": [' "$root"
  find src -name '*.csproj' -not -path '*/obj/*' | LC_ALL=C sort | sed 's/.*/"&"/' | paste -sd, -
  printf '] } }\n'
} > "$at/packages.slnf"
[ -n "$built" ] || step "Building" dotnet build "$at/packages.slnf" -c Release
# The assemblies are those of the build; the version is the packages' alone and leaves nothing in the working tree.
step "Packing $version" dotnet pack "$at/packages.slnf" -c Release --no-build --output "$at/feed" \
  -p:Version="$version" -p:NuspecOutputPath="$at/nuspec/"

rm -rf "$at/program"
cp -r tests/Packaging/Program "$at/program"
cat > "$at/program/nuget.config" <<CONFIG
<configuration>
  <packageSources>
    <add key="packed" value="$at/feed" />
  </packageSources>
</configuration>
CONFIG
{ echo '<Project><ItemGroup>'
  for package in "$at"/feed/*."$version".nupkg; do
    name=$(basename "$package" ".$version.nupkg")
    # A tool is installed, not referenced.
    grep -q '<PackAsTool>true' "$(find src -name "$name.csproj")" && continue
    echo "<PackageReference Include=\"$name\" Version=\"[$version]\" />"
  done
  echo '</ItemGroup></Project>'
} > "$at/program/Packages.props"

export NUGET_PACKAGES=$at/cache
unset CI MSBUILD_EXE_PATH MSBuildSDKsPath MSBuildExtensionsPath MSBuildLoadMicrosoftTargetsReadOnly
step "Building the program on the packages" dotnet build "$at/program" -c Release
echo "Running it"
cd "$at/program"
timeout 120 dotnet bin/Release/net10.0/Program.dll
