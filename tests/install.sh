#!/bin/bash
# install.sh install|uninstall: puts what is below $B into PREFIX, below DESTDIR, or takes it back. The
# list of files is one for both, so that uninstall leaves nothing that install put there.
set -eu
cd "$(dirname "$0")/.."
B=${B:-build} PREFIX=${PREFIX:-/usr/local} DESTDIR=${DESTDIR-}
root=$DESTDIR$PREFIX

# MODE FROM TO, one a line; a MODE of "link" makes TO a link to FROM.
files() {
	local file
	for file in "$B"/bin/* "$B"/libexec/pcsckit/*; do
		if [ -L "$file" ]; then
			echo "link $(readlink "$file") ${file#"$B"/}"
		elif [ -f "$file" ]; then
			echo "755 $file ${file#"$B"/}"
		fi
	done
	find "$B/share" -type f 2>/dev/null | sort | while read -r file; do
		echo "644 $file ${file#"$B"/}"
	done
	for file in completions/bash/*; do
		echo "644 $file share/bash-completion/completions/${file##*/}"
	done
	for file in completions/zsh/*; do
		echo "644 $file share/zsh/site-functions/${file##*/}"
	done
	for file in completions/fish/*; do
		echo "644 $file share/fish/vendor_completions.d/${file##*/}"
	done
}

case ${1-} in
install)
	files | while read -r mode from to; do
		mkdir -p "$root/$(dirname "$to")"
		if [ "$mode" = link ]; then
			ln -sf "$from" "$root/$to"
		else
			install -m "$mode" "$from" "$root/$to"
		fi
	done
	;;
uninstall)
	files | while read -r _ _ to; do
		rm -f "$root/$to"
		echo "$to"
	done | while read -r to; do
		# Folders that are ours alone, where nothing else is in them.
		case $(dirname "$to") in
		*/pcsckit) rmdir "$root/$(dirname "$to")" 2>/dev/null || : ;;
		esac
	done
	;;
*)
	echo 'usage: install.sh install|uninstall' >&2
	exit 2
	;;
esac
