#include "script/keywords.h"

#include "base/bytes.h"
#include "base/nearest.h"
#include "script/parse/parse_commands.h"
#include "script/parse/parse_items.h"
#include "script/parse/parse_reader.h"
#include "script/parse/parse_variables.h"

#include <string.h>

/* The order of each list is that of the numbers used by the runner; the first choice is the
 * default. */
static const char *const on_off[] = {"off", "on", NULL};
static const char *const begin_end[] = {"end", "begin", NULL};
static const char *const card_removed[] = {"removed", "card", NULL};
static const char *const resets[] = {"warm", "cold", NULL}; /* card_reset */
static const char *const dispositions[] = {"leave", "reset", "unpower", "eject",
                                           NULL};                             /* card_disposition */
static const char *const value_forms[] = {"text", "hex", NULL};               /* value_form */
static const char *const pin_forms[] = {"ascii", "hex", "bcd", "iso2", NULL}; /* value_form */

/* declared here because help shows a keyword of the table below */
static bool take_help(struct parser *parser, struct tokens *tokens, struct statement *statement);

const struct keyword keywords[] = {
	{
		.id = KEYWORD_ASK,
		.group = GROUP_VALUES,
		.name = "ask",
		.syntax = "NAME [text|hex] [\"PROMPT\"]",
		.help = "ask for the bytes of a variable",
		.parse = take_ask,
		.choices = value_forms,
		.argument = ARGUMENT_CHOICE,
		.sets_variable = true,
	},
	{
		.id = KEYWORD_ATR,
		.group = GROUP_CARD,
		.name = "atr",
		.syntax = "",
		.help = "show the answer to reset",
	},
	{
		.id = KEYWORD_ATTRIB,
		.group = GROUP_CARD,
		.name = "attrib",
		.syntax = "NAME|0xTAG",
		.help = "show an attribute of the reader",
		.parse = take_attrib,
	},
	{
		.id = KEYWORD_AUTO,
		.group = GROUP_MODES,
		.name = "auto",
		.syntax = "on|off",
		.help = "fetch the data of 61xx and repeat with the Le of 6Cxx",
		.parse = choice_parse,
		.choices = on_off,
		.argument = ARGUMENT_CHOICE,
	},
	{
		.id = KEYWORD_CHAIN,
		.group = GROUP_MODES,
		.name = "chain",
		.syntax = "on|off",
		.help = "send long data of built APDUs in parts of 255 bytes",
		.parse = choice_parse,
		.choices = on_off,
		.argument = ARGUMENT_CHOICE,
	},
	{
		.id = KEYWORD_CONNECT,
		.group = GROUP_CARD,
		.name = "connect",
		.syntax = "[T=0|T=1|raw|direct] [shared|exclusive]",
		.help = "connect to the card",
		.parse = take_connect,
		.argument = ARGUMENT_CHOICE,
		.first = FIRST_CHOSEN,
	},
	{
		.id = KEYWORD_CONTROL,
		.group = GROUP_CARD,
		.name = "control",
		.syntax = "CODE [ITEM...]",
		.help = "send bytes to the reader itself",
		.parse = take_control,
		.secret = SECRET_BY_CONTROL,
	},
	{
		.id = KEYWORD_DISCONNECT,
		.group = GROUP_CARD,
		.name = "disconnect",
		.syntax = "[leave|reset|unpower|eject]",
		.help = "disconnect from the card",
		.parse = choice_parse,
		.choices = dispositions,
		.argument = ARGUMENT_CHOICE,
	},
	{
		.id = KEYWORD_ECHO,
		.name = "echo",
		.syntax = "[WORD|\"TEXT\"|$NAME]...",
		.help = "print a line to standard output",
		.parse = take_echo,
		.recorded = RECORDED_NOTHING,
	},
	{
		.id = KEYWORD_ELSE,
		.name = "else",
		.syntax = "",
		.help = "start the lines to run if none matches",
		.parse = take_else,
		.block = BLOCK_DIVIDES,
	},
	{
		.id = KEYWORD_END,
		.name = "end",
		.syntax = "",
		.help = "end a repeat or an if",
		.parse = take_end,
		.block = BLOCK_ENDS,
	},
	{
		.id = KEYWORD_ENV,
		.group = GROUP_VALUES,
		.name = "env",
		.syntax = "NAME [text|hex] [secret]",
		.help = "take a variable from the environment",
		.parse = take_env,
		.choices = value_forms,
		.argument = ARGUMENT_CHOICE,
		.sets_variable = true,
	},
	{
		.id = KEYWORD_EXIT,
		.name = "exit",
		.syntax = "[0..255]",
		.help = "end the script, with a status",
		.parse = take_exit,
	},
	{
		.id = KEYWORD_EXPLAIN,
		.group = GROUP_MODES,
		.name = "explain",
		.syntax = "on|off",
		.help = "explain commands and responses",
		.parse = choice_parse,
		.choices = on_off,
		.argument = ARGUMENT_CHOICE,
		.recorded = RECORDED_NOTHING,
	},
	{
		.id = KEYWORD_HELP,
		.first = FIRST_UNCHOSEN,
		.group = GROUP_SESSION,
		.name = "help",
		.syntax = "[WORD]",
		.help = "list the commands, or explain one",
		.parse = take_help,
		.argument = ARGUMENT_KEYWORD,
	},
	{
		.id = KEYWORD_IF,
		.name = "if",
		.syntax = "SW{,SW}",
		.help = "run up to else or end if the last status word is one of these",
		.parse = take_if,
		.block = BLOCK_OPENS,
	},
	{
		.id = KEYWORD_INCLUDE,
		.name = "include",
		.syntax = "FILE",
		.help = "run the statements of another file here",
		.parse = take_file,
		.argument = ARGUMENT_FILE,
		.first = FIRST_SKIPPED,
		.includes = true,
	},
	{
		.id = KEYWORD_LOAD,
		.group = GROUP_SESSION,
		.name = "load",
		.syntax = "FILE",
		.help = "run a script",
		.argument = ARGUMENT_FILE,
		.prompt_only = true,
	},
	{
		.id = KEYWORD_PAUSE,
		.name = "pause",
		.syntax = "[\"TEXT\"]",
		.help = "wait until Enter is pressed on the terminal",
		.parse = take_pause,
	},
	{
		.id = KEYWORD_PIN,
		.group = GROUP_VALUES,
		.name = "pin",
		.syntax = "NAME [ascii|bcd|iso2|hex] [pad LENGTH] [\"PROMPT\"]",
		.help = "ask for a secret",
		.parse = take_pin,
		.choices = pin_forms,
		.argument = ARGUMENT_CHOICE,
		.recorded = RECORDED_PIN,
		.sets_variable = true,
	},
	{
		.id = KEYWORD_READER,
		.group = GROUP_CARD,
		.name = "reader",
		.syntax = "X",
		.help = "use another reader: its number, name or part of it",
		.parse = take_reader,
		.argument = ARGUMENT_READER,
		.first = FIRST_UNCHOSEN,
	},
	{
		.id = KEYWORD_READERS,
		.group = GROUP_CARD,
		.name = "readers",
		.syntax = "",
		.help = "list the readers",
		.first = FIRST_UNCHOSEN,
	},
	{
		.id = KEYWORD_REPEAT,
		.name = "repeat",
		.syntax = "N [NAME]",
		.help = "run up to end N times; NAME counts 01, 02 ...",
		.parse = take_repeat,
		.block = BLOCK_OPENS,
		.sets_variable = true,
	},
	{
		.id = KEYWORD_RESET,
		.group = GROUP_CARD,
		.name = "reset",
		.syntax = "[cold|warm]",
		.help = "reset the card",
		.parse = choice_parse,
		.choices = resets,
		.argument = ARGUMENT_CHOICE,
		.recorded = RECORDED_RESET,
	},
	{
		.id = KEYWORD_SAVE,
		.group = GROUP_SESSION,
		.name = "save",
		.syntax = "FILE",
		.help = "write this session as a script",
		.argument = ARGUMENT_FILE,
		.prompt_only = true,
	},
	{
		.id = KEYWORD_SET,
		.group = GROUP_VALUES,
		.name = "set",
		.syntax = "NAME = ITEM...",
		.help = "set a variable to these bytes",
		.parse = take_set,
		.argument = ARGUMENT_VALUE,
		.recorded = RECORDED_VALUE,
		.secret = SECRET_ALWAYS,
		.sets_variable = true,
	},
	{
		.id = KEYWORD_SLEEP,
		.name = "sleep",
		.syntax = "MS",
		.help = "wait for a time in milliseconds",
		.parse = take_sleep,
		.recorded = RECORDED_NOTHING,
	},
	{
		.id = KEYWORD_TEST,
		.name = "test",
		.syntax = "\"NAME\"",
		.help = "start a named test case",
		.parse = take_test,
		.recorded = RECORDED_NOTHING,
		.first = FIRST_SKIPPED,
	},
	{
		.id = KEYWORD_TIME,
		.group = GROUP_MODES,
		.name = "time",
		.syntax = "on|off",
		.help = "show how long each response took",
		.parse = choice_parse,
		.choices = on_off,
		.argument = ARGUMENT_CHOICE,
		.recorded = RECORDED_NOTHING,
	},
	{
		.id = KEYWORD_TLV,
		.group = GROUP_MODES,
		.name = "tlv",
		.syntax = "on|off",
		.help = "show the data objects of responses",
		.parse = choice_parse,
		.choices = on_off,
		.argument = ARGUMENT_CHOICE,
		.recorded = RECORDED_NOTHING,
	},
	{
		.id = KEYWORD_TRANSACTION,
		.group = GROUP_CARD,
		.name = "transaction",
		.syntax = "begin|end",
		.help = "start or end exclusive use of the card",
		.parse = choice_parse,
		.choices = begin_end,
		.argument = ARGUMENT_CHOICE,
	},
	{
		.id = KEYWORD_VIEW,
		.group = GROUP_MODES,
		.name = "view",
		.syntax = "hex|ascii|both",
		.help = "choose how response data is shown",
		.argument = ARGUMENT_CHOICE,
		.prompt_only = true,
	},
	{
		.id = KEYWORD_WAIT,
		.group = GROUP_CARD,
		.name = "wait",
		.syntax = "card|removed [SECONDS]",
		.help = "wait for a card, or until it is removed",
		.parse = take_wait,
		.choices = card_removed,
		.argument = ARGUMENT_CHOICE,
		.first = FIRST_UNCHOSEN,
	},
	{
		.id = KEYWORD_WRITE,
		.name = "write",
		.syntax = "$NAME FILE",
		.help = "write the bytes of a variable to a file",
		.parse = take_write,
		.argument = ARGUMENT_VALUE_FILE,
		.recorded = RECORDED_NOTHING,
	},
};

