#!/usr/bin/env bash
# drill_test_test.sh DRILL_TEST: how drill_test.sh asks for a drill, and what it tells Bazel, with a program in the drill's place.
set -u
drill_test=$PWD/$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
complain() { echo "$*"; failed=1; }

# In the place of the library: every machine will do.
cat >library.sh <<'LIBRARY'
host_test_skip() { :; }
host_test_case() { [ -z "$1" ] || echo "$2|$3" >"$1"; }
LIBRARY
# Says how it was called, and ends as it is told to; asked to end, it needs a second for that.
cat >drill <<'DRILL'
#!/usr/bin/env bash
echo "$*" >"$FAKE_WORK/called"
trap 'sleep 1; echo torn down >"$FAKE_WORK/ended"; exit 2' TERM
for ((i = 0; i < ${FAKE_SECONDS:-0} * 10; ++i)); do sleep 0.1; done
exit "${FAKE_CODE:-0}"
DRILL
chmod +x drill
: >one.textproto
unset XML_OUTPUT_FILE TEST_TIMEOUT TEST_TOTAL_SHARDS TEST_SHARD_INDEX TEST_SHARD_STATUS_FILE TEST_INFRASTRUCTURE_FAILURE_FILE
export FAKE_WORK=$work TEST_UNDECLARED_OUTPUTS_DIR=$work/outputs

# run CODE ENVIRONMENT... -- OPTIONS...: runs the script; its exit code must be this.
run() {
  local wanted=$1 got environment=()
  shift
  while [ "$1" != -- ]; do environment+=("$1"); shift; done
  shift
  rm -f called ended status infrastructure xml
  env "${environment[@]}" bash "$drill_test" "$work/library.sh" "$work/drill" one.textproto "$@" >log 2>&1
  got=$?
  [ "$got" = "$wanted" ] || complain "${environment[*]} -- $*: exit code $got, not $wanted: $(<log)"
}

run 0 A=1 -- 0
[ "$(<called)" = "run $work/one.textproto --out $work/outputs/drill" ] || complain "called otherwise: $(<called)"

run 0 TEST_TOTAL_SHARDS=4 TEST_SHARD_INDEX=1 TEST_SHARD_STATUS_FILE="$work/status" -- 0 --repeat 4
[[ $(<called) == *"--shard 2/4 --repeat 4" ]] || complain "no shard of the drills: $(<called)"
[ -e status ] || complain "Bazel does not see that the test knows of shards"
run 0 TEST_TOTAL_SHARDS=1 TEST_SHARD_INDEX=0 TEST_SHARD_STATUS_FILE="$work/status" -- 0
[[ $(<called) != *--shard* ]] || complain "one shard is no shard: $(<called)"

run 1 FAKE_CODE=4 TEST_INFRASTRUCTURE_FAILURE_FILE="$work/infrastructure" -- 0
[ "$(head -n 1 infrastructure)" = rollback-drill ] || complain "a harness error is not told to Bazel"
[[ $(sed -n 2p infrastructure) == *"one.textproto"* ]] || complain "what failed is not told: $(<infrastructure)"
run 1 FAKE_CODE=1 TEST_INFRASTRUCTURE_FAILURE_FILE="$work/infrastructure" -- 0
[ ! -e infrastructure ] || complain "a rollback that failed is told as the infrastructure's fault"
run 0 FAKE_CODE=1 -- 1 --no-rollback

# Of eight seconds two are kept for the tear-down; the drill would take twenty.
begun=$SECONDS
run 1 FAKE_SECONDS=20 TEST_TIMEOUT=8 XML_OUTPUT_FILE="$work/xml" -- 0
[ $((SECONDS - begun)) -lt 15 ] || complain "the drill was not ended in time"
[ -e ended ] || complain "the drill was killed before its tear-down"
[[ $(<xml) == *"exit code 2, not 0"* ]] || complain "the result does not say how it ended: $(<xml)"
exit $failed
