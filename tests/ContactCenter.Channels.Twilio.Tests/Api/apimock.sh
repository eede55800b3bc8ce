#!/bin/bash
# Answers as Twilio's or WhatsApp's REST API would, on loopback, from the vendor's own OpenAPI file, and refuses ill-formed requests.
#   apimock.sh start twilio|whatsapp PORT DIR   installs @stoplight/prism-cli into DIR once (npm, about 30 s), then starts in 5-10 s
#   apimock.sh stop  twilio|whatsapp PORT DIR   the log with each verdict is DIR/NAME-PORT.log
# APIMOCK_SPECS is the folder with the gzipped OpenAPI files.
# Without --errors: the vendor's own examples of a list break its file (relative URIs); ill-formed requests are refused all the same.
set -euo pipefail
specs=${APIMOCK_SPECS:?the folder of the OpenAPI files}; cmd=$1 name=$2 port=$3; dir=$(mkdir -p "$4" && cd "$4" && pwd); pid=$dir/$name-$port.pid
case $name in twilio) spec=twilio_api_v2010.yaml ;; whatsapp) spec=whatsapp_business_v23.yaml ;; *) echo "twilio or whatsapp" >&2; exit 2 ;; esac
case $cmd in
start)
  [ -s "$dir/$spec" ] || gzip -dc "$specs/$spec.gz" > "$dir/$spec"
  [ -x "$dir/node_modules/.bin/prism" ] || (cd "$dir" && npm install --no-audit --no-fund --no-save --ignore-scripts @stoplight/prism-cli@5.14.2 >npm.log 2>&1)
  "$dir/node_modules/.bin/prism" mock -h 127.0.0.1 -p "$port" "$dir/$spec" </dev/null >"$dir/$name-$port.log" 2>&1 & echo $! > "$pid"
  for _ in $(seq 120); do grep -q 'Prism is listening' "$dir/$name-$port.log" && { echo "$name API on port $port"; exit 0; }; kill -0 "$(cat "$pid")" 2>/dev/null || break; sleep 0.5; done
  tail -n 5 "$dir/$name-$port.log" >&2; exit 1 ;;
stop) kill "$(cat "$pid")" 2>/dev/null || true; rm -f "$pid" ;;
*) exit 2 ;;
esac