const size_t keyword_count = sizeof keywords / sizeof *keywords;

static bool take_help(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	if (parse_at_end(tokens))
		return true;
	size_t start = tokens->at;
	struct span word = tokens_run(tokens);
	const struct keyword *keyword = keyword_find(word);
	const char *near = keyword_nearest(word);
	if (keyword == NULL && near != NULL)
		return parse_fail(parser, start, "unknown command \"%.*s\" (did you mean \"%s\"?)",
		                  hex_quotable(word.text, word.length), word.text, near);
	if (keyword == NULL)
		return parse_fail(parser, start, "unknown command \"%.*s\"",
		                  hex_quotable(word.text, word.length), word.text);
	statement->topic = keyword;
	return true;
}

const struct keyword *keyword_find(struct span word)
{
	for (size_t i = 0; i < keyword_count; i++)
		if (token_is(word, keywords[i].name))
			return &keywords[i];
	return NULL;
}

const char *keyword_nearest(struct span word)
{
	struct nearest nearest = nearest_to(word);

	for (size_t i = 0; i < keyword_count; i++)
		nearest_offer(&nearest, keywords[i].name);
	return nearest.best;
}

static const char *const headings[GROUP_COUNT] = {
	[GROUP_SCRIPT] = "Script", [GROUP_CARD] = "Card and reader", [GROUP_VALUES] = "Variables",
	[GROUP_MODES] = "Modes",   [GROUP_SESSION] = "Session",
};

void keyword_help_all(struct text *out, bool prompt)
{
	static const enum keyword_group order[] = {GROUP_CARD, GROUP_MODES, GROUP_VALUES,
	                                           GROUP_SCRIPT, GROUP_SESSION};

	for (size_t g = 0; g < sizeof order / sizeof *order; g++) {
		text_printf(out, "%s:\n", headings[order[g]]);
		for (size_t i = 0; i < keyword_count; i++)
			if (keywords[i].group == order[g] && (prompt || !keywords[i].prompt_only))
				keyword_help(out, &keywords[i]);
		text_puts(out, "\n");
	}
}

void keyword_help(struct text *out, const struct keyword *keyword)
{
	text_printf(out, "%s%s%s: %s\n", keyword->name, keyword->syntax[0] != '\0' ? " " : "",
	            keyword->syntax, keyword->help);
}
