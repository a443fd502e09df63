#!/usr/bin/env bash
# host_test_test.sh LIBRARY: what becomes of a test on a machine that can make no drill host.
set -u
library=$PWD/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# without_runc CODE TEXT ELEMENT ENVIRONMENT...: a test that wants a host, where there is no runc: its exit code, what it prints,
# and the element that its result for Bazel holds.
without_runc() {
  local wanted=$1 text=$2 element=$3 got
  shift 3
  mkdir -p "$work/bin"
  ln -sf "$(command -v id)" "$work/bin/id"
  rm -f "$work/xml"
  env -u ROLLBACK_DRILL_MUST_RUN "$@" PATH="$work/bin" XML_OUTPUT_FILE="$work/xml" \
    "$(command -v bash)" -c 'source "$0"; host_test_skip "the drill"; echo "it went on"' "$library" >"$work/log" 2>&1
  got=$?
  if [ "$got" != "$wanted" ] || ! grep -q "$text the drill: it needs" "$work/log" || ! grep -q "<$element message=" "$work/xml"; then
    echo "$*: exit code $got, not $wanted, or without '$text' or <$element>: $(cat "$work/log" "$work/xml")"
    failed=1
  fi
}

without_runc 0 SKIPPED skipped A=1
without_runc 1 FAILED failure ROLLBACK_DRILL_MUST_RUN=1
exit $failed
