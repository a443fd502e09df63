#!/usr/bin/env bash
# drill_test.sh DRILL SCENARIO EXIT_CODE OPTIONS...: runs one drill and wants this exit code. See drill_test.bzl.
set -u
# The files themselves, not the links that Bazel makes: a seed is named by what its inputs are.
drill=$1 scenario=$(readlink -f "$2") expected=$3 name=$2
shift 3
reason=
[ "$(id -u)" = 0 ] || reason="it needs root"
command -v runc >/dev/null || reason="it needs runc"
if [ -n "$reason" ]; then
  echo "SKIPPED $name $*: $reason"
  [ -z "${XML_OUTPUT_FILE:-}" ] || printf '<testsuites><testsuite name="%s"><testcase name="%s" classname="drill" result="skipped"><skipped message="%s"/></testcase></testsuite></testsuites>\n' \
    "$name" "$name $*" "$reason" >"$XML_OUTPUT_FILE"
  exit 0
fi
# A drill that is wanted green writes Bazel's test result itself, a case for each check. The report of a control without
# rollback says "failed" where that is wanted: there the exit code is the one case.
xml=${XML_OUTPUT_FILE:-}
[ "$expected" = 0 ] || unset XML_OUTPUT_FILE
"$drill" run "$scenario" --out "${TEST_UNDECLARED_OUTPUTS_DIR:-$(mktemp -d)}/drill" "$@"
code=$?
[ "$code" != "$expected" ] || failure=
[ "$code" = "$expected" ] || failure="exit code $code, not $expected"
[ -z "$failure" ] || echo "FAILED $name $*: $failure"
if [ -n "$xml" ] && { [ "$expected" != 0 ] || [ ! -s "$xml" ]; }; then
  printf '<testsuites><testsuite name="%s"><testcase name="%s" classname="drill">%s</testcase></testsuite></testsuites>\n' \
    "$name" "$name $*" "${failure:+<failure message=\"$failure\"/>}" >"$xml"
fi
[ -z "$failure" ]
