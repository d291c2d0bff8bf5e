#include "atr_parser/options.h"

#include "base/num.h"
#include "cards/atr_diff.h"
#include "atr/atr_params.h"
#include "cards/card_nearest.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	FORMAT = OPTION_OWN,
	BRIEF,
	WIDTH,
	CLOCK,
	PROFILE,
	LIST,
	CARD,
	READER,
	BUILD,
	DIFF,
	HTML,
	LINT,
	FIX,
	DRY_RUN,
	STATS,
	SVG,
	PUBLISHED,
	EXPLAIN,
	NEAREST,
	SEARCH,
	UPDATE,
	CHECK,
	VERBOSE,
};

enum { WIDTH_MAX = 10000, NEAREST_USUAL = 3 };

static const struct cli_option own[] = {
	{FORMAT, 0, "format", CLI_VALUE, "NAME", "text, classic (ATR_analysis's layout) or brief"},
	{BRIEF, 0, "brief", CLI_NONE, NULL,
         "one line an ATR: ATR, protocols, names, with TABs between"},
	{HTML, 0, "html", CLI_NONE, NULL, "a page in HTML that needs no other file"},
	{WIDTH, 0, "width", CLI_VALUE, "N", "columns of the text; 0: no limit (the terminal's)"},
	{CLOCK, 0, "clock", CLI_VALUE, "HZ",
         "work times out for this clock, or for fmax (4000000)"},
	{CARD, 0, "card", CLI_NONE, NULL, "the ATR of the card in a reader; nothing is sent to it"},
	{READER, 0, "reader", CLI_VALUE, "X",
         "this reader: number, name or a part of it (with --card)"},
	{BUILD, 0, "build", CLI_NONE, NULL,
         "make an ATR from FIELD=VALUE..., or from --json's objects"},
	{DIFF, 0, "diff", CLI_NONE, NULL, "compare ATRs, one a word, field by field"},
	{PROFILE, 0, "profile", CLI_VALUE, "NAME",
         "judge it too, rule by rule: iso, emv, windows or uicc"},
	{LIST, 0, "list", CLI_VALUE, "FILE", "name the card from this list; may be repeated"},
	{LINT, 0, "lint", CLI_VALUE, "FILE", "tell what is wrong in a card list"},
	{FIX, 0, "fix", CLI_NONE, NULL, "with --lint: mend what can be mended safely"},
	{DRY_RUN, 0, "dry-run", CLI_NONE, NULL, "with --lint: only show what --fix would change"},
	{STATS, 0, "stats", CLI_VALUE, "FIELD",
         "count the values of a field, or of all, in card lists"},
	{SVG, 0, "svg", CLI_NONE, NULL, "with --stats: a bar chart"},
	{PUBLISHED, 0, "published", CLI_NONE, NULL,
         "with --stats: count as the published statistics do"},
	{EXPLAIN, 0, "explain", CLI_NONE, NULL,
         "of each entry that matches: which part met which byte"},
	{NEAREST, 0, "nearest", CLI_OPTIONAL, "N", "of an unknown card: the N closest entries (3)"},
	{SEARCH, 0, "search", CLI_NONE, NULL, "cards whose names have all WORDs, in any case"},
	{UPDATE, 0, "update", CLI_NONE, NULL, "fetch the newest list of cards from the network"},
	{CHECK, 0, "check", CLI_NONE, NULL,
         "with --update: only tell whether there is a newer one"},
	{VERBOSE, 'v', "verbose", CLI_NONE, NULL,
         "show every byte and parameter; -v alone: the version"},
	{0},
};

static const struct cli_option *const tables[] = {options_common, options_json, options_trace, own,
                                                  NULL};

static const char *const synopsis[] = {
	"[OPTION]... ATR...",
	"[OPTION]... < FILE",
	"[OPTION]... --build [FIELD=VALUE]...",
	"[OPTION]... --diff ATR ATR...",
	"[OPTION]... --card [--reader X]",
	"--lint FILE [--fix] [--dry-run]",
	"--stats FIELD|all [--svg] [--published] [FILE]...",
	"[OPTION]... --search WORD...",
	"--update [--check]",
	NULL,
};

static const char notes[] =
	"All words after the options are one ATR: hex digits, packed or with blanks or colons\n"
	"between bytes, \"ATR:\" before them or not.  Without any, each line of standard input\n"
	"is an ATR.  With --build they are FIELD=VALUE: TS=3F T=0,1 TA1=96 hist=8065, or each "
	"line\n"
	"is an object as --json writes it.\n"
	"\n"
	"--stats counts over each FILE, a card list or ATRs one a line, - is standard input;\n"
	"without any, over the card lists in use.\n"
	"\n"
	"Status: 0 known card, 1 in no list, 2 wrong ATR or command line, 3 system trouble.\n";

