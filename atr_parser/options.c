#include "atr_parser/options.h"

#include "base/num.h"
#include "cards/atr_diff.h"
#include "atr/atr_params.h"
#include "cards/card_nearest.h"
#include "render/json.h"
#include "stats/atr_stats.h"
#include "sys/cli/cli_help.h"
#include "sys/cli/cli_value.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"

#include <limits.h>
#include <string.h>

#define CLI_STRUCT struct options

enum { WIDTH_MAX = 10000, NEAREST_USUAL = 3 };

/* Bits of the modes in which an option is allowed. */
enum {
	CARD = 1 << MODE_CARD,
	ATRS = 1 << MODE_DECODE | 1 << MODE_BUILD | CARD,
	DIFF = 1 << MODE_DIFF,
	SEARCH = 1 << MODE_SEARCH,
	SITE = 1 << MODE_SITE,
	STATS = 1 << MODE_STATS,
	LINT = 1 << MODE_LINT,
	UPDATE = 1 << MODE_UPDATE,
};

static enum status take_clock(void *into, const char *text)
{
	struct options *options = into;
	uint64_t hz = 0;

	if (strcmp(text, "fmax") != 0 &&
	    (!num_decimal(span_of(text), UINT32_MAX, &hz) || hz == 0)) {
		message_error("--clock: expected fmax or a number of Hz from 1 to %u, got '%s'",
		              UINT32_MAX, text);
		return STATUS_INPUT;
	}
	options->clock_hz = (uint32_t)hz;
	return STATUS_YES;
}

