#!/bin/sh
# page.sh [ROW]...: writes docs/benchmarks.md to standard output: the table of run.sh, and the
# machine on which it was measured. Exits with the status of run.sh.
set -u
cd "$(dirname "$0")/.." || exit 3
load=$(cut -d ' ' -f 1 /proc/loadavg)
processors=$(nproc)

# versions PACKAGE...: prints the packages that are installed, with their versions.
versions() {
	dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' |
		paste -s -d , - | sed 's/,/, /g'
}

cat <<END
# Benchmarks

Written by \`bench/page.sh >docs/benchmarks.md\`; \`make bench\` prints the same table. The values are medians
of runs that alternate with those of the peer. Each row says what "ours" and "peer" are; the figure is compared with the
target.

- measured: $(date -u +%Y-%m-%d), pcsckit $(sed -n 's/^VERSION = //p' Makefile)${1:+, only $*}
- machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $processors processors; Linux $(uname -r)
- compiler: $(cc --version | head -n 1)
- peers: $(versions pcsc-tools tshark opensc pcscd libpcsclite1 libjansson4)
END
! awk -v load="$load" -v n="$processors" 'BEGIN { exit load <= n / 2 }' ||
	echo "- **the machine was busy with other things (load $load): these figures say little**"
echo
TABLE=markdown exec bench/run.sh "$@"
