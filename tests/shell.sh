#!/bin/bash
# shell.sh: shellcheck finds nothing in any shell script. TAP; status 1 where it finds something.
set -u
cd "$(dirname "$0")/.." || exit 3
rc=0

shell_scripts() {
	local file
	find . -path ./build -prune -o -path ./.git -prune -o -type f -print | sed 's,^\./,,' | sort |
		while read -r file; do
			case $(head -c 64 "$file" | head -n 1 | tr -d '\0') in
			'#!'*bash | '#!'*/sh | '#!'*/sh\ *) echo "$file" ;;
			*) case $file in *.bash) echo "$file" ;; esac ;;
			esac
		done
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
