# Sourced by the scripts whose tests need a real drill host.

# host_test_skip NAME: ends the test where no drill host can be made: as skipped, by name and with the reason, or as failed
# where ROLLBACK_DRILL_MUST_RUN is set: on a worker made for drills nothing is to be skipped in silence.
host_test_skip() {
  local name=$1 reason=
  [ "$(id -u)" = 0 ] || reason="it needs root"
  command -v runc >/dev/null || reason="it needs runc"
  [ -n "$reason" ] || return 0
  if [ -n "${ROLLBACK_DRILL_MUST_RUN:-}" ]; then
    echo "FAILED $name: $reason"
    host_test_case "${XML_OUTPUT_FILE:-}" "$name" "$reason"
    exit 1
  fi
  echo "SKIPPED $name: $reason"
  [ -z "${XML_OUTPUT_FILE:-}" ] || printf '<testsuites><testsuite name="%s"><testcase name="%s" classname="drill" result="skipped"><skipped message="%s"/></testcase></testsuite></testsuites>\n' \
    "$name" "$name" "$reason" >"$XML_OUTPUT_FILE"
  exit 0
}

# host_test_case FILE NAME FAILURE: the whole test as one case of Bazel's result; an empty FAILURE is a pass.
host_test_case() {
  local file=$1 name=$2 failure=$3
  [ -n "$file" ] || return 0
  printf '<testsuites><testsuite name="%s"><testcase name="%s" classname="drill">%s</testcase></testsuite></testsuites>\n' \
    "$name" "$name" "${failure:+<failure message=\"$failure\"/>}" >"$file"
}
