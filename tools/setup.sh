# Sourced by tools/drill and tools/test: says what is not supported, installs what is missing, builds.
# Nothing is done twice: an installed package is not installed again, Bazel rebuilds what changed, and is not asked where
# nothing did.

drill_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Says why this machine will not do, and ends with the exit code of a harness or machine error.
drill_unsupported() {
  printf 'rollback-drill: %s\n' "$1" >&2
  exit 4
}

# Compilers, Bazel and mktemp need the place for temporary files; an environment from elsewhere may name one that is not here.
drill_check_temporary() {
  [ -n "${TMPDIR-}" ] || return 0
  if [ -d "$TMPDIR" ] && [ -w "$TMPDIR" ]; then return; fi
  echo "rollback-drill: TMPDIR names $TMPDIR, where nothing can be written; /tmp is used instead." >&2
  unset TMPDIR
}

drill_check_machine() {
  drill_check_temporary
  [ "$(uname -s)" = Linux ] || drill_unsupported "this is $(uname -s); a drill host needs Linux."
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null ||
    drill_unsupported "no apt-get here; the harness is built from Debian's packages (Debian 12 or 13)."
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    drill_unsupported "root is needed for drill hosts, and there is no sudo; run this as root."
}

# Becomes root, keeping the arguments. Does not return when sudo is used.
drill_become_root() {
  # What a gate asks the CI system that it runs in, too.
  local ci=GITHUB_ACTIONS,GITHUB_STEP_SUMMARY,GITHUB_WORKSPACE,CI_PROJECT_DIR
  [ "$(id -u)" = 0 ] || exec sudo --preserve-env=ROLLBACK_DRILL_CACHE,NO_COLOR,CI,TERM,$ci -- "$0" "$@"
}

# Which state of the repository this is.
drill_version() {
  local commit
  commit=$(git -c safe.directory="$drill_root" -C "$drill_root" show -s --format='%h of %cs' HEAD 2>/dev/null) ||
    commit="of no known commit: $drill_root is no git checkout"
  echo "rollback-drill $commit"
}

# drill_packages KIND...: the packages of these kinds in tools/packages.
drill_packages() {
  local kind
  for kind; do sed -n "s/^$kind //p" "$drill_root/tools/packages"; done
}

