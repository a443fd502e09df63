#!/usr/bin/env bash
# validate_test.sh READER: what `validate` finds of a stack without a machine; all of it at once, with its place.
set -u
drill=$PWD/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

# wants CODE TEXT ARGUMENTS...: this exit code, and this text among what is said.
wants() {
  local code=$1 text=$2 said
  shift 2
  said=$(ROLLBACK_DRILL_ROOT=$work ROLLBACK_DRILL_CACHE=$work/cache "$drill" "$@" 2>&1)
  local got=$?
  if [ "$got" != "$code" ] || [[ $said != *"$text"* ]]; then
    echo "drill $*: exit $got, not $code, or without '$text':"
    echo "$said"
    failed=1
  fi
}

# A stack's own file, with all that can be told without a machine.
mkdir -p stack/host/srv/shop stack/web
echo '# Shop' >stack/ROLLBACK.md
echo 'FROM debain:13' >stack/web/Dockerfile
cat >stack/host/srv/shop/compose.yml <<'COMPOSE'
services:
  web: {image: "shop-wbe:1", ports: ["80:80"]}
  api: {image: "shop-web:1", ports: ["80:81"]}
COMPOSE
cat >stack/stack.textproto <<'STACK'
description: "A shop."
operator_directory: "/srv/shpo"
compose_project: "shop"
images { reference: "shop-web:1" build { context: "web" } }
releases { version: "1" images { key: "web" value: "shop-web:1" } }
baseline: "1"
start_limit: "60"
prepare { name: "up" command: "cd /srv/shop && docker compose up -d" records_release: "1" }
steady_state { name: "front" http { url: "http://localhost/" } within: "1s" }
STACK
for text in "stack.textproto:2:1: operator_directory" "stack.textproto:7:14: start_limit is no duration" \
  "Dockerfile:1: needs debain:13" "compose.yml:2: service web has an image that nobody makes" \
  "compose.yml:3: port 80 of api is taken by web"; do
  wants 65 "$text" validate stack/stack.textproto
done
sed -i 's/shpo/shop/; s/"60"/"60s"/; s/ within: "1s"//' stack/stack.textproto
sed -i 's/wbe/web/; s/80:81/81:81/' stack/host/srv/shop/compose.yml
echo 'FROM scratch' >stack/web/Dockerfile
wants 0 "stack: usable; 1 image" validate stack
echo '  db: {image: "shop-db:1"' >>stack/host/srv/shop/compose.yml
wants 65 "is no YAML" validate stack

exit $failed
