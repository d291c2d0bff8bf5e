#!/bin/sh
# unit.sh: tests pcsc_scan.service, as installed by `make install`, under a real systemd, with a
# pcscd that uses polkit. Run this as root in a bare Debian system whose pcscd does so (trixie and
# later), with the tree as the current directory. Installs packages and pcsckit in that system, and
# boots it: systemd is PID 1 in new namespaces and a new control group, and is killed at the end.
# Writes TAP; the output of the commands is in build/unit.log. Exits with 1 if something failed.
set -u
log=$PWD/build/unit.log
work=$(mktemp -d /var/tmp/unit.XXXXXX) || exit 1
group=
outer=
init=
number=0 failed=0
mkdir -p build
: >"$log"

give_up() {
	echo "not ok $((number + 1)) - $1"
	tail -n 20 "${2:-$log}" | sed 's/^/# /'
	exit 1
}

clean_up() {
	trap '' INT TERM HUP PIPE
	# When PID 1 of the namespace is killed, all its processes end.
	[ -z "$outer" ] || { kill -KILL "$outer" && wait "$outer"; } 2>>"$log"
	if [ -n "$group" ]; then
		until find "$group" -depth -type d -exec rmdir {} + 2>>"$log"; do sleep 0.1; done
		umount "$work/groups"
	fi
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP PIPE

# --- the system ---

# Runs in new namespaces, in the directory that becomes the root; $1 is a directory below it on
# which to mount it. What the kernel shares with the outer machine is read-only.
# shellcheck disable=SC2016 # its own variables
enter='
set -eu
mount --make-rprivate /
mount --bind . "./$1"
cd "./$1"
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,ro,bind proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/pts dev/shm
while read -r name major minor; do
	mknod -m 666 "dev/$name" c "$major" "$minor"
done <<END
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
END
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir run/outside
pivot_root . run/outside
umount -l /run/outside
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin \
	setpriv --bounding-set=-sys_boot,-sys_module,-sys_time,-sys_rawio,-syslog \
	/usr/lib/systemd/systemd --system --unit=multi-user.target --log-target=console --show-status=no
'

# Uses the outer root of this mount namespace (nsenter), as a user namespace, which the unit's
# PrivateUsers= needs, cannot be created in a chroot.
boot() {
	mkdir "$work/groups" "$work/root" &&
		mount -t cgroup2 cgroup2 "$work/groups" || return 1
	group=$work/groups/pcsckit-${work##*/}
	mkdir "$group" || return 1
	: >/etc/machine-id
	systemd-machine-id-setup 2>>"$log"
	sh -c 'echo 0 >"$1/cgroup.procs" && shift && exec "$@"' sh "$group" \
		unshare --mount --pid --ipc --uts --net --cgroup --fork --kill-child \
		nsenter --mount=/proc/self/ns/mnt --wd=/ sh -c "$enter" sh "${work#/}/root" \
		</dev/null >"$work/console" 2>&1 &
	outer=$!
	eventually find_init && eventually in_system systemctl is-system-running --wait
}

find_init() {
	init=$(pgrep -P "$outer" -x systemd)
}

in_system() {
	nsenter -t "$init" -m -u -i -n -p -C -r -w env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin LC_ALL=C.UTF-8 "$@"
}

# --- helpers ---

# eventually COMMAND...: repeats COMMAND until it succeeds, for up to 30 s.
eventually() {
	tries=0
	until "$@" >>"$log" 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.1
	done
}

# as USER COMMAND...: runs COMMAND as a user without a session.
as() {
	user=$1
	shift
	in_system setpriv --reuid "$user" --regid nogroup --clear-groups "$@"
}

# as_dynamic NAME COMMAND...: runs COMMAND as a user who exists only while it runs.
as_dynamic() {
	user=$1
	shift
	in_system systemd-run --quiet --wait --pipe -p DynamicUser=yes -p "User=$user" "$@"
}

# says STATUS TEXT COMMAND...: COMMAND exits with STATUS and its output contains TEXT.
says() {
	wanted=$1 text=$2 status=0
	shift 2
	said=$(set +x && "$@" 2>&1) || status=$?
	printf '%s: status %s\n%s\n' "$*" "$status" "$said" >>"$log"
	[ "$status" = "$wanted" ] && case $said in *"$text"*) ;; *) false ;; esac
}

