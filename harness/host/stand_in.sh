#!/bin/sh
# Stands on a drill host in the place of a program that would change the machine below it, which that
# machine does not let it do. It answers as the program would, and writes down what was not done, for
# the drill to tell as a deviation from the document. What changes nothing is left to the program.
name=${0##*/}
real=/usr/lib/rollback-drill/real/$name
kept=/run/rollback-drill

not_done() { mkdir -p "$kept" && printf '%s\n' "$*" >>"$kept/not-done"; }

the_program() {
  [ -x "$real" ] && exec "$real" "$@"
  echo "$name: not on this machine" >&2
  exit 127
}

# "MMDDhhmm[[CC]YY][.ss]", as date takes it to set the clock, in the form that it takes to print it.
written_out() {
  digits=${1%.*} seconds=00 year=$("$real" +%Y)
  case $1 in *.*) seconds=${1#*.} ;; esac
  case ${#digits} in
    10) year=20${digits#????????} ;;
    12) year=${digits#????????} ;;
  esac
  printf '%s\n' "$digits" | sed -E "s/^(..)(..)(..)(..).*/$year-\1-\2 \3:\4:$seconds/"
}

# Nobody but root may do any of this on a real machine either.
is_root() { [ "$(id -u)" = 0 ]; }

# The words of the command with "print that time" for "set the clock to that time": the program
# itself checks and prints it, as it does after it has set the clock.
set_clock() {
  case " $*" in *\ -s* | *\ -us* | *\ --set* | *\ [0-9]*) ;; *) exec "$real" "$@" ;; esac
  left=$# sets=false value_next=false
  while [ "$left" -gt 0 ]; do
    word=$1 left=$((left - 1))
    shift
    if $value_next; then value_next=false; set -- "$@" "$word"; continue; fi
    case $word in
      -s | --set) sets=true value_next=true word=-d ;;
      -us) sets=true value_next=true; set -- "$@" -u; word=-d ;;
      -s*) sets=true word=-d${word#-s} ;;
      --set=*) sets=true word=--date=${word#--set=} ;;
      -d | -f | -r | --date | --file | --reference) value_next=true ;;
      [0-9]*) sets=true; set -- "$@" -d; word=$(written_out "$word") ;;
    esac
    set -- "$@" "$word"
  done
  $sets || exec "$real" "$@"
  is_root || { echo "date: cannot set date: Operation not permitted" >&2; "$real" "$@"; exit 1; }
  "$real" "$@" || exit
  not_done "the clock was not set: it is that of the machine below the drill host"
}

put_swap_to_use() {
  case " $*" in
    *\ --show* | *\ -s* | *\ --summary* | ' ')
      [ ! -s "$kept/swaps" ] || { echo "NAME TYPE SIZE USED PRIO"; cat "$kept/swaps"; }
      return
      ;;
    *\ -h* | *\ --help* | *\ -V* | *\ --version*) the_program "$@" ;;
  esac
  value_next=false
  for area; do
    if $value_next; then value_next=false; continue; fi
    case $area in
      -p | --priority | -o | --options) value_next=true; continue ;;
      -*) continue ;;
    esac
    [ -e "$area" ] || { echo "swapon: cannot open $area: No such file or directory" >&2; exit 255; }
    [ "$(dd if="$area" bs=1 skip=4086 count=10 2>/dev/null)" = SWAPSPACE2 ] ||
      { echo "swapon: $area: read swap header failed" >&2; exit 255; }
    mkdir -p "$kept"
    echo "$area file $(stat -c %s "$area")B 0B -2" >>"$kept/swaps"
    not_done "the swap area $area was not put to use: a drill host has no swap"
  done
}

# A drill host has no swap, so that whatever is named is not in use when this returns.
put_swap_out_of_use() {
  case " $*" in *\ -h* | *\ --help* | *\ -V* | *\ --version*) the_program "$@" ;; esac
  : 2>/dev/null >"$kept/swaps"
}

# The engine and the packet filter ask for modules by themselves, and do without.
load_module() {
  case $(cat "/proc/$PPID/comm") in dockerd | containerd | *tables*) exit 1 ;; esac
  for module; do
    case $module in
      -r | --remove) not_done "kernel modules are those of the machine below: none was unloaded"; return ;;
      -*) continue ;;
    esac
    [ -e "/sys/module/$(printf %s "$module" | tr - _)" ] ||
      not_done "the kernel module $module was not loaded: the kernel is that of the machine below"
    return
  done
}

end_machine() {
  case " $*" in
    *\ -c* | *\ --help*) return ;;
    *\ -r* | *\ --reboot*) not_done "the machine was not started again" ;;
    *)
      if [ "$name" = reboot ]; then not_done "the machine was not started again"
      else not_done "the machine was not switched off"; fi
      ;;
  esac
}

[ "$name" != date ] || { set_clock "$@"; exit 0; }
is_root || the_program "$@"
case $name in
  hwclock)
    case " $*" in
      *\ -w* | *\ --systohc* | *\ -s* | *\ --hctosys* | *\ --set*) not_done "no clock was set by hwclock" ;;
      *) the_program "$@" ;;
    esac
    ;;
  swapon) put_swap_to_use "$@" ;;
  swapoff) put_swap_out_of_use "$@" ;;
  modprobe) load_module "$@" ;;
  insmod | rmmod) not_done "no kernel module was loaded or unloaded by $name $*" ;;
  dmesg) not_done "the kernel's log was not shown: it is that of the machine below" ;;
  reboot | shutdown | poweroff | halt) end_machine "$@" ;;
  *) the_program "$@" ;;
esac
exit 0
