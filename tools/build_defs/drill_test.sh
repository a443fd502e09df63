#!/usr/bin/env bash
# drill_test.sh LIBRARY DRILL SCENARIO EXIT_CODE OPTIONS...: runs one drill and wants this exit code. See drill_test.bzl.
set -u
source "$1" || exit 1
# The files themselves, not the links that Bazel makes: a seed is named by what its inputs are.
drill=$2 scenario=$(readlink -f "$3") expected=$4 name=$3
shift 4
host_test_skip "$name $*"
# A drill that is wanted green writes Bazel's test result itself, a case for each check. The report of a control without
# rollback says "failed" where that is wanted: there the exit code is the one case.
xml=${XML_OUTPUT_FILE:-}
[ "$expected" = 0 ] || unset XML_OUTPUT_FILE
out=${TEST_UNDECLARED_OUTPUTS_DIR:-$(mktemp -d)}/drill
# A second attempt finds what the first one left.
rm -rf "$out"
"$drill" run "$scenario" --out "$out" "$@"
code=$?
failure=
[ "$code" = "$expected" ] || failure="exit code $code, not $expected"
[ -z "$failure" ] || echo "FAILED $name $*: $failure"
if [ "$expected" != 0 ] || [ ! -s "$xml" ]; then host_test_case "$xml" "$name $*" "$failure"; fi
[ -z "$failure" ]
