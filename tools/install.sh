#!/bin/sh
# install.sh install|uninstall: installs what was built in $B and the files that are shipped
# unchanged into the directories of the Makefile, below DESTDIR, or removes them. Both use the same
# list of files, so uninstall removes everything that install installed.
set -eu
cd "$(dirname "$0")/.."
: "${B:?}" "${PROGRAMS:?}" "${INSTALL:?}" "${DESTDIR?}" "${PROGRAM_PREFIX?}" "${built_datadir:?}" "${built_libexecdir:?}"
: "${bindir:?}" "${libexecdir:?}" "${datadir:?}" "${mandir:?}" "${sysconfdir:?}" "${bashcompletiondir:?}"
: "${zshcompletiondir:?}" "${fishcompletiondir:?}" "${systemdsystemunitdir:?}" "${sysusersdir:?}" "${polkitrulesdir:?}"
events=$sysconfdir/pcsckit/events
doc=$datadir/doc/pcsckit

# INSTALL may contain options.
place() {
	# shellcheck disable=SC2086
	$INSTALL "$@"
}

# directory PATH: creates the directory and missing parents with mode 0755, regardless of the umask.
# An existing directory keeps its mode, which others may have chosen, as polkit does for its rules.
directory() {
	[ ! -d "$1" ] || return 0
	directory "$(dirname "$1")"
	place -d -m 755 "$1"
}

# unit_path PATH: escapes a path for use as the program of a unit's command line.
unit_path() {
	printf %s "$1" | sed 's/[\]/&&/g; s/%/%%/g; s/ /\\x20/g'
}

# Writes the unit with its paths filled in to standard output.
unit() {
	program=$(unit_path "$bindir/${PROGRAM_PREFIX}pcsc_scan" | sed 's/[\\&,]/\\&/g')
	# In arguments of a unit, $ begins a variable.
	hooks=$(unit_path "$events" | sed 's/\$/$$/g; s/[\\&,]/\\&/g')
	sed "s,@PROGRAM@,$program,; s,@EVENTS@,$hooks," "$1"
}

# Writes a completion to standard output, with the installed names (PROGRAM_PREFIX) of the command
# that it is for and of the command that it runs to list the readers.
completion() {
	prefix=$(printf %s "$PROGRAM_PREFIX" | sed 's/[\&/]/\\&/g')
	sed -E "/^(#compdef|complete -F) /s/ ([A-Za-z])/ $prefix\\1/g; s/^complete -c /&$prefix/
		s/^complete -c [^ ]+ -w /&$prefix/; s/pcsc_scan -r 2/$prefix&/" "$1"
}

# put MODE FROM TO: installs a file. MODE "link" makes TO a symbolic link to FROM, "unit" fills in
# the paths of a unit, "completion" the names in a completion.
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

# each ACTION MODE DIRECTORY FILE...: calls ACTION for each file, which keeps its name in DIRECTORY.
each() {
	action=$1 mode=$2 to=$3
	shift 3
	for file; do
		"$action" "$mode" "$file" "$to/${file##*/}"
	done
}

# files ACTION: calls ACTION MODE FROM TO for each file.
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
	# These shells look for completions in a file named after the command.
	"$1" link "${first}atr_parser" "$bashcompletiondir/${first}ATR_analysis"
	"$1" link "${first}atr_parser.fish" "$fishcompletiondir/${first}ATR_analysis.fish"
	"$1" unit data/pcsc_scan.service.in "$systemdsystemunitdir/pcsc_scan.service"
	each "$1" 644 "$sysusersdir" data/pcsckit.conf
	each "$1" 644 "$polkitrulesdir" data/60-pcsckit.rules
}

# Creates the user that the service runs as; not with DESTDIR, where that is the task of the
# package's installation.
user() {
	[ -z "$DESTDIR" ] && [ "$(id -u)" = 0 ] && command -v systemd-sysusers >"$work/sysusers" || return 0
	systemd-sysusers "$sysusersdir/pcsckit.conf"
}

# found VARIABLE NOW BUILT RELATIVE: warns if the programs, installed in bindir, will not find the
# directory NOW.
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
	# Remove the directories that are only ours, unless they contain other files.
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