static const struct cli_option rows[] = {
	{.name = "card",
         .group = CLI_ACTIONS,
         .help = "decode the ATR of the card in a reader",
         .mode = MODE_CARD},
	{.name = "build",
         .group = CLI_ACTIONS,
         .help = "build an ATR from FIELD=VALUE... or from JSON",
         .mode = MODE_BUILD},
	{.name = "diff",
         .group = CLI_ACTIONS,
         .help = "compare ATRs field by field, one per argument",
         .mode = MODE_DIFF},
	{.name = "search",
         .group = CLI_ACTIONS,
         .help = "list cards whose names contain all WORDs",
         .mode = MODE_SEARCH},
	{.name = "stats",
         .argument = "FIELD",
         .group = CLI_ACTIONS,
         .help = "count the values of FIELD, or of all, in card lists",
         TO_TEXT(stats),
         .word = atr_stats_word,
         .mode = MODE_STATS},
	{.name = "svg",
         .group = CLI_ACTIONS,
         .help = "with --stats: draw a bar chart",
         TO_FLAG(svg),
         .modes = STATS,
         .excludes = "--json --html"},
	{.name = "published",
         .group = CLI_ACTIONS,
         .help = "with --stats: count as \"ATR statistics\" articles do",
         TO_FLAG(published),
         .modes = STATS},
	{.name = "lint",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "report mistakes in a card list",
         TO_TEXT(lint),
         .mode = MODE_LINT,
         .completion = CLI_COMPLETE_FILE},
	{.name = "fix",
         .group = CLI_ACTIONS,
         .help = "with --lint: fix what can be fixed safely",
         TO_FLAG(fix),
         .modes = LINT},
	{.name = "dry-run",
         .group = CLI_ACTIONS,
         .help = "with --lint: show what --fix would change",
         TO_FLAG(dry_run),
         .modes = LINT,
         .excludes = "--json"},
	{.name = "update",
         .group = CLI_ACTIONS,
         .help = "download the newest card list",
         .mode = MODE_UPDATE,
         .excludes = "--json"},
	{.name = "check",
         .group = CLI_ACTIONS,
         .help = "with --update: report whether there is a newer list",
         TO_FLAG(check),
         .modes = UPDATE},
	{.name = "cgi",
         .group = CLI_ACTIONS,
         .help = "handle one request from a web server (RFC 3875)",
         .mode = MODE_CGI},
	{.name = "site",
         .argument = "DIR",
         .group = CLI_ACTIONS,
         .help = "write the card lists as HTML pages into DIR",
         TO_TEXT(site),
         .mode = MODE_SITE,
         .excludes = "--json",
         .completion = CLI_COMPLETE_DIRECTORY},
	{.name = "reader",
         .argument = "X",
         .group = CLI_SELECTING,
         .help = "with --card: the reader's number, name or part of it",
         TO_TEXT(reader),
         .modes = CARD,
         .completion = CLI_COMPLETE_READER},
	{.name = "usb",
         .argument = "NAME",
         .group = CLI_SELECTING,
         .help = "also check whether the card works in this USB reader",
         TO_TEXT(usb),
         .modes = ATRS & ~CARD,
         .excludes = "--brief",
         .completion = CLI_COMPLETE_READER},
	{.name = "list",
         .argument = "FILE",
         .group = CLI_SELECTING,
         .help = "look cards up in FILE only; may be repeated",
         TO_LIST(lists),
         .modes = ATRS | DIFF | STATS | SEARCH | SITE,
         .completion = CLI_COMPLETE_FILE},
	{.name = "nearest",
         .argument = "[=N]",
         .group = CLI_OUTPUT,
         .help = "show the N (3) entries closest to an unknown card",
         TO_NUMBER(nearest, 1, CARD_NEAREST_MAX),
         .value = NEAREST_USUAL,
         .modes = ATRS,
         .excludes = "--brief"},
	{.name = "explain",
         .group = CLI_OUTPUT,
         .help = "show which part of a pattern matched each byte",
         TO_FLAG(explain),
         .modes = ATRS,
         .excludes = "--brief --html"},
	{.name = "profile",
         .argument = "NAME",
         .group = CLI_OUTPUT,
         .help = "check against a profile: iso, emv, windows or uicc",
         TO_CHOICE(profile, "profile", atr_profile_name),
         .modes = ATRS | DIFF},
	{.name = "clock",
         .argument = "HZ",
         .group = CLI_OUTPUT,
         .help = "compute times for HZ or fmax (default: 4000000)",
         TO_CALL(take_clock),
         .modes = ATRS | DIFF},
	{.name = "format",
         .argument = "NAME",
         .group = CLI_OUTPUT,
         .help = "print text, classic (as ATR_analysis does) or brief",
         TO_CHOICE(format, "format", render_atr_word),
         .modes = ATRS | DIFF | SEARCH,
         .excludes = "--json"},
	{.name = "brief",
         .group = CLI_OUTPUT,
         .help = "print one line: ATR, protocols, names, TAB-separated",
         TO_VALUE(format, ATR_FORMAT_BRIEF),
         .modes = ATRS | SEARCH,
         .excludes = "--json"},
	{.name = "html",
         .group = CLI_OUTPUT,
         .help = "print an HTML page that needs no other file",
         TO_FLAG(html),
         .modes = ATRS | STATS,
         .excludes = "--json --format --brief"},
	{.name = "width",
         .argument = "N",
         .group = CLI_OUTPUT,
         .help = "wrap at N columns; 0: never (default: terminal's)",
         TO_NUMBER(width, 0, WIDTH_MAX),
         .modes = ATRS | DIFF | LINT | STATS | SEARCH},
	{.letter = 'v',
         .name = "verbose",
         .group = CLI_OUTPUT,
         .help = "show every byte and parameter; alone: the version",
         TO_FLAG(verbose)},
	{0},
};

static const struct cli_option *const tables[] = {options_common, options_json, options_trace,
                                                  rows,           options_root, NULL};

static const char *const synopsis[] = {
	"[OPTION]... ATR...",
	"[OPTION]... < FILE",
	"[OPTION]... --build [FIELD=VALUE]...",
	"[OPTION]... --diff ATR ATR...",
	"[OPTION]... --card [--reader X]",
	"--lint FILE [--fix] [--dry-run]",
	"--stats FIELD|all [--html | --svg] [--published] [FILE]...",
	"[OPTION]... --search WORD...",
	"--update [--check]",
	"--site DIR [--list FILE]",
	"--cgi",
	NULL,
};

