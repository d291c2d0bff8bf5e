#!/bin/sh
# install.sh install|uninstall: puts what was built in $B and what ships as it is into the directories of the Makefile,
# below DESTDIR, or takes it back. The list of files is one for both, so uninstall leaves nothing that install put there.
set -eu
cd "$(dirname "$0")/.."
: "${B:?}" "${PROGRAMS:?}" "${INSTALL:?}" "${DESTDIR?}" "${PROGRAM_PREFIX?}" "${built_datadir:?}" "${built_libexecdir:?}"
: "${bindir:?}" "${libexecdir:?}" "${datadir:?}" "${mandir:?}" "${sysconfdir:?}" "${bashcompletiondir:?}"
: "${zshcompletiondir:?}" "${fishcompletiondir:?}" "${systemdsystemunitdir:?}" "${sysusersdir:?}" "${polkitrulesdir:?}"
events=$sysconfdir/pcsckit/events
doc=$datadir/doc/pcsckit

# INSTALL may hold options.
place() {
	# shellcheck disable=SC2086
	$INSTALL "$@"
}

# directory PATH: makes it, and those above it, with mode 0755 whatever the umask. One that exists stays as it is:
# others may have chosen its mode, as polkit does for its rules.
directory() {
	[ ! -d "$1" ] || return 0
	directory "$(dirname "$1")"
	place -d -m 755 "$1"
}

# A path as the program of a unit's command line.
unit_path() {
	printf %s "$1" | sed 's/[\]/&&/g; s/%/%%/g; s/ /\\x20/g'
}

# The unit with its paths in place, to standard output.
unit() {
	program=$(unit_path "$bindir/${PROGRAM_PREFIX}pcsc_scan" | sed 's/[\\&,]/\\&/g')
	# In an argument $ begins a variable.
	hooks=$(unit_path "$events" | sed 's/\$/$$/g; s/[\\&,]/\\&/g')
	sed "s,@PROGRAM@,$program,; s,@EVENTS@,$hooks," "$1"
}

# A completion, to standard output, with the names that the programs get: of the command that it is for, and of the one
# that it asks for the readers.
completion() {
	prefix=$(printf %s "$PROGRAM_PREFIX" | sed 's/[\&/]/\\&/g')
	sed -E "/^(#compdef|complete -F) /s/ ([A-Za-z])/ $prefix\\1/g; s/^complete -c /&$prefix/
		s/^complete -c [^ ]+ -w /&$prefix/; s/pcsc_scan -r 2/$prefix&/" "$1"
}

# put MODE FROM TO; a MODE of "link" makes TO a link to FROM, "unit" fills in its paths, "completion" its names.
put() {
	directory "$DESTDIR$(dirname "$3")"
	case $1 in
	link) ln -sf "$2" "$DESTDIR$3" ;;
	unit | completion)
		"$1" "$2" >"$work/filled"
		put 644 "$work/filled" "$3"
		;;
	*) place -m "$1" "$2" "$DESTDIR$3" ;;
	esac
}

take() {
	rm -f "$DESTDIR$3"
}

# each ACTION MODE DIRECTORY FILE...: ACTION for each file, which keeps its name.
each() {
	action=$1 mode=$2 to=$3
	shift 3
	for file; do
		"$action" "$mode" "$file" "$to/${file##*/}"
	done
}

# files ACTION: ACTION MODE FROM TO for each file.
files() {
	first=$PROGRAM_PREFIX
	for name in $PROGRAMS; do
		"$1" 755 "$B/bin/$name" "$bindir/$first$name"
	done
	"$1" link "${first}atr_parser" "$bindir/${first}ATR_analysis"
	for name in list-update capture atr_parser.cgi; do
		"$1" 755 "$B/libexec/pcsckit/$name" "$libexecdir/pcsckit/$name"
	done
	each "$1" 644 "$datadir/pcsckit" data/smartcard_list.txt data/*.schema.json
	each "$1" 644 "$datadir/pcsckit/examples" data/examples/*
	each "$1" 644 "$datadir/pcsckit/web" data/web/*
	each "$1" 644 "$doc" LICENSE README.md
	for page in man/*.1; do
		"$1" 644 "$page" "$mandir/man1/$first${page##*/}"
	done
	for page in man/*.[2-8]; do
		each "$1" 644 "$mandir/man${page##*.}" "$page"
	done
	"$1" link "${first}atr_parser.1" "$mandir/man1/${first}ATR_analysis.1"
	for name in $PROGRAMS; do
		"$1" completion "$B/share/bash-completion/completions/$name" "$bashcompletiondir/$first$name"
		"$1" completion "$B/share/zsh/site-functions/_$name" "$zshcompletiondir/_$first$name"
		"$1" completion "$B/share/fish/vendor_completions.d/$name.fish" "$fishcompletiondir/$first$name.fish"
	done
	# These shells look for a file by the command's name.
	"$1" link "${first}atr_parser" "$bashcompletiondir/${first}ATR_analysis"
	"$1" link "${first}atr_parser.fish" "$fishcompletiondir/${first}ATR_analysis.fish"
	"$1" unit data/pcsc_scan.service.in "$systemdsystemunitdir/pcsc_scan.service"
	each "$1" 644 "$sysusersdir" data/pcsckit.conf
	each "$1" 644 "$polkitrulesdir" data/60-pcsckit.rules
}

# Makes the user that the service runs as. Below DESTDIR that is for whoever installs the package.
user() {
	[ -z "$DESTDIR" ] && [ "$(id -u)" = 0 ] && command -v systemd-sysusers >"$work/sysusers" || return 0
	systemd-sysusers "$sysusersdir/pcsckit.conf"
}

# found VARIABLE NOW BUILT RELATIVE: do the programs, installed in bindir, find the directory NOW?
found() {
	[ "$2" != "$3" ] && [ "$2" != "$(dirname "$bindir")/$4" ] || return 0
	echo "install: $1=$2: the programs would look in $3" >&2
	echo "install: hint: build them for it: \"make $1='$2'\"" >&2
	exit 1
}

case ${1-} in
install)
	found datadir "$datadir" "$built_datadir" share
	found libexecdir "$libexecdir" "$built_libexecdir" libexec
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	files put
	directory "$DESTDIR$events"
	user
	;;
uninstall)
	files take
	# Directories that are ours alone, unless something else is in them.
	for own in "$datadir/pcsckit/examples" "$datadir/pcsckit/web" "$datadir/pcsckit" \
		"$libexecdir/pcsckit" "$doc" "$events" "${events%/*}"; do
		rmdir "$DESTDIR$own" 2>/dev/null || :
	done
	;;
*)
	echo 'usage: install.sh install|uninstall' >&2
	exit 2
	;;
esac