# What apt-get says of its own progress, for a person: on a terminal one line that changes, elsewhere a line a quarter.
drill_show_apt() {
  local kind percent what quarter=0
  while IFS=: read -r kind _ percent what; do
    percent=${percent%%.*}
    case $kind in dlstatus) what="fetching, $what" ;; pmstatus) ;; *) continue ;; esac
    if [ -t 2 ]; then
      printf '\r\033[K%3s %% %.100s' "$percent" "$what" >&2
    elif [ $((percent / 25)) != "$quarter" ]; then
      quarter=$((percent / 25))
      echo "$percent % $what" >&2
    fi
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# drill_install KIND...: the packages of these kinds in tools/packages.
drill_install() {
  local missing
  mapfile -t missing < <(drill_packages "$@" | grep -vxFf <(
    drill_packages "$@" | xargs dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null |
      sed -n 's/^installed //p'))
  # An npm that came with a Node.js from elsewhere will do, and Debian's could not be installed beside it.
  if [[ " ${missing[*]} " == *" npm "* ]] && command -v npm >/dev/null; then
    mapfile -t missing < <(printf '%s\n' "${missing[@]}" | grep -vx npm)
  fi
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
  # The tests start servers of their own: the package shall not leave one running on this machine.
  if [[ " ${missing[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  local log
  log=$(mktemp)
  # Status lines go to descriptor 3, which is the pipe.
  if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    -o APT::Status-Fd=3 "${missing[@]}"; } 3>&1 >"$log" 2>&1 </dev/null | drill_show_apt; then
    tail -n 20 "$log" >&2
    drill_unsupported "apt-get could not install what is missing; its log is $log."
  fi
  rm -f "$log"
}

# Where compiled objects are kept for later clones of this repository. Bazel does not see the headers of Debian's
# packages, so the versions of those that compile are part of the name: after an upgrade nothing old is used.
drill_object_cache() {
  local versions
  versions=$(drill_packages read build |
    xargs dpkg-query -W -f '${Package} ${Version}\n' 2>/dev/null | sha256sum)
  echo "${ROLLBACK_DRILL_CACHE:-/var/cache/rollback-drill}/objects-${versions:0:16}"
}

# Bazel forgets no object by itself: what nobody has read for a month goes, and the caches of older packages with it.
drill_prune_objects() {
  local kept
  kept=$(drill_object_cache)
  [ -d "$kept" ] || return 0
  find "$(dirname "$kept")" -maxdepth 1 -name 'objects-*' ! -path "$kept" -mtime +30 -exec rm -rf {} +
  find "$kept" -type f -atime +30 -delete
}

# Bazel does not see Debian's headers: what was compiled with other versions of the packages is thrown away.
drill_forget_other_packages() {
  local output versions
  output=$(drill_bazel info output_path 2>/dev/null) || return 0
  versions=$(drill_packages read build | xargs dpkg-query -W -f '${Package} ${Version}\n' 2>/dev/null) || true
  if [ -e "$output/packages" ] && grep -qvxFf <(echo "$versions") "$output/packages"; then
    echo "Debian's packages have changed: building anew" >&2
    drill_bazel clean >/dev/null 2>&1
  fi
  mkdir -p "$output"
  echo "$versions" >"$output/packages"
}

# Everything that the programs are made from, as one word: names, sizes, inodes, and the times of their last change, which
# nobody can set back. The list of installed packages is one of the files.
drill_sources() {
  (cd "$drill_root" && find .bazelrc .bazelversion user.bazelrc WORKSPACE BUILD.bazel harness reports tools \
    "${DPKG_ADMINDIR:-/var/lib/dpkg}/status" \( -type f -o -type l \) -printf '%p %l %m %s %i %T@ %C@\n' 2>/dev/null || true) |
    LC_ALL=C sort | sha256sum
}

# drill_is_current PROGRAM: it was built from the sources as they are, and is still what was built then: a build with other
# switches, such as the sanitizers', puts its own in the same place.
drill_is_current() {
  local program=$drill_root/bazel-bin/harness/command/$1
  [ -x "$program" ] && [ -e "$program.state" ] &&
    [ "$(cat "$program.state")" = "$(drill_sources) $(drill_identity "$program")" ]
}

drill_identity() {
  stat -L -c '%s %i %Y %Z' "$1"
}

# How a build shows what it does: on a terminal one line that changes, elsewhere a line every now and then.
drill_progress() {
  if [ -t 2 ]; then
    printf '%s\n' --show_progress --curses=yes --ui_event_filters=-info
  else
    printf '%s\n' --show_progress --curses=no --show_progress_rate_limit=15 --ui_event_filters=-info
  fi
}

# drill_make PROGRAM KIND...: installs packages of these kinds and builds, with progress on stderr.
drill_make() {
  local program=$1 sources progress
  shift
  drill_install "$@"
  drill_forget_other_packages
  # Taken before the build: what changes while it runs is noticed the next time.
  sources=$(drill_sources)
  mapfile -t progress < <(drill_progress)
  drill_bazel build "${progress[@]}" "//harness/command:$program" ||
    drill_unsupported "the harness does not build; the errors are above."
  program=$drill_root/bazel-bin/harness/command/$program
  echo "$sources $(drill_identity "$program")" >"$program.state.new.$$"
  mv "$program.state.new.$$" "$program.state"
}

# drill_bazel COMMAND ARGUMENTS: Bazel, in the workspace, with a home even where the environment names none.
drill_bazel() {
  local command=$1 cache=()
  shift
  case $command in build | test) cache=(--disk_cache="$(drill_object_cache)") ;; esac
  (cd "$drill_root" && HOME=${HOME:-/root} exec bazel "$command" "${cache[@]}" "$@")
}