static struct cli_program program = {
	.name = "atr_parser",
	.synopsis = synopsis,
	.options = tables,
	.notes = notes,
};

void options_usage(const struct options *options)
{
	(void)options;
	cli_usage(&program);
}

void options_free(struct options *options)
{
	free(options->lists);
	options->lists = NULL;
}

static bool take_format(struct options *options, const char *name)
{
	if (!render_atr_format(name, &options->format)) {
		message_error("--format %s: not text, classic or brief", name);
		return false;
	}
	options->format_given = true;
	return true;
}

static bool take_width(struct options *options, const char *text)
{
	uint64_t width;

	if (!num_decimal(text, WIDTH_MAX, &width)) {
		message_error("--width %s: not a number from 0 to %d", text, WIDTH_MAX);
		return false;
	}
	options->width = (unsigned)width;
	options->width_given = true;
	return true;
}

static bool take_clock(struct options *options, const char *text)
{
	uint64_t hz = 0;

	if (strcmp(text, "fmax") != 0 && (!num_decimal(text, UINT32_MAX, &hz) || hz == 0)) {
		message_error("--clock %s: neither fmax nor a number of Hz from 1 to %u", text,
		              UINT32_MAX);
		return false;
	}
	options->clock_hz = (uint32_t)hz;
	return true;
}

static bool take_profile(struct options *options, const char *name)
{
	options->profile_given = atr_profile_find(name, &options->profile);
	if (!options->profile_given)
		message_error("--profile %s: not iso, emv, windows or uicc", name);
	return options->profile_given;
}

static bool take_nearest(struct options *options, const char *text)
{
	uint64_t count = NEAREST_USUAL;

	if (text != NULL && (!num_decimal(text, CARD_NEAREST_MAX, &count) || count == 0)) {
		message_error("--nearest=%s: not a number from 1 to %d", text, CARD_NEAREST_MAX);
		return false;
	}
	options->nearest = (unsigned)count;
	return true;
}

static bool take(struct options *options, const struct cli *cli, int id)
{
	switch (options_take(&options->common, cli, id)) {
	case OPTIONS_TAKEN:
		return true;
	case OPTIONS_ERROR:
		return false;
	case OPTIONS_NOT_MINE:
		break;
	}
	switch (id) {
	case FORMAT:
		return take_format(options, cli->value);
	case BRIEF:
		return take_format(options, "brief");
	case HTML:
		options->html = true;
		return true;
	case WIDTH:
		return take_width(options, cli->value);
	case CLOCK:
		return take_clock(options, cli->value);
	case PROFILE:
		return take_profile(options, cli->value);
	case BUILD:
		options->build = true;
		return true;
	case DIFF:
		options->diff = true;
		return true;
	case CARD:
		options->card = true;
		return true;
	case READER:
		options->reader = cli->value;
		return true;
	case LIST:
		options->lists[options->list_count++] = cli->value;
		return true;
	case LINT:
		options->lint = cli->value;
		return true;
	case FIX:
		return options->fix = true;
	case DRY_RUN:
		return options->dry_run = true;
	case STATS:
		options->stats = cli->value;
		return true;
	case SVG:
		return options->svg = true;
	case PUBLISHED:
		return options->published = true;
	case EXPLAIN:
		return options->explain = true;
	case NEAREST:
		return take_nearest(options, cli->value);
	case SEARCH:
		return options->search = true;
	case UPDATE:
		return options->update = true;
	case CHECK:
		return options->check = true;
	case VERBOSE:
		return options->verbose = true;
	default:
		return false;
	}
}

/* At least one word, and none that says nothing. */
static bool has_words(const struct options *options)
{
	for (size_t i = 0; i < options->word_count; i++)
		if (*options->words[i] == '\0')
			return false;
	return options->word_count > 0;
}

