#!/usr/bin/env bash
# What setup.sh keeps of the caches of compiled objects, and what it removes.
set -euo pipefail
source "$1"
fail() { echo "FAILED: $*" >&2; exit 1; }

export ROLLBACK_DRILL_CACHE=$TEST_TMPDIR/cache
drill_prune_objects # Nothing is there yet.
kept=$(drill_object_cache)
[[ $kept == "$ROLLBACK_DRILL_CACHE"/objects-* ]] || fail "the cache is $kept"

older=$ROLLBACK_DRILL_CACHE/objects-older recent=$ROLLBACK_DRILL_CACHE/objects-recent other=$ROLLBACK_DRILL_CACHE/pool
mkdir -p "$kept/cas" "$older" "$recent" "$other"
touch "$kept/cas/read"
touch -d '40 days ago' "$kept/cas/forgotten" "$older" "$other"
drill_prune_objects
[ -e "$kept/cas/read" ] || fail "an object that is in use is gone"
[ ! -e "$kept/cas/forgotten" ] || fail "an object that nobody read for a month is still there"
[ ! -e "$older" ] || fail "an old cache of other packages is still there"
[ -d "$recent" ] || fail "a cache of other packages that was used yesterday is gone"
[ -d "$other" ] || fail "something that is no cache of objects is gone"

TMPDIR=$TEST_TMPDIR drill_check_temporary 2>&1 | grep -q . && fail "a place for temporary files that is there is complained of"
TMPDIR=/nowhere/at/all
said=$(drill_check_temporary 2>&1)
[[ $said == *"/nowhere/at/all"* ]] || fail "a place for temporary files that is not there is not told: $said"
drill_check_temporary 2>/dev/null
[ -z "${TMPDIR-}" ] && rm "$(mktemp)" || fail "it is used all the same: $TMPDIR"
