#!/usr/bin/env bash
# mutate_test.sh DRILL STACK_FILE: what `drill mutate` says before any drill is run, and what it refuses.
set -u
drill=$PWD/$1 stack=$(readlink -f "$2")
root=$(dirname "$(dirname "$(dirname "$stack")")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

# wants CODE TEXT ARGUMENTS...: this exit code, and this text among what is said.
wants() {
  local code=$1 text=$2 got
  shift 2
  said=$(ROLLBACK_DRILL_ROOT=$root ROLLBACK_DRILL_CACHE=$work/cache "$drill" mutate "$@" 2>&1)
  got=$?
  if [ "$got" != "$code" ] || [[ $said != *"$text"* ]]; then
    echo "drill mutate $*: exit $got, not $code, or without '$text':"
    echo "$said"
    failed=1
  fi
}

wants 0 "dropped" aria/disk_full --list
number=$(awk '$3 == "swapped" { print $1; exit }' <<<"$said")
wants 0 "swapped" aria/disk_full --list --kinds swapped
[[ $said != *dropped* ]] || { echo "a kind that was not asked for: $said"; failed=1; }
wants 0 " swapped " aria/disk_full --list --only "$number"
[ "$(grep -c '^ *[0-9]' <<<"$said")" = 1 ] || { echo "not one mutant: $said"; failed=1; }

wants 64 "one scenario" aria --only 3
wants 0 "left out: aria/known_bad_restore" aria --list
[ "$(grep -c '^aria/' <<<"$said")" -gt 20 ] || { echo "not the mutants of all scenarios: $said"; failed=1; }
wants 64 "none of those that are asked for" aria/disk_full --only 999
wants 65 "known not to work" aria/known_bad_restore
wants 65 "aria/nothing" aria/nothing
mkdir full
echo kept >full/report.json
wants 64 "--out full is there already" aria/disk_full --out full

mkdir empty
wants 64 "excludes" aria/disk_full --resume empty --only 1

for left in drill-runs cache; do
  [ ! -e "$left" ] || { echo "$left was left behind"; failed=1; }
done
exit $failed
