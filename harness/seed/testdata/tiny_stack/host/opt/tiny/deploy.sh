#!/bin/bash
# Deploys a release of the tiny web server and waits until it says its own version.
set -euo pipefail
cd "$(dirname "$0")"
echo "VERSION=$1" > .env
docker compose up -d
for _ in $(seq 100); do
  if curl -fsS -m 2 http://localhost:8080/status.json | grep -q "\"version\": \"$1\""; then
    echo "$1 is up"
    exit 0
  fi
  sleep 0.2
done
echo "$1 did not come up" >&2
exit 1
