#!/usr/bin/env bash
# count_tests_test.sh COUNT_TESTS: what is counted as passed, failed and skipped.
set -u
count=$PWD/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# target NAME STATUS CASES: one target's event and test.xml.
target() {
  printf '<testsuites><testsuite>%s</testsuite></testsuites>' "$3" >"$work/$1.xml"
  printf '{"testResult": {"status": "%s", "testActionOutput": [{"name": "test.xml", "uri": "file://%s/%s.xml"}]}}\n' \
    "$2" "$work" "$1" >>"$work/events"
}

# wants TEXT CODE ARGUMENTS...
wants() {
  local text=$1 code=$2 said
  shift 2
  said=$(python3 "$count" "$@" 2>/dev/null)
  [ "$? $said" = "$code $text" ] || { echo "count_tests $*: '$said', not '$text' with exit code $code"; failed=1; }
}

target two PASSED '<testcase name="a"/><testcase name="b"/>'
target red FAILED '<testcase name="c"><failure/></testcase>'
target no_root PASSED '<testcase name="d" result="skipped"><skipped message="it needs root"/></testcase>'
target declared PASSED '<testcase name="e"/><testcase name="f"><skipped type="declared" message="does not apply"/></testcase>'
wants "3 1 1" 0 "$work/events"
printf '3 1 1\n4 0 0\n' >"$work/counts"
wants "7 passed, 1 failed, 1 skipped" 1 --total 1 "$work/counts"
echo '4 0 2' >"$work/green"
wants "4 passed, 0 failed, 2 skipped" 0 --total 0 "$work/green"
# A build that broke is a failure, and so is nothing at all.
wants "4 passed, 1 failed, 2 skipped" 1 --total 1 "$work/green"
: >"$work/nothing"
wants "0 passed, 0 failed, 0 skipped" 1 --total 0 "$work/nothing"
exit $failed
