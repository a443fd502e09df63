#!/usr/bin/env bash
# fault_test.sh LIBRARY DRILL SCENARIO takes_hold|cannot: whether the scenario's fault takes hold on a real drill host. See
# fault_test.bzl.
set -u
source "$1" || exit 1
drill=$2 scenario=$(readlink -f "$3") wanted=$4 name=$3
host_test_skip "$name"
xml=${XML_OUTPUT_FILE:-}
unset XML_OUTPUT_FILE
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ "$wanted" = takes_hold ]; then
  expected=0
  "$drill" shell "$scenario" --at broken -- true >"$log" 2>&1
else
  expected=2
  "$drill" run "$scenario" --out "${TEST_UNDECLARED_OUTPUTS_DIR:-$(mktemp -d)}/drill" >"$log" 2>&1
fi
code=$?
cat "$log"
failure=
[ "$code" = "$expected" ] || failure="exit code $code, not $expected"
# What the harness must say stands in the scenario: "# says: TEXT".
says=$(sed -n 's/^# says: //p' "$scenario")
if [ "$wanted" = cannot ] && [ -z "$says" ]; then
  failure="the scenario lacks its '# says: ' line"
elif [ -z "$failure" ] && ! grep -qF -- "$says" "$log"; then
  failure="the output lacks what the scenario's '# says: ' line wants"
fi
[ -z "$failure" ] || echo "FAILED $name: $failure"
host_test_case "$xml" "$name" "$failure"
[ -z "$failure" ]