# refused COMMAND...: the service refuses access. pcscd then closes the connection at once, and its
# library may not report more than that.
refused() {
	tries=0
	while [ $tries -lt 20 ]; do
		tries=$((tries + 1))
		says 3 "$violation" "$@" && return 0
		case $said in *SCARD_E_NO_SERVICE*) ;; *) return 1 ;; esac
	done
	return 1
}

# Stops the service, and sets the position in the journal from which logged() reads.
forget() {
	in_system systemctl stop pcsc_scan
	in_system systemctl reset-failed pcsc_scan || :
	in_system journalctl -q -n 1 --show-cursor | sed -n 's/^-- cursor: //p' >"$work/cursor"
}

# logged TEXT: the service has written TEXT since then.
logged() {
	in_system journalctl -q -o cat -u pcsc_scan --after-cursor "$(cat "$work/cursor")" | grep -F -e "$1"
}

# check NAME FUNCTION: runs FUNCTION as a test, with set -e in force.
check() {
	number=$((number + 1))
	printf '\n== %s\n' "$1" >>"$log"
	(
		set -ex
		"$2"
	) >"$work/said" 2>&1
	# shellcheck disable=SC2181 # in an if the test would run without set -e
	if [ $? = 0 ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		failed=$((failed + 1))
		{
			tail -n 20 "$work/said"
			echo 'the journal:'
			in_system journalctl --no-pager -q -b -n 30 -u pcsc_scan -u pcscd -u card
		} 2>&1 | sed 's/^/# /'
	fi
	cat "$work/said" >>"$log"
}

rules=/etc/polkit-1/rules.d/60-pcsckit.rules
events=/etc/pcsckit/events
violation='SCARD_W_SECURITY_VIOLATION 0x8010006A'

# Standard input of the card never ends.
insert_card() {
	in_system systemd-run -q -u card --collect -p Restart=on-failure -p RestartSec=100ms -p StartLimitIntervalSec=0 \
		sh -c '[ -p /run/card ] || mkfifo /run/card; exec vicard /usr/local/share/pcsckit/examples/uicc-iccid.card <>/run/card'
}
remove_card() {
	in_system systemctl stop card
	rm -f "/proc/$init/root/run/card"
}

# By itself polkit notices changes only after a moment.
rules_changed() {
	in_system systemctl reload polkit
}

# --- the tests ---

known_to_systemd() {
	in_system systemctl cat pcsc_scan | grep -F /usr/local/lib/systemd/system/pcsc_scan.service
	says 0 '' in_system systemd-analyze verify --man=no pcsc_scan.service
	[ -z "$said" ]
	in_system systemd-analyze security --threshold=10 --no-pager pcsc_scan.service
}

runs() {
	forget
	in_system systemctl enable --now pcsc_scan
	in_system systemctl is-active pcsc_scan
	main=$(in_system systemctl show -P MainPID pcsc_scan)
	[ "$(in_system ps -o user:20= -p "$main")" = pcsckit ]
	[ "$(in_system systemctl show -P StatusText pcsc_scan)" = '2 readers, 0 cards' ]
}

# The hook prints its user, and uses the card, which needs polkit's permission again.
hook_at_work() {
	cat >$events/card-inserted <<-'END'
		#!/bin/sh
		echo "hook of $(id -un): $PCSC_EVENT $PCSC_ATR"
		exec scriptor /usr/local/share/pcsckit/examples/uicc-iccid.apdu
	END
	chmod 755 $events/card-inserted
	in_system systemctl is-active pcsc_scan
	forget
	in_system systemctl start pcsc_scan
	insert_card
	eventually logged 'hook of pcsckit: card-inserted 3B'
	eventually logged '90 00 : '
	eventually logged '"event":"card-inserted"'
}

# example TEXT: prints the examples of pcsc_scan(1): each "literal" block in SERVICE that contains
# TEXT.
example() {
	sed -n '/^\.Sh SERVICE/,/^\.Sh JSON/p' man/pcsc_scan.1 | awk -v text="$1" '
		/^\.Bd/ { inside = 1; block = ""; next }
		/^\.Ed/ { if (index(block, text)) printf "%s", block; inside = 0 }
		inside { block = block $0 "\n" }'
}

manual() {
	drop_in=/etc/systemd/system/pcsc_scan.service.d
	mkdir -p $drop_in
	example StateDirectory= >$drop_in/state.conf
	example lock-sessions >/etc/polkit-1/rules.d/50-lock.rules
	example card-inserted | sed '/^#!/,/^echo/!d' >$events/card-inserted
	cat >$events/card-removed <<-'END'
		#!/bin/sh
		loginctl lock-sessions && echo locked >>/var/lib/pcsckit/log && cat /var/lib/pcsckit/log
	END
	chmod 755 $events/*
	rules_changed
	in_system systemctl daemon-reload
	forget
	in_system systemctl start pcsc_scan
	eventually logged ' in Virtual PCD 00 00'
	remove_card
	eventually logged locked
	rm -r $drop_in $events/card-removed /etc/polkit-1/rules.d/50-lock.rules
	in_system systemctl daemon-reload
}

nobody_else() {
	refused as nobody pcsc_scan -r
	refused as nobody sh -c 'echo 00A40000 | scriptor'
	refused as_dynamic pcsckit-other pcsc_scan -r
	refused as_dynamic pcscki pcsc_scan -r
}

the_name_is_what_counts() {
	says 0 'Virtual PCD' as pcsckit pcsc_scan -r
}

# While it is refused, the service waits; it continues once the rule exists.
refused_without_rule() {
	in_system systemctl start pcsc_scan
	forget
	mv "$rules" "$work/rules"
	rules_changed
	in_system systemctl start pcsc_scan
	eventually logged "$violation"
	says 0 'Waiting for the PC/SC service' in_system systemctl show -P StatusText pcsc_scan
	refused as pcsckit pcsc_scan -r
	mv "$work/rules" "$rules"
	rules_changed
	eventually logged '"event":"service-back"'
	says 0 '2 readers, 1 card' in_system systemctl show -P StatusText pcsc_scan
}

events_missing() {
	forget
	mv $events $events.away
	! in_system systemctl start pcsc_scan || false
	eventually logged "--exec-dir $events: directory not found"
	eventually logged "mkdir -p $events"
	mkdir -m 700 $events
	forget
	! in_system systemctl start pcsc_scan || false
	eventually logged "--exec-dir $events: Permission denied"
	rmdir $events
	mv $events.away $events
	forget
	in_system systemctl start pcsc_scan
}

uninstalled() {
	in_system systemctl disable --now pcsc_scan
	make -s --no-print-directory uninstall
	[ -x $events/card-inserted ]
	[ ! -e "$rules" ]
	[ ! -e /usr/local/lib/systemd/system/pcsc_scan.service ]
	in_system systemctl daemon-reload
	! in_system systemctl cat pcsc_scan || false
	rm $events/card-inserted
	make -s --no-print-directory uninstall
	[ ! -e /etc/pcsckit ]
}

tests/need build >>"$log" 2>&1 || give_up 'the packages of the build'
# util-linux-extra: since 2.42 it contains pivot_root, instead of util-linux.
apt-get -q -y --no-install-recommends install systemd dbus polkitd pcscd vsmartcard-vpcd procps util-linux-extra \
	>>"$log" 2>&1 </dev/null || give_up 'the packages of the service'
{ make -j2 all && make install; } >>"$log" 2>&1 || give_up 'make install'
# If pcscd does not support polkit, there is nothing to test.
[ -e /usr/share/polkit-1/actions/org.debian.pcsc-lite.policy ] || give_up 'this pcscd does not use polkit'
boot || give_up 'systemd starts as PID 1 in namespaces' "$work/console"

check 'systemd finds the unit where make install puts it, and nothing wrong with it' known_to_systemd
check 'enabled, it runs as its own user and sees the readers' runs
check 'a hook runs as that user, and may use the card' hook_at_work
check 'nobody else is let in' nobody_else
check 'the user is let in by name' the_name_is_what_counts
check 'without the rule the service is refused, and says so' refused_without_rule
check 'a hook directory that is missing or closed is named in the journal' events_missing
check 'the examples of the manual work' manual
check 'uninstall takes all but hooks' uninstalled
echo "1..$number"
[ $failed = 0 ]
