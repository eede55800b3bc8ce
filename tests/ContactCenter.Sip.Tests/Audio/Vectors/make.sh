#!/bin/sh
# Makes the reference vectors of G.722 in this folder anew: a signal of our own, and what ffmpeg makes of it. Needs sox and ffmpeg; the tests do not.
set -e
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
format="-r 16000 -c 1 -b 16"
sox -R -n $format "$work/1.wav" synth 0.3 sine 200:6800 gain -3
sox -R -n $format "$work/2.wav" synth 0.3 sawtooth 110:180 equalizer 700 2q +12 equalizer 1800 3q +9 lowpass 3500 tremolo 5 80 gain -n -6
sox -R -n $format "$work/3.wav" synth 0.2 pinknoise gain -n -3
sox -R -n $format "$work/4.wav" synth 0.2 sine 1000 sine 5000 remix - gain -n -1
sox -R "$work/1.wav" "$work/2.wav" "$work/3.wav" "$work/4.wav" $format g722-source.wav
ffmpeg -v error -y -i g722-source.wav -c:a g722 -f g722 g722-ffmpeg.g722
ffmpeg -v error -y -f g722 -i g722-ffmpeg.g722 -bitexact -c:a pcm_s16le g722-ffmpeg.wav
