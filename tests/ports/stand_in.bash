# For scripts that link against libraries that are not there for a system: `. stand_in.bash`.

# symbols PATTERN FILE...: what the files want of others and fits.
symbols() {
	local pattern=$1
	shift
	nm -u "$@" | awk '{ sub(/@.*/, "", $2); print $2 }' | grep -E "$pattern" | sort -u
}

# stand_in PATH COMPILER: a library with what is named on standard input: functions, and data as g_rgSCardT0Pci.
stand_in() {
	sed 's/^g_.*/char &[32];/; t; s/.*/void &(void); void &(void) {}/' >"$PORT/stand_in.c"
	"$2" -shared -fPIC -o "$1" "$PORT/stand_in.c"
}
