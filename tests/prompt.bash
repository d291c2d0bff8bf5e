# scriptor's prompt at a terminal, for bats files: `load ../prompt`. See also prompt.tcl.

# talk: standard input is a script for expect.
talk() {
	{
		echo "source $BATS_TEST_DIRNAME/../prompt.tcl"
		cat
	} >"$out/talk.tcl"
	timeout 240 expect -f "$out/talk.tcl"
}

# A home of its own, and a terminal that everybody has.
prompt_home() {
	export BATS_TEST_DIRNAME HOME=$out/home TERM=xterm LC_ALL=C.UTF-8
	unset XDG_STATE_HOME NO_COLOR PCSC_READER EDITRC
	mkdir -p "$HOME"
}

history() { cat "$HOME/.local/state/pcsckit/scriptor_history"; }
