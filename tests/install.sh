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
	find "$B/bin" "$B/libexec" "$B/share" -type f -o -type l | sort | while read -r file; do
		to=${file#"$B"/} mode=755
		[ "${to#share/}" = "$to" ] || mode=644
		if [ -L "$file" ]; then
			echo "link $(readlink "$file") $to"
		else
			echo "$mode $file $to"
		fi
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
	# These shells look for a file by the command's name.
	echo 'link atr_parser share/bash-completion/completions/ATR_analysis'
	echo 'link atr_parser.fish share/fish/vendor_completions.d/ATR_analysis.fish'
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
	done
	# Folders that are ours alone, where nothing else is in them.
	rmdir "$root/share/pcsckit/examples" "$root/share/pcsckit" "$root/libexec/pcsckit" 2>/dev/null || :
	;;
*)
	echo 'usage: install.sh install|uninstall' >&2
	exit 2
	;;
esac
