#!/usr/bin/env bash
# count_tests_test.sh COUNT_TESTS: what is counted as passed, failed and skipped.
set -u
count=$PWD/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# target NAME STATUS CASES [ATTEMPT]: one target's event and test.xml.
target() {
  local attempt=${4:-1}
  printf '<testsuites><testsuite>%s</testsuite></testsuites>' "$3" >"$work/$1.$attempt.xml"
  printf '{"id": {"testResult": {"label": "//:%s", "run": 1, "attempt": %d}}, "testResult": {"status": "%s",
    "testActionOutput": [{"name": "test.xml", "uri": "file://%s/%s.xml"}]}}' \
    "$1" "$attempt" "$2" "$work" "$1.$attempt" | tr -d '\n' >>"$work/events"
  echo >>"$work/events"
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
target says_why FAILED '<testcase name="i"><failure message="exit code 3, not 0&#10;more"/></testcase>'
target says_in_text FAILED '<testcase name="j"><error>

broken</error></testcase>'
wants "3 3 1" 0 "$work/events"
for line in '^failed: //:says_why .*i: exit code 3, not 0$' '^failed: //:says_in_text .*j: broken$'; do
  python3 "$count" "$work/events" 2>&1 >/dev/null | grep -q "$line" || { echo "nobody says $line"; failed=1; }
done
# Tried again: what it said last counts, and it is named.
target once_red FAILED '<testcase name="g"><failure/></testcase>' 1
target once_red PASSED '<testcase name="g"/>' 2
target twice_red FAILED '<testcase name="h"><failure/></testcase>' 1
target twice_red FAILED '<testcase name="h"><failure/></testcase>' 2
wants "4 4 1" 0 "$work/events"
python3 "$count" "$work/events" 2>&1 >/dev/null | grep -q '^flaky: //:once_red passed at attempt 2 only$' ||
  { echo "the flaky test is not named"; failed=1; }
python3 "$count" "$work/events" 2>&1 >/dev/null | grep -q "flaky.*twice_red" && { echo "a red test is called flaky"; failed=1; }
python3 "$count" "$work/events" 2>&1 >/dev/null | grep -q '^failed: //:twice_red .*h$' ||
  { echo "the failed test is not named"; failed=1; }
printf '3 1 1\n4 0 0\n' >"$work/counts"
wants "7 passed, 1 failed, 1 skipped" 1 --total 1 "$work/counts"
echo '4 0 2' >"$work/green"
wants "4 passed, 0 failed, 2 skipped" 0 --total 0 "$work/green"
# A build that broke is a failure, and so is nothing at all.
wants "4 passed, 1 failed, 2 skipped" 1 --total 1 "$work/green"
: >"$work/nothing"
wants "0 passed, 0 failed, 0 skipped" 1 --total 0 "$work/nothing"
exit $failed
