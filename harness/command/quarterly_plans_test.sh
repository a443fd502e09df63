#!/usr/bin/env bash
# quarterly_plans_test.sh READER PLAN...: every plan of this repository is usable, and is no scenario; one that is not usable says so.
set -u
drill=$PWD/$1
shift
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for plan; do
  plan=$(readlink -f "$plan")
  root=$(dirname "$(dirname "$(dirname "$plan")")")
  said=$(cd "$work" && ROLLBACK_DRILL_ROOT=$root "$drill" validate "$plan" 2>&1)
  code=$?
  if [ "$code" != 0 ] || [[ $said != *"usable; "*"checklist"* ]]; then
    echo "$plan: exit $code, and:"
    echo "$said"
    failed=1
  fi
  said=$(cd "$work" && ROLLBACK_DRILL_ROOT=$root "$drill" list)
  [[ $said != *quarterly* ]] || { echo "a plan is taken for a scenario: $said"; failed=1; }
  sed 's/^checklist_heading: .*/checklist_heading: "Nowhere"/; s/^quarter: .*/quarter: "soon"/' "$plan" >"$work/quarterly.textproto"
  said=$(cd "$work" && ROLLBACK_DRILL_ROOT=$root "$drill" validate quarterly.textproto 2>&1)
  code=$?
  if [ "$code" != 65 ] || [[ $said != *"no heading reads \"Nowhere\""* ]] || [[ $said != *"is no quarter: soon"* ]]; then
    echo "an unusable plan: exit $code, and:"
    echo "$said"
    failed=1
  fi
done
exit $failed
