# For scripts that link with libraries that are missing for the target system: `. stand_in.bash`.

# symbols PATTERN FILE...: prints the undefined symbols of the files that match PATTERN.
symbols() {
	local pattern=$1
	shift
	nm -u "$@" | awk '{ sub(/@.*/, "", $2); print $2 }' | grep -E "$pattern" | sort -u
}

# stand_in PATH COMPILER: makes a library with the symbols on standard input: functions, and data
# such as g_rgSCardT0Pci.
stand_in() {
	sed 's/^g_.*/char &[32];/; t; s/.*/void &(void); void &(void) {}/' >"$PORT/stand_in.c"
	"$2" -shared -fPIC -o "$1" "$PORT/stand_in.c"
}
