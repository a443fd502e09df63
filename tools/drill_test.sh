#!/usr/bin/env bash
# drill_test.sh DRILL SETUP PACKAGES: when tools/drill installs and builds, and when it starts what is there; never something
# stale. Bazel and Debian's tools are stood in for by scripts that write down how they were called.
set -uo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root fakes=$work/fakes calls=$work/calls
mkdir -p "$root/tools" "$root/harness/command" "$fakes" "$work/dpkg"
cp -L "$1" "$root/tools/drill"
cp -L "$2" "$root/tools/setup.sh"
cp -L "$3" "$root/tools/packages"
printf 'The usage.\n  tools/drill run SCENARIO\n  tools/drill procedures FILE\n' >"$root/harness/command/usage.txt"
echo one >"$root/harness/command/main.cc"
touch "$root/WORKSPACE" "$root/.bazelrc" "$work/dpkg/status"
sed -n 's/^[a-z]* \(.*\)$/\1 1/p' "$3" >"$work/versions"
failed=0
fail() { echo "FAILED: $*"; failed=1; }

fake() {
  { echo '#!/usr/bin/env bash'; echo "work=$work root=$root"; cat; } >"$fakes/$1"
  chmod +x "$fakes/$1"
}
fake id <<<'echo 0'
fake sudo <<<'echo sudo >>"$work/calls"; exit 99'
fake apt-get <<'SCRIPT'
echo "apt-get $*" >>"$work/calls"
[ "$1" = install ] || exit 0
echo pmstatus:x:50.0:Unpacking >&3
for word; do case $word in -* | install | APT*) ;; *) echo "$word 1" >>"$work/versions" ;; esac; done
date +%N >"$work/dpkg/status"
SCRIPT
fake dpkg-query <<'SCRIPT'
printf '%s\n' "${@:4}" | awk -v format="$3" 'NR == FNR { wanted[$1] = 1; next } wanted[$1] {
  print (format ~ /Status/ ? "installed " $1 : $1 " " $2) }' - "$work/versions"
SCRIPT
fake bazel <<'SCRIPT'
echo "bazel $1 ${*: -1}" >>"$work/calls"
case $1 in
  info) echo "$work/output" ;;
  build)
    [ ! -e "$work/broken" ] || { echo "main.cc: no such thing" >&2; exit 1; }
    program=$root/bazel-bin/harness/command/${*: -1}
    program=${program//\/\/harness\/command:/}
    mkdir -p "$(dirname "$program")"
    printf '#!/bin/sh\necho "%s, made from %s: $*"\n' "$(basename "$program")" "$(cat "$root/harness/command/main.cc")" >"$program"
    chmod +x "$program"
    [ ! -e "$work/edit" ] || { rm "$work/edit"; echo edited >"$root/harness/command/main.cc"; }
    ;;
esac
SCRIPT

# drill ARGUMENTS...: what it says, in $said, its exit code in $code, and what it called since, in $called.
drill() {
  : >"$calls"
  said=$(PATH=$fakes:$PATH DPKG_ADMINDIR=$work/dpkg ROLLBACK_DRILL_CACHE=$work/cache "$root/tools/drill" "$@" 2>&1 </dev/null)
  code=$?
  called=$(<"$calls")
}
says() { [[ $said == *"$1"* ]] || fail "$2: '$1' is not said, but: $said"; }
calls_nothing() { [ -z "$called" ] || fail "$1: called $called"; }
builds() { [[ $called == *"bazel build //harness/command:$1"* ]] || fail "$2: $1 was not built, but: $called"; }

drill --help
says "The usage." "--help"
calls_nothing "--help"
drill run --help
says "The usage." "run --help"
drill --version
says "rollback-drill" "--version"
calls_nothing "--version"
drill
[ "$code" = 64 ] && [ -z "$called" ] || fail "no argument: exit $code, called $called"
drill fly away
[ "$code" = 64 ] && [ -z "$called" ] || fail "an unknown command: exit $code, called $called"
says "'fly' is no command" "an unknown command"

grep -vE '^(shfmt|libpqxx-dev|runc) ' "$work/versions" >"$work/fewer"
mv "$work/fewer" "$work/versions"
drill procedures a.md
says "reader, made from one: procedures a.md" "the first reading"
says "50 %" "the first reading"
builds reader "the first reading"
[[ $called == *"install"*" shfmt"* && $called != *runc* && $called != *libpqxx* ]] || fail "reading installs $called"
drill procedures a.md
says "reader, made from one" "the second reading"
calls_nothing "the second reading"
drill run x -- --help
says "drill, made from one: run x -- --help" "the first run"
builds drill "the first run"
[[ $called == *libpqxx-dev*runc* && $called != *clean* ]] || fail "running installs and cleans: $called"
drill procedures a.md
says "drill, made from one" "reading with the whole program"
calls_nothing "reading with the whole program"

# changed WHAT COMMAND...: after the command Bazel is asked again, and not a second time.
changed() {
  local what=$1
  shift
  "$@" || fail "$what: $* cannot be done"
  drill run x
  builds drill "$what"
  drill run x
  calls_nothing "after $what"
}
same_size_and_time() {
  touch -r "$root/harness/command/main.cc" "$work/then"
  printf 'two\n' >"$root/harness/command/main.cc"
  touch -r "$work/then" "$root/harness/command/main.cc"
}
changed "an edit that keeps size and time" same_size_and_time
says "made from two" "after an edit"
changed "a new file" touch "$root/harness/new.cc"
changed "another name" mv "$root/harness/new.cc" "$root/harness/newer.cc"
changed "a file less" rm "$root/harness/newer.cc"
changed "Bazel's options" sh -c "echo build --copt=-O2 >>$root/.bazelrc"
changed "a person's own options" touch "$root/user.bazelrc"
changed "another list of packages" sh -c "echo x >>$work/dpkg/status"
changed "another program in its place" cp "$fakes/id" "$root/bazel-bin/harness/command/drill"
says "made from two" "another program in its place"

touch "$work/edit" "$root/harness/again.cc"
drill run x
says "made from two" "an edit during the build"
drill run x
builds drill "after an edit during the build"
says "made from edited" "after an edit during the build"

touch "$work/broken" "$root/harness/broken.cc"
for _ in 1 2; do
  drill run x
  [ "$code" = 4 ] || fail "a build that fails: exit $code"
  says "no such thing" "a build that fails"
  [[ $said != *"made from"* ]] || fail "a stale program was started"
done
rm "$work/broken"

changed "the next good build" true
sed -i 's/^libpqxx-dev 1/libpqxx-dev 2/' "$work/versions"
echo y >>"$work/dpkg/status"
drill run x
[[ $called == *"bazel clean"*"bazel build"* ]] || fail "another libpqxx, but: $called"
echo z >>"$work/dpkg/status"
drill run x
[[ $called != *"bazel clean"* ]] || fail "no other libpqxx, but: $called"
exit $failed
