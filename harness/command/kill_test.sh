#!/usr/bin/env bash
# kill_test.sh DRILL SCENARIO: the harness is killed with SIGKILL in each phase of a real drill; within ten seconds
# nothing of it is left on the machine, and afterwards a drill passes.
set -u
drill=$PWD/$1 scenario=$(readlink -f "$2")
[ "$(id -u)" = 0 ] && command -v runc >/dev/null || { echo "SKIPPED kill_test: it needs root and runc"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cache=${ROLLBACK_DRILL_CACHE:-/var/cache/rollback-drill}
failed=0

# What a living or dead harness of this session has on the machine.
residue() {
  local session=$1
  find /sys/fs/cgroup -maxdepth 4 -type d -path "*rollback-drill*" -name "$session*" 2>/dev/null
  pgrep -af "$session" 2>/dev/null | grep -v kill_test
  ls -d "$cache/sessions/$session" 2>/dev/null
  grep -s "$session" /proc/mounts
}

# The seed must be there: making it is not what is killed here.
"$drill" run "$scenario" --no-fault --out "$work/first" >"$work/first.log" 2>&1 || { cat "$work/first.log"; exit 1; }

for phase in host stack steady_state load fault proof procedure recovery load_after stays_well verification teardown; do
  "$drill" run "$scenario" --out "$work/$phase" >"$work/$phase.log" 2>&1 &
  pid=$!
  reached=false session=
  for _ in $(seq 1 1200); do
    [ -n "$session" ] || session=$(ls "$cache/sessions" 2>/dev/null | grep "^s$pid-" | head -n 1)
    if grep -qs "\"phase_started\": *{\"name\": *\"$phase\"" "$work/$phase/journal.jsonl"; then reached=true; break; fi
    kill -0 $pid 2>/dev/null || break
    sleep 0.05
  done
  $reached || { echo "phase $phase was never reached:"; tail -n 5 "$work/$phase.log"; failed=1; }
  kill -KILL $pid 2>/dev/null
  wait $pid 2>/dev/null
  [ -n "$session" ] || { echo "$phase: no session of process $pid was seen"; failed=1; continue; }
  left=unknown
  for _ in $(seq 1 100); do
    left=$(residue "$session")
    [ -n "$left" ] || break
    sleep 0.1
  done
  if [ -n "$left" ]; then
    echo "$phase: left after ten seconds: $left"
    failed=1
  else
    echo "$phase: nothing left"
  fi
done

"$drill" run "$scenario" --out "$work/last" >"$work/last.log" 2>&1 || { cat "$work/last.log"; failed=1; }
exit $failed
