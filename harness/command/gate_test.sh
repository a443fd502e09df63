#!/usr/bin/env bash
# gate_test.sh DRILL STACK_FILE GATE: what `drill gate` says before any drill is run, what it refuses, and that the
# repository's own gate can be used.
set -u
drill=$PWD/$1 stack=$(readlink -f "$2") gate=$(readlink -f "$3")
root=$(dirname "$(dirname "$(dirname "$stack")")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
unset XML_OUTPUT_FILE GITHUB_ACTIONS GITHUB_STEP_SUMMARY

# answers CODE TEXT ARGUMENTS...: this exit code of `drill`, and this text among what it says.
answers() {
  local code=$1 text=$2 got
  shift 2
  said=$(ROLLBACK_DRILL_ROOT=$root ROLLBACK_DRILL_CACHE=$work/cache "$drill" "$@" 2>&1)
  got=$?
  if [ "$got" != "$code" ] || [[ $said != *"$text"* ]]; then
    echo "drill $*: exit $got, not $code, or without '$text':"
    echo "$said"
    failed=1
  fi
}

wants() { answers "$1" "$2" gate "${@:3}"; }
merged() { answers "$1" "$2" report --merge "${@:3}"; }

# Everything in it is there; without a history there is nothing to look into.
wants 64 "ask the history, and there is none" "$gate" --history none
# A history that is a directory cannot be one.
mkdir directory
wants 4 "directory" "$gate" --history "$work/directory"

cat >bad.textproto <<'GATE'
drills { scenario: "aria/bad_migratoin" }
known_failures { scenario: "aria/oom" until: "2026-02-30" }
fresh { procedure { stack: "aria" id: "A99" } max_age: "90d" }
GATE
wants 65 "bad.textproto:1:1: description is required" bad.textproto
for text in \
  "bad.textproto:1:10: drills[0].scenario is no scenario: aria/bad_migratoin; did you mean aria/bad_migration?" \
  "bad.textproto:2:18: known_failures[0].scenario is no single scenario of this gate: aria/oom" \
  "known_failures[0].reason is required" "known_failures[0].until is no day: 2026-02-30" \
  "bad.textproto:3:56: max_age is no duration" "is no procedure that a scenario of aria drills: A99"; do
  [[ $said == *"$text"* ]] || { echo "without '$text': $said"; failed=1; }
done
# A gate is validated as it is run.
answers 65 "bad.textproto:2:18: known_failures[0].scenario" validate bad.textproto
answers 0 "usable; " validate "$gate"
wants 65 "nowhere.textproto" nowhere.textproto

# A gate of evidence alone, of which there is none: nothing is drilled, and what renews it is said.
cat >fresh.textproto <<'GATE'
description: "Nothing is drilled."
fresh { procedure { stack: "aria" id: "A2" } max_age: "24h" }
GATE
GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$work/step.md \
  wants 2 "::error file=" fresh.textproto --history "$work/history.db" --out stale
[[ $said == *"no drill of it is known; renew it: tools/drill run aria/bad_migration"* ]] || { echo "not renewed: $said"; failed=1; }
grep -q "GATE CLOSED" step.md || { echo "the step's summary says nothing"; failed=1; }
for file in gate.json junit.xml gate.tap findings.sarif code-quality.json summary.md; do
  [ -s "stale/$file" ] || { echo "stale/$file is missing"; failed=1; }
done
wants 64 "--out stale is there already" fresh.textproto --history "$work/history.db" --out stale

# Two shards of one gate are one gate, another time.
for i in 1 2; do
  wants 0 "GATE OPEN: fresh.textproto, shard $i/2" fresh.textproto --shard $i/2 --history "$work/history.db" --out "shard-$i"
done
merged 2 "no drill of it is known" shard-1 shard-2 --out merged
[ -s merged/gate.json ] || { echo "the merged gate is not written"; failed=1; }
merged 65 "shard 2/2 is missing" shard-1 --out again
merged 65 "there twice" shard-1 shard-1 shard-2 --out again
merged 65 "nowhere/gate.json" nowhere shard-1 --out again
for left in again drill-runs cache; do
  [ ! -e "$left" ] || { echo "$left was left behind"; failed=1; }
done
exit $failed
