// What the memory fault runs on the drill host. Bash and perl are on every Debian machine.
#ifndef HARNESS_FAULT_MEMORY_SCRIPT_H_
#define HARNESS_FAULT_MEMORY_SCRIPT_H_

namespace drill {

// Bash functions that read control groups of version 1, of version 2, and of both beside each
// other. $DRILL_CGROUPS and $DRILL_PROC stand in for the real directories in tests.
inline constexpr char kMemoryFunctions[] = R"bash(
cgroups=${DRILL_CGROUPS:-/sys/fs/cgroup} proc=${DRILL_PROC:-/proc}
memory_group() { # PID: the directory of its memory group
  local controllers path two=
  while IFS=: read -r _ controllers path; do
    case ",$controllers," in
      *,memory,*) echo "$cgroups/memory${path%/}"; return ;;
      ,,) two=$cgroups${path%/} ;;
    esac
  done < "$proc/$1/cgroup"
  [ -e "$two/memory.max" ] && echo "$two"
}
host_group() { if [ -e "$cgroups/memory/memory.limit_in_bytes" ]; then echo "$cgroups/memory"; else echo "$cgroups"; fi; }
limit_file() { if [ -e "$1/memory.max" ]; then echo "$1/memory.max"; else echo "$1/memory.limit_in_bytes"; fi; }
used() { cat "$1/memory.current" 2>/dev/null || cat "$1/memory.usage_in_bytes"; }
kills() { # GROUP: how often the kernel killed for want of memory in it
  sed -n 's/^oom_kill //p' "$1/memory.events" 2>/dev/null || sed -n 's/^oom_kill //p' "$1/memory.oom_control"
}
cache() { # GROUP: file pages that the kernel takes back when it must
  local sum
  sum=$(sed -n -E 's/^total_(in)?active_file //p' "$1/memory.stat" | paste -sd+)
  [ -n "$sum" ] || sum=$(sed -n -E 's/^(in)?active_file //p' "$1/memory.stat" | paste -sd+)
  echo $((${sum:-0}))
}
available() { # GROUP: its limit, less what is used and cannot be taken back
  local limit
  limit=$(cat "$(limit_file "$1")")
  [ "$limit" != max ] || limit=$((1 << 62))
  echo $((limit - $(used "$1") + $(cache "$1")))
}
largest() { # GROUP: the process of it that holds the most
  local pid
  for pid in $(cat "$1/cgroup.procs"); do
    echo "$(sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "$proc/$pid/status" 2>/dev/null || true) $pid"
  done | sort -rn | sed -n '1s/.* //p'
}
machine_kills() { sed -n 's/^oom_kill //p' "$proc/vmstat"; }
)bash";

// Perl: takes memory of the group $ARGV[0], joined first when $ARGV[1] is set, $ARGV[2] bytes a
// second (0: at once). $ARGV[3] is "burst" (ends with the first kill), "leak" (goes on to $ARGV[4]
// bytes that are left after it) or "hold" (up to $ARGV[4] bytes that are left). $ARGV[5] is the
// number of kills before.
//
// A child takes the memory. While a process that was killed gives back what it held, the kernel may
// choose the child as well; then the parent, which holds nothing, starts another one that takes
// everything at once, so that the memory is not free again for longer than that.
inline constexpr char kMemoryHog[] = R"perl(
use strict;
my ($group, $join, $rate, $mode, $leave, $before, $watch) = @ARGV;
my $two = -e "$group/memory.max";
sub slurp { open(my $f, "<", $_[0]) or return ""; local $/; my $t = <$f>; return defined $t ? $t : "" }
sub number { my ($n) = slurp($_[0]) =~ /^(\d+)/; return defined $n ? $n : 1 << 62 }
sub kills {
  return 1 << 40 unless -d $watch;
  my ($n) = slurp($watch . ($two ? "/memory.events" : "/memory.oom_control")) =~ /^oom_kill (\d+)/m;
  return $n || 0;
}
sub available {
  my $stat = slurp("$group/memory.stat");
  my $prefix = $two ? "" : "total_";
  my $cache = 0;
  $cache += $1 while $stat =~ /^${prefix}(?:in)?active_file (\d+)/mg;
  my ($limit, $used) = $two ? ("max", "current") : ("limit_in_bytes", "usage_in_bytes");
  return number("$group/memory.$limit") - number("$group/memory.$used") + $cache;
}
# Returns when there is nothing more to do: never, but for a burst.
sub take {
  my ($rate) = @_;
  my $chunk = 1 << 20;
  my (@held, $killed);
  while (1) {
    $killed ||= kills() > $before;
    return if $mode eq "burst" && $killed;
    my $enough = $mode eq "leak" ? $killed && available() <= $leave
               : $mode eq "hold" ? available() <= $leave : 0;
    if ($enough) { select(undef, undef, undef, 0.02); next }
    push @held, "";
    vec($held[-1], $chunk - 1, 8) = 1;
    select(undef, undef, undef, $chunk / $rate) if $rate > 0;
  }
}
if ($join) { open(my $f, ">", "$group/cgroup.procs") or die "$group: $!"; print $f "0\n"; close $f or die "$group: $!" }
while (1) {
  my $child = fork;
  die "fork: $!" unless defined $child;
  if ($child == 0) { take($rate); exit }
  waitpid($child, 0);
  last unless ($? & 127) == 9;
  $rate = 0;
}
)perl";

}  // namespace drill

#endif  // HARNESS_FAULT_MEMORY_SCRIPT_H_