static const char notes[] =
	"All arguments together are one ATR: hex digits, packed or with blanks or colons\n"
	"between bytes; \"ATR:\" may precede them.  Without arguments, each line of\n"
	"standard input is an ATR.  --build takes FIELD=VALUE (TS=3F T=0,1 TA1=96\n"
	"hist=8031C0) or, on standard input, what --json prints.\n"
	"\n"
	"--stats reads each FILE, a card list or one ATR per line; - is standard input.\n"
	"Without FILE it reads the card lists in use.\n"
	"\n"
	"Exit status: 0 known card; 1 unknown card; 2 invalid ATR or usage; 3 input,\n"
	"output, reader or service failure.\n";

const struct cli_program options_program = {
	.name = "atr_parser",
	.alias = "ATR_analysis",
	.synopsis = synopsis,
	.options = tables,
	.notes = notes,
	.mode = offsetof(struct options, mode),
	.operands = UINT_MAX,
	.libraries = (cli_library *const[]){pcsc_library, json_library, NULL},
};

void options_usage(const struct options *options)
{
	cli_usage(&options_program, options->program);
}

void options_free(struct options *options)
{
	cli_list_free(&options->lists);
}

/* Returns whether there is at least one word, and none is empty. */
static bool has_words(const struct options *options)
{
	for (size_t i = 0; i < options->word_count; i++)
		if (*options->words[i] == '\0')
			return false;
	return options->word_count > 0;
}

/* Checks the conditions that the rows of options cannot express: STATUS_INPUT, with a message, for
 * the first one violated. */
static enum status check_together(const struct options *options)
{
	enum mode mode = options->mode;
	bool has_operands = options->word_count > 0;
	bool text = options->format == ATR_FORMAT_TEXT || options->format == ATR_FORMAT_FULL;
	const struct {
		bool holds;
		const char *text;
	} conditions[] = {
		{mode == MODE_DIFF && options->format_given && !text,
	         "--diff: supports only text and JSON"},
		{mode == MODE_DIFF &&
	                 (options->word_count < 2 || options->word_count > ATR_DIFF_MAX),
	         "--diff needs 2 to 16 ATRs, one per argument"},
		{mode == MODE_CARD && has_operands, "--card takes no ATR"},
		{mode == MODE_LINT && has_operands, "--lint takes one file"},
		{mode == MODE_STATS && options->lists.count > 0 && has_operands,
	         "--stats takes lists by --list or as arguments, not both"},
		{options->explain && !text, "--explain works only with text and JSON"},
		{options->nearest > 0 && !text, "--nearest works only with text and JSON"},
		{options->usb != NULL && !text, "--usb works only with text, HTML and JSON"},
		{mode == MODE_SEARCH && !has_words(options), "--search needs at least one word"},
		{mode == MODE_SITE && has_operands, "--site takes one directory"},
		{mode == MODE_CGI, "--cgi: not started by a web server, or not the first argument"},
		{mode == MODE_UPDATE && has_operands, "--update takes no argument"},
	};

	for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
		if (conditions[i].holds) {
			message_error("%s", conditions[i].text);
			return STATUS_INPUT;
		}
	}
	return STATUS_YES;
}

enum status options_read(struct options *options, int argc, char **argv)
{
	bool only_v = argc == 2 && strcmp(argv[1], "-v") == 0;
	struct cli cli;

	*options = (struct options){.program = cli_name(&options_program, argv),
	                            .clock_hz = ATR_CLOCK_DEFAULT};
	options->as_atr_analysis = strcmp(options->program, options_program.alias) == 0;
	if (options->as_atr_analysis)
		options->format = ATR_FORMAT_CLASSIC;
	enum status status = options_take(&cli, &options_program, options, argc, argv);
	options->format_given = cli_given(&cli, "--format") || cli_given(&cli, "--brief");
	options->width_given = cli_given(&cli, "--width");
	options->profile_given = cli_given(&cli, "--profile");
	options->words = cli.operands;
	options->word_count = cli.operand_count;
	cli_free(&cli);
	if (only_v) {
		cli_version(&options_program, options->program);
		options->common.done = true;
	}
	if (options->mode == MODE_SITE)
		options->html = true;
	else if (options->html && options->nearest == 0)
		options->nearest = NEAREST_USUAL;
	if (options->verbose && options->format == ATR_FORMAT_TEXT)
		options->format = ATR_FORMAT_FULL;
	return status == STATUS_YES && !options->common.done ? check_together(options) : status;
}
