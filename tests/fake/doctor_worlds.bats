#!/usr/bin/env bats
# pcsc_scan --doctor in each of the worlds of tests/doctor: what it must find there, and that it
# never advises anything harmful or impossible there.

load ../doctor

bats_require_minimum_version 1.5.0

worlds() {
	(cd "$BATS_TEST_DIRNAME/../doctor" && for world in */; do echo "${world%/}"; done)
}

# Builds each world, runs the doctor in it and removes it again. $said/WORLD keeps its output,
# WORLD.status its exit status, WORLD.errors its standard error. Four run at a time, as many of them
# mostly wait.
setup_file() {
	local top
	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	export B=${B:-build} said=$BATS_FILE_TMPDIR/said
	export PATH LD_LIBRARY_PATH
	PATH=$(cd "$top" && realpath "$B")/bin:$PATH
	LD_LIBRARY_PATH=$(cd "$top" && realpath "$B")/tests/fake
	unset FAKE_PCSC_CONTROL FAKE_PCSC_LOG FAKE_PCSC_TOLD
	mkdir "$said"
	at=$(mktemp -d)
	export at
	socket_make "$at/socket"
	# shellcheck disable=SC2016 # for the inner shell
	worlds | xargs -P 4 -I '{}' bash -c '
		"$0/doctor/run.sh" "$1" "$at/$1" "$at/socket" >"$said/$1.errors" 2>&1
		echo $? >"$said/$1.status"
		mv "$at/$1/said" "$said/$1"' "$top/tests" '{}' 3>&-
	chmod -R u+rwx "$at"
	rm -r "$at"
}

@test "each world is found to be what it is" {
	run -0 python3 "$BATS_TEST_DIRNAME/../doctor/compare.py" "$said"
	[ -z "$output" ]
	run grep -r . "$said" --include='*.errors'
	[ -z "$output" ]
}

@test "there are at least 50, and no two are the same to the doctor" {
	[ "$(worlds | wc -l)" -ge 50 ]
	run bash -c 'cd "$said" && for world in $(ls | grep -v "\.status$\|\.errors$"); do
		echo "$(sha256sum <"$world" | cut -c 1-64) $world"
	done | sort | awk "\$1 == last { print name, \$2 } { last = \$1; name = \$2 }"'
	echo "$output"
	[ -z "$output" ]
}

# rule WORLD...: runs the Python code on standard input for each world. The code gets the world's
# name in `world` and the output in the list `lines`.
rule() {
	python3 - "$said" "$BATS_TEST_DIRNAME/../doctor" "$@"
}

@test "no advice is harmful or cannot be followed where it is given" {
	rule <<'END'
import json, os, re, sys

said, worlds = sys.argv[1:]
wrong = []


def tree(world):
    with open(f'{worlds}/{world}/tree', encoding='utf-8') as file:
        return file.read()


def base(world):
    """The distribution that the world starts with, and what it has instead."""
    return next(line.split()[0] for line in tree(world).splitlines() if not line.startswith('#'))


MANAGERS = {'apt-get': 'debian ubuntu wsl docker', 'dnf': 'fedora', 'rpm-ostree': 'fedora', 'pacman': 'arch',
            'zypper': 'opensuse', 'transactional-update': 'opensuse', 'apk': 'alpine', 'emerge': 'gentoo',
            'nixos-rebuild': 'nixos'}
WITHOUT_SYSTEMD = ('alpine', 'gentoo', 'wsl', 'docker', 'podman', 'flatpak', 'snap')

for world in sorted(os.listdir(worlds)):
    if not os.path.isdir(f'{worlds}/{world}'):
        continue
    with open(f'{said}/{world}', encoding='utf-8') as file:
        lines = [json.loads(line) for line in file]
    text = ' '.join(line['text'] + ' ' + (line['command'] or '') for line in lines)
    here = [line['command'] or '' for line in lines if not line['on_host']]
    kind = base(world)
    if re.search(r'\b(kill|killall|pkill)\b', text.replace('gpgconf --kill', '')):
        wrong.append(f'{world}: kill')
    if re.search(r'\brm\b|--force|chmod (-R|777)|--privileged', text):
        wrong.append(f'{world}: destroys')
    for manager, systems in MANAGERS.items():
        if any(re.search(rf'(^|[ &]){manager} ', command) for command in here) and not kind.startswith(
                tuple(systems.split())):
            wrong.append(f'{world}: {manager}')
    without = kind.startswith(WITHOUT_SYSTEMD) or '/run/systemd' in re.findall(r'remove .*', tree(world)).__str__()
    if without and any('systemctl' in command for command in here):
        wrong.append(f'{world}: systemctl')
    if kind in ('docker', 'podman', 'flatpak', 'snap') and 'running 0' not in tree(world):
        if any('polkit/rules.d' in command or 'pcscd restart' in command or 'apt' in command for command in here):
            wrong.append(f'{world}: of no use here')
    if kind in ('flatpak', 'snap') and any(line['state'] == 'found' and line['command'] and not line['on_host']
                                           for line in lines):
        wrong.append(f'{world}: not in a sandbox')
    states = [line['state'] for line in lines[:-1]]
    if (lines[-1]['state'] == 'found') != ('found' in states):
        wrong.append(f'{world}: the verdict is not that of the checks')
    if any(line['command'] for line in lines[:-1] if line['state'] != 'found'):
        wrong.append(f'{world}: advice where nothing is wrong')
print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
END
}

@test "each is what the schema says" {
	local top=$BATS_TEST_DIRNAME/../..
	# shellcheck disable=SC2046 # names of worlds have no blanks
	run python3 "$top/tests/cli/json_schema.py" "$top/data/pcsc_scan.schema.json" \
		<<<"$(cd "$said" && cat $(worlds))"
	echo "$output"
	[ "$status" = 0 ]
}

@test "docs/doctor.md is up to date" {
	local top=$BATS_TEST_DIRNAME/../..
	"$top/tools/doctor_table.py" "$top/tests/doctor" | diff - "$top/docs/doctor.md"
}
