#!/bin/sh
# Run by sh on a drill host, or any Debian machine: what it is doing, in parts, each after a line that begins with the control
# character 036. The processes are looked at three times within a second, and all else in between. It changes nothing.
LC_ALL=C
export LC_ALL
part() { printf '\036%s\n' "$1"; }
# The columns are $DRILL_COLUMNS.
look() {
  part processes
  # shellcheck disable=SC2086 # these are many words
  ps -e -ww $DRILL_COLUMNS || exit
}

# What one network is like. $OF is written behind the name of each part.
# shellcheck disable=SC2016 # the shell that runs it expands this
NETWORK='
part() { printf "\036%s%s\n" "$1" "$OF"; }
part links
ip -o link
part routes
ip route
ip -6 route 2>/dev/null
part settings
grep -s . /proc/sys/net/core/somaxconn /proc/sys/net/ipv4/icmp_echo_ignore_all /proc/sys/net/ipv4/ip_forward \
  /proc/sys/net/ipv4/ip_local_port_range /proc/sys/net/ipv4/ip_nonlocal_bind /proc/sys/net/ipv4/ip_unprivileged_port_start \
  /proc/sys/net/ipv4/tcp_fin_timeout /proc/sys/net/ipv4/tcp_keepalive_* /proc/sys/net/ipv4/tcp_max_syn_backlog \
  /proc/sys/net/ipv4/tcp_mtu_probing /proc/sys/net/ipv4/tcp_retries* /proc/sys/net/ipv4/tcp_syn_retries \
  /proc/sys/net/ipv4/tcp_syncookies /proc/sys/net/ipv4/tcp_tw_reuse /proc/sys/net/ipv4/conf/all/route_localnet \
  /proc/sys/net/ipv6/conf/all/disable_ipv6 /proc/sys/net/ipv6/conf/all/forwarding
for protocol in ip ip6; do
  part "firewall $protocol"
  command -v ${protocol}tables-save >/dev/null && ${protocol}tables-save 2>/dev/null
done
true
'
OF=
export OF

part looker
echo $$
look
sleep 0.5 &
part containers
grep -m 1 -o -H -E '[0-9a-f]{64}' /proc/[0-9]*/cgroup 2>/dev/null
part standing
grep -s -H -E '^(Max (cpu time|file size|data size|stack size|processes|open files|locked memory|address space) |Cpus_allowed_list:|-?[0-9]+$)' \
  /proc/[0-9]*/limits /proc/[0-9]*/status /proc/[0-9]*/oom_score_adj
part priorities
ps -e -o pid= -o ni= -o cls=
part ports
ss -H -l -n -t -u -p || exit
part addresses
ip -o address || exit
part mounts
cat /proc/self/mountinfo || exit
part room
df -P 2>/dev/null
part engine
stat -L -c '%a %U:%G' /var/run/docker.sock 2>/dev/null
eval "$NETWORK"
part networks
networks=$(stat -L -c '%i %n' /proc/self/ns/net /proc/[0-9]*/ns/net 2>/dev/null)
echo "$networks"
# Each network that is not this one, that of a container, by one of its processes: some, such as a health check's, end meanwhile.
echo "$networks" | awk 'NR == 1 { own = $1 } $1 != own { of[$1] = of[$1] " " $2 } END { for (one in of) print one of[one] }' |
  while read -r network processes; do
    for process in $processes; do
      OF=" of $network" nsenter --net="$process" sh -c "$NETWORK" 2>/dev/null && break
    done
  done
wait
look
sleep 0.5
look
part end
