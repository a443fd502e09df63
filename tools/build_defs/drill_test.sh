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
# Bazel counts from 0, and wants to see that a test knows of shards.
shard=()
if [ "${TEST_TOTAL_SHARDS:-1}" -gt 1 ]; then
  [ -z "${TEST_SHARD_STATUS_FILE:-}" ] || : >"$TEST_SHARD_STATUS_FILE"
  shard=(--shard "$((TEST_SHARD_INDEX + 1))/$TEST_TOTAL_SHARDS")
fi
# A test whose time is over is killed some seconds later: a minute before that, or a quarter of the time where that is less,
# the drill is asked to end, tears down and says what it knows. It stays in Bazel's process group, so that Bazel can stop it.
limit=()
if [ -n "${TEST_TIMEOUT:-}" ]; then
  kept=$((TEST_TIMEOUT / 4))
  [ "$kept" -le 60 ] || kept=60
  limit=(timeout --foreground --preserve-status --signal=TERM "$((TEST_TIMEOUT - kept))")
fi
"${limit[@]}" "$drill" run "$scenario" --out "$out" "${shard[@]}" "$@"
code=$?
# Neither the runbook's fault nor the scenario's. Bazel wants the part that failed, then what happened.
if [ "$code" = 4 ] && [ -n "${TEST_INFRASTRUCTURE_FAILURE_FILE:-}" ]; then
  printf '%s\n' "rollback-drill" "$name $*: the harness or the machine failed; see the test's log" \
    >"$TEST_INFRASTRUCTURE_FAILURE_FILE"
fi
failure=
[ "$code" = "$expected" ] || failure="exit code $code, not $expected"
[ -z "$failure" ] || echo "FAILED $name $*: $failure"
if [ "$expected" != 0 ] || [ ! -s "$xml" ]; then host_test_case "$xml" "$name $*" "$failure"; fi
[ -z "$failure" ]
