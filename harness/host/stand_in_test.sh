#!/usr/bin/env bash
# stand_in_test.sh STAND_IN: what the programs answer that stand in for others, and what they write down.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/real" "$work/bin"
sed -e "s#/usr/lib/rollback-drill/real#$work/real#" -e "s#/run/rollback-drill#$work/kept#" "$1" >"$work/stand-in"
chmod +x "$work/stand-in"
for name in date dmesg halt hwclock insmod modprobe poweroff reboot rmmod shutdown swapoff swapon; do
  ln -s "$work/stand-in" "$work/bin/$name"
done
# The programs that they stand for; whoever runs the test is root there.
ln -s "$(command -v date)" "$work/real/date"
printf '#!/bin/sh\necho real hwclock\n' >"$work/real/hwclock"
chmod +x "$work/real/hwclock"
printf '#!/bin/sh\necho 0\n' >"$work/bin/id"
chmod +x "$work/bin/id"
export PATH=$work/bin:$PATH TZ=UTC LC_ALL=C
failed=0

# wants CODE OUTPUT NOTE COMMAND...: a pattern each; an empty note is none.
wants() {
  local code=$1 output=$2 note=$3 said got noted
  shift 3
  rm -f "$work/kept/not-done"
  said=$("$@" 2>&1)
  got=$?
  noted=$(cat "$work/kept/not-done" 2>/dev/null)
  # shellcheck disable=SC2053  # They are patterns.
  [[ $got = "$code" && $said == $output && $noted == $note ]] && return
  echo "$*: exit code $got, said '$said', noted '$noted'; wanted: $code, '$output', '$note'"
  failed=1
}

clock='the clock was not set*'
wants 0 '2020-03-04T05:06' '' date -d '2020-03-04 05:06' +%Y-%m-%dT%H:%M
wants 0 '20240101' '' date -d 20240101 +%Y%m%d
wants 0 'Wed Mar  4 05:06:07 UTC 2020' "$clock" date -s '2020-03-04 05:06:07'
wants 0 'Wed Mar  4 05:06:07 UTC 2020' "$clock" date --set='2020-03-04 05:06:07'
wants 0 'Wed Mar  4 05:06:07 UTC 2020' "$clock" date -us '2020-03-04 05:06:07'
wants 0 'Wed Mar  4 05:06:00 UTC 2020' "$clock" date 030405062020
wants 0 'Wed Mar  4 05:06:07 UTC 2020' "$clock" date 0304050620.07
wants 0 '04.03.' "$clock" date -s 2020-03-04 +%d.%m.
wants 1 '*invalid date*' '' date -s 'no time at all'
wants 0 'real hwclock' '' hwclock --show
wants 0 '' 'no clock was set*' hwclock --systohc

head -c 8192 /dev/zero >"$work/area"
wants 255 '*No such file*' '' swapon "$work/none"
wants 255 '*read swap header failed' '' swapon "$work/area"
printf SWAPSPACE2 | dd of="$work/area" bs=1 seek=4086 conv=notrunc status=none
wants 0 '' '' swapon --show
wants 0 '' "the swap area $work/area was not*" swapon -p 5 "$work/area"
wants 0 "*$work/area*" '' swapon --show
wants 0 '' '' swapoff -a
wants 0 '' '' swapon -s

wants 0 '' 'the kernel module no_such_module was not loaded*' modprobe no_such_module
wants 0 '' '*none was unloaded' modprobe -r loop
wants 0 '' 'no kernel module*' insmod ./x.ko
wants 0 '' "the kernel's log was not shown*" dmesg
wants 0 '' 'the machine was not started again' reboot
wants 0 '' 'the machine was not started again' shutdown -r now
wants 0 '' 'the machine was not switched off' shutdown -h now
wants 0 '' 'the machine was not switched off' poweroff
wants 0 '' '' shutdown -c

# Any other user than root is refused.
printf '#!/bin/sh\necho 1000\n' >"$work/bin/id"
wants 1 '*Operation not permitted*' '' date -s '2020-03-04 05:06:07'
wants 127 '*reboot: not on this machine*' '' reboot
exit $failed
