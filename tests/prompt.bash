# scriptor's prompt at a terminal, for bats files: `load ../prompt`. See also prompt.tcl.

# talk: runs expect with the script on standard input.
talk() {
	{
		echo "source $BATS_TEST_DIRNAME/../prompt.tcl"
		cat
	} >"$out/talk.tcl"
	timeout 240 expect -f "$out/talk.tcl"
}

# prompt_home: a separate home directory, and a terminal type that exists everywhere.
prompt_home() {
	export BATS_TEST_DIRNAME HOME=$out/home TERM=xterm LC_ALL=C.UTF-8
	unset XDG_STATE_HOME NO_COLOR PCSC_READER EDITRC
	mkdir -p "$HOME"
}

history() { cat "$HOME/.local/state/pcsckit/scriptor_history"; }