static const struct cli_rule rules[] = {
	{OPTION_JSON, CLI_EXCLUDES, {FORMAT, BRIEF, HTML, DRY_RUN, SVG}},
	{HTML, CLI_EXCLUDES, {FORMAT, BRIEF}},
	{READER, CLI_NEEDS, {CARD}},
	{DIFF, CLI_EXCLUDES, {CARD, BUILD, HTML, BRIEF, LINT, STATS}},
	{CARD, CLI_EXCLUDES, {BUILD}},
	{LINT, CLI_EXCLUDES, {CARD, BUILD, FORMAT, BRIEF, HTML, STATS, LIST, PROFILE, CLOCK}},
	{STATS, CLI_EXCLUDES, {CARD, BUILD, FORMAT, BRIEF, HTML, PROFILE, CLOCK}},
	{FIX, CLI_NEEDS, {LINT}},
	{DRY_RUN, CLI_NEEDS, {LINT}},
	{SVG, CLI_NEEDS, {STATS}},
	{PUBLISHED, CLI_NEEDS, {STATS}},
	{EXPLAIN, CLI_EXCLUDES, {BRIEF, HTML, DIFF, LINT, STATS}},
	{NEAREST, CLI_EXCLUDES, {BRIEF, HTML, DIFF, LINT, STATS}},
	{SEARCH,
         CLI_EXCLUDES,
         {CARD, BUILD, DIFF, HTML, LINT, STATS, PROFILE, EXPLAIN, NEAREST, CLOCK}},
	{CHECK, CLI_NEEDS, {UPDATE}},
	{UPDATE,
         CLI_EXCLUDES,
         {OPTION_JSON, FORMAT, BRIEF, HTML, WIDTH, LIST, CARD, BUILD, DIFF, LINT, STATS, PROFILE,
          EXPLAIN, NEAREST, SEARCH, CLOCK}},
	{0},
};

/* What no rule can say: false after a message, that of the first row that holds. */
static bool go_together(const struct options *options)
{
	bool lint = options->lint != NULL, stats = options->stats != NULL;
	bool text = options->format == ATR_FORMAT_TEXT || options->format == ATR_FORMAT_FULL;
	const struct {
		bool wrong;
		const char *text;
	} conditions[] = {
		{options->diff && options->format_given && !text,
	         "--diff: supports only text and JSON"},
		{options->diff && (options->word_count < 2 || options->word_count > ATR_DIFF_MAX),
	         "--diff needs 2 to 16 ATRs, one per argument"},
		{options->card && options->word_count > 0, "--card takes no ATR"},
		{lint && options->word_count > 0, "--lint takes one file"},
		{stats && options->list_count > 0 && options->word_count > 0,
	         "--stats takes lists by --list or as arguments, not both"},
		{options->explain && !text, "--explain works only with text and JSON"},
		{options->nearest > 0 && !text, "--nearest works only with text and JSON"},
		{options->search && !has_words(options), "--search needs at least one word"},
		{options->update && options->word_count > 0, "--update takes no argument"},
	};

	for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
		if (conditions[i].wrong) {
			message_error("%s", conditions[i].text);
			return false;
		}
	}
	return true;
}

static bool take_all(struct options *options, struct cli *cli)
{
	int id;

	while ((id = cli_next(cli)) != CLI_END) {
		if (id == CLI_ERROR || !take(options, cli, id))
			return false;
		if (options->common.done)
			return true;
	}
	options->words = cli->argv + cli->first;
	options->word_count = (size_t)(cli->argc - cli->first);
	if (cli->argc == 2 && strcmp(cli->argv[1], "-v") == 0)
		return options_take(&options->common, cli, OPTION_VERSION) == OPTIONS_TAKEN;
	if (options->verbose && options->format == ATR_FORMAT_TEXT)
		options->format = ATR_FORMAT_FULL;
	return cli_together(cli, rules) && go_together(options);
}

static const char *called_as(char **argv)
{
	const char *name = argv[0] != NULL ? argv[0] : "", *slash = strrchr(name, '/');

	return slash != NULL ? slash + 1 : name;
}

bool options_read(struct options *options, int argc, char **argv)
{
	struct cli cli;
	bool done = false;

	*options = (struct options){.clock_hz = ATR_CLOCK_DEFAULT};
	options->as_atr_analysis = strcmp(called_as(argv), "ATR_analysis") == 0;
	if (options->as_atr_analysis) {
		options->format = ATR_FORMAT_CLASSIC;
		program.name = "ATR_analysis";
	}
	options->program = program.name;
	message_start(program.name, term_palette(COLOR_AUTO, STDERR_FILENO));
	options->lists = calloc((size_t)argc + 1, sizeof *options->lists);
	if (options->lists == NULL) {
		memory_ran_out();
		return false;
	}
	if (cli_start(&cli, &program, argc, argv)) {
		done = take_all(options, &cli);
		cli_free(&cli);
	}
	return done;
}
