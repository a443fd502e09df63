# Sourced by tools/drill and tools/test: says what is not supported, installs what is missing, builds.
# Nothing is done twice: an installed package is not installed again, and Bazel rebuilds what changed.

drill_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Says why this machine will not do, and ends with the exit code of a harness or machine error.
drill_unsupported() {
  printf 'rollback-drill: %s\n' "$1" >&2
  exit 4
}

drill_check_machine() {
  [ "$(uname -s)" = Linux ] || drill_unsupported "this is $(uname -s); a drill host needs Linux."
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null ||
    drill_unsupported "no apt-get here; the harness is built from Debian's packages (Debian 12 or 13)."
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    drill_unsupported "root is needed for drill hosts, and there is no sudo; run this as root."
}

# Becomes root, keeping the arguments. Does not return when sudo is used.
drill_become_root() {
  [ "$(id -u)" = 0 ] || exec sudo --preserve-env=ROLLBACK_DRILL_CACHE,NO_COLOR,CI,TERM -- "$0" "$@"
}

# drill_install KIND...: the packages of these kinds in tools/packages.
drill_install() {
  local kinds=" $* " kind package missing=()
  while read -r kind package; do
    case $kinds in *" $kind "*) ;; *) continue ;; esac
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done < <(grep -v '^#' "$drill_root/tools/packages")
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
  # The tests start servers of their own: the package shall not leave one running on this machine.
  if [[ " ${missing[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  local log
  log=$(mktemp)
  if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    drill_unsupported "apt-get could not install what is missing; its log is $log."
  fi
  rm -f "$log"
}

# Where compiled objects are kept for later clones of this repository. Bazel does not see the headers of Debian's
# packages, so the versions of those that compile are part of the name: after an upgrade nothing old is used.
drill_object_cache() {
  local versions
  versions=$(sed -n 's/^build //p' "$drill_root/tools/packages" |
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

# drill_bazel COMMAND ARGUMENTS: Bazel, in the workspace, with a home even where the environment names none.
drill_bazel() {
  local command=$1 cache=()
  shift
  case $command in build | test) cache=(--disk_cache="$(drill_object_cache)") ;; esac
  (cd "$drill_root" && HOME=${HOME:-/root} exec bazel "$command" "${cache[@]}" "$@")
}
