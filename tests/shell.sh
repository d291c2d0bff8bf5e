#!/bin/bash
# shell.sh: checks all shell scripts with shellcheck. Writes TAP; exits with 1 if there is a
# finding.
set -u
cd "$(dirname "$0")/.." || exit 3
rc=0

# Prints the files that start with a shell's "#!" line, and files that scripts source.
shell_scripts() {
	find . \( -path ./build -o -path ./.git \) -prune -o -type f -size +0 -exec \
		awk 'FNR == 1 { if (/^#!.*(bash|\/sh( |$))/ || FILENAME ~ /\.bash$/) print FILENAME; nextfile }' {} + |
		sed 's,^\./,,' | sort
}

look_at() {
	case $1 in
	*.bash) shellcheck -s bash -x -e SC2034 -e SC2154 "$1" ;;
	*) shellcheck -x -P SCRIPTDIR "$1" ;;
	esac
}

while read -r file; do
	if said=$(look_at "$file" 2>&1) && [ -z "$said" ]; then
		echo "ok - shellcheck $file"
	else
		echo "not ok - shellcheck $file"
		printf '# %s\n' "${said//$'\n'/$'\n# '}"
		rc=1
	fi
done < <(shell_scripts)
exit $rc
