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
# The reports of a control say "failed" where that is wanted: the test's own result is what counts here.
xml=${XML_OUTPUT_FILE:-}
unset XML_OUTPUT_FILE
"$drill" run "$scenario" --out "${TEST_UNDECLARED_OUTPUTS_DIR:-$(mktemp -d)}/drill" "$@"
code=$?
if [ "$code" = "$expected" ]; then
  failure=
else
  failure="<failure message=\"exit code $code, not $expected\"/>"
  echo "FAILED $name $*: exit code $code, not $expected"
fi
[ -z "$xml" ] || printf '<testsuites><testsuite name="%s"><testcase name="%s" classname="drill">%s</testcase></testsuite></testsuites>\n' \
  "$name" "$name $*" "$failure" >"$xml"
[ -z "$failure" ]
