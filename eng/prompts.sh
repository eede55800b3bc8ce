#!/usr/bin/env bash
# Makes the recordings of a prompt folder with espeak-ng: for each FOLDER/LANGUAGE/texts.json ({"text": "name"}) the files FOLDER/LANGUAGE/name.wav, mono, 8 kHz, 16 bits, -3 dB.
#   eng/prompts.sh samples/ReferenceHost/prompts         what is missing
#   eng/prompts.sh samples/ReferenceHost/prompts all     all of them anew
# Texts that are recorded by a speaker keep their names: replace the file.
set -euo pipefail
[ $# -ge 1 ] || { sed -n 2,5p "$0"; exit 2; }
folder=$1 all=${2:-}
for tool in espeak-ng sox python3; do
  command -v "$tool" > /dev/null || { echo "$tool is not there; apt-get install -y espeak-ng sox python3" >&2; exit 1; }
done

raw=$(mktemp --suffix .wav)
trap 'rm -f "$raw"' EXIT
for texts in "$folder"/*/texts.json; do
  language=$(basename "$(dirname "$texts")")
  python3 -c 'import json, sys
for text, name in json.load(open(sys.argv[1], encoding="utf-8")).items():
    print(name + "\t" + text)' "$texts" |
  while IFS=$'\t' read -r name text; do
    [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || { echo "$texts: '$name' is no name of a recording" >&2; exit 1; }
    file=$folder/$language/$name.wav
    if [ "$all" != all ] && [ -f "$file" ]; then continue; fi
    espeak-ng -v "$language" -s 150 -b 1 --stdin -w "$raw" <<< "$text"
    # Silence of 0.1 s is left before and behind the words.
    sox -D "$raw" -c 1 -b 16 "$file" silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse gain -n -3 rate 8000 pad 0.1 0.1
    echo "$file"
  done
done
