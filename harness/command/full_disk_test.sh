#!/usr/bin/env bash
# full_disk_test.sh DRILL SCENARIO: the disk under the run directory is full while a drill runs. It still ends with a
# verdict on the console and exit code 4, leaves nothing on the machine, and keeps what could be written readable.
set -u
drill=$PWD/$1 scenario=$(readlink -f "$2")
[ "$(id -u)" = 0 ] && command -v runc >/dev/null || { echo "SKIPPED full_disk_test: it needs root and runc"; exit 0; }
# What these drills find is no result of this test: their cases are not its own.
unset XML_OUTPUT_FILE
work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
cache=${ROLLBACK_DRILL_CACHE:-/var/cache/rollback-drill}
failed=0
expect() { if ! eval "$1"; then echo "not so: $1"; failed=1; fi; }

# The seed must be there: making it is not what is tried here.
"$drill" run "$scenario" --no-fault --out "$work/first" >"$work/first.log" 2>&1 || { cat "$work/first.log"; exit 1; }

mkdir "$work/small"
for kilobytes in 8 16 32; do
  mount -t tmpfs -o "size=${kilobytes}k" tmpfs "$work/small" || exit 1
  "$drill" run "$scenario" --out "$work/small/run" >"$work/log" 2>&1 &
  pid=$!
  wait $pid
  code=$?
  tail -n 5 "$work/log"
  expect '[ $code = 4 ]'
  expect 'grep -q "^ERROR: " "$work/log"'
  expect 'grep -q "could not be written: .*No space left on device" "$work/log"'
  expect '! compgen -G "$cache/sessions/s$pid-*" >/dev/null'
  expect '! grep -qs "s$pid-" /proc/mounts'
  umount "$work/small" || failed=1
done
exit $failed
