#!/usr/bin/env bash
# bench_test.sh DRILL STACK_FILE: what `drill bench` refuses before any drill is run, and that nothing is left of that.
set -u
drill=$PWD/$1 stack=$(readlink -f "$2")
root=$(dirname "$(dirname "$(dirname "$stack")")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

# wants CODE TEXT ARGUMENTS...: this exit code, and this text among what is said.
wants() {
  local code=$1 text=$2 said got
  shift 2
  said=$(ROLLBACK_DRILL_ROOT=$root ROLLBACK_DRILL_CACHE=$work/cache "$drill" bench "$@" 2>&1)
  got=$?
  if [ "$got" != "$code" ] || [[ $said != *"$text"* ]]; then
    echo "drill bench $*: exit $got, not $code, or without '$text':"
    echo "$said"
    failed=1
  fi
}

wants 64 "one size shows no growth" aria/db_corruption --rows 10k
wants 64 "nothing: " aria/bad_migration --compare nothing
wants 64 "name the run directory of an earlier" aria/bad_migration --compare nothing
mkdir base
echo '{"context": {}}' >base/benchmark.json
wants 64 "base/benchmark.json: not written by bench" aria/bad_migration --compare base
wants 65 "known not to work" aria/known_bad_restore
wants 65 "aria/nothing" aria/nothing
mkdir full
echo kept >full/report.json
wants 64 "--out full is there already" aria/bad_migration --out full

for left in drill-runs cache; do
  [ ! -e "$left" ] || { echo "$left was left behind"; failed=1; }
done
exit $failed
