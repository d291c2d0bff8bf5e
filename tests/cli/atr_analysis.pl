# Prints the output of Debian's ATR_analysis for each ATR on standard input, in a single process, as starting Perl takes long.
# Usage: perl atr_analysis.pl ATR_ANALYSIS. Each output is preceded by a line "@ ATR".
use strict;
use warnings;

BEGIN { *CORE::GLOBAL::exit = sub { die "EXIT\n" } }

my $program = shift;
$SIG{__WARN__} = sub { };
while (my $atr = <STDIN>) {
	chomp $atr;
	print "@ $atr\n";
	local @ARGV = ($atr);
	do $program;
}
