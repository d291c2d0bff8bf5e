/* The canonical text of a script: all its statements, in a form that parses to the same. */
#ifndef TESTS_UNIT_PRINTED_H
#define TESTS_UNIT_PRINTED_H

#include "base/card.h"
#include "reader/attribute.h"
#include "script/keywords.h"
#include "script/parse/token.h"
#include "script/script.h"

#include <string.h>

struct printer {
	struct text *out;
	const struct script *script;
};

static inline void print_range(struct printer *printer, struct range range)
{
	text_add(printer->out, script_text(printer->script, range).text, range.count);
}

/* Prints text in quotes, with escapes. */
static inline void print_quoted(struct printer *printer, const char *text, size_t length)
{
	text_puts(printer->out, "\"");
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"' || text[i] == '\\')
			text_puts(printer->out, "\\");
		text_add(printer->out, text + i, 1);
	}
	text_puts(printer->out, "\"");
}

/* A "\\" at the end would join the next line, and a CR there would become part of the newline. */
static inline void print_word(struct printer *printer, struct range range)
{
	const char *text = script_text(printer->script, range).text;
	size_t plain = range.count;

	for (size_t i = 0; i < range.count; i++)
		if (is_space(text[i]) || strchr("\"$#", text[i]) != NULL)
			plain = 0;
	while (plain > 0 && (text[plain - 1] == '\\' || text[plain - 1] == '\r'))
		plain--;
	text_add(printer->out, text, plain);
	if (plain < range.count || range.count == 0)
		print_quoted(printer, text + plain, range.count - plain);
}

/* Prints a name as one word, in quotes if it needs them. */
static inline void print_name(struct printer *printer, struct range range)
{
	const char *name = script_text(printer->script, range).text;
	bool plain = true;

	for (uint32_t i = 0; i < range.count; i++)
		plain = plain && name[i] != ' ' && name[i] != '#' && is_plain(name[i]);
	text_puts(printer->out, " ");
	if (plain)
		print_range(printer, range);
	else
		print_quoted(printer, name, range.count);
}

static inline void print_bytes(struct printer *printer, const struct item *item)
{
	const char *bytes = script_text(printer->script, item->range).text;

	if (item->quoted)
		print_quoted(printer, bytes, item->range.count);
	else
		text_hex(printer->out, (const uint8_t *)bytes, item->range.count, ' ');
}

static inline void print_variable(struct printer *printer, const struct item *item)
{
	text_puts(printer->out, "$");
	print_range(printer, item->range);
	if (item->sliced)
		text_printf(printer->out, "[%u,%u]", (unsigned)item->offset,
		            (unsigned)item->length);
}

static inline void print_item(struct printer *printer, const struct item *item)
{
	switch (item->kind) {
	case ITEM_BYTES:
		print_bytes(printer, item);
		break;
	case ITEM_VARIABLE:
		print_variable(printer, item);
		break;
	case ITEM_OPEN:
		text_puts(printer->out, "{");
		break;
	case ITEM_CLOSE:
		text_puts(printer->out, "}");
		break;
	case ITEM_TEXT:
		print_word(printer, item->range);
		break;
	case ITEM_BLANK:
		text_puts(printer->out, " ");
		break;
	}
}

/* Prints items with this between. */
static inline void print_items(struct printer *printer, struct range items, const char *between)
{
	for (uint32_t i = 0; i < items.count; i++) {
		text_puts(printer->out, i > 0 ? between : "");
		print_item(printer, &printer->script->items[items.at + i]);
	}
}

static inline void print_status_words(struct printer *printer, struct range sw)
{
	for (uint32_t i = 0; i < sw.count; i += 4) {
		text_puts(printer->out, i > 0 ? "," : "");
		print_range(printer, (struct range){sw.at + i, 4});
	}
}

static inline void print_expect(struct printer *printer, const struct expect *expect)
{
	if (expect == NULL)
		return;
	if (expect->data_given) {
		text_puts(printer->out, " [");
		print_range(printer, expect->data);
		text_puts(printer->out, "]");
	}
	if (expect->sw.count > 0) {
		text_puts(printer->out, " (");
		print_status_words(printer, expect->sw);
		text_puts(printer->out, ")");
	}
	if (expect->time_given)
		text_printf(printer->out, " <%ums", (unsigned)expect->ms);
}

static inline void print_built(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, "! ");
	print_items(printer, statement->header, " ");
	if (statement->data_given) {
		text_puts(printer->out, " : ");
		print_items(printer, statement->items, " ");
	}
	if (statement->le_given) {
		text_puts(printer->out, " / ");
		print_items(printer, statement->le, " ");
	}
}

static inline void print_choice(struct printer *printer, const struct statement *statement)
{
	if (statement->keyword->choices != NULL)
		text_printf(printer->out, " %s", statement->keyword->choices[statement->choice]);
}

static inline void print_connect(struct printer *printer, const struct statement *statement)
{
	if (statement->share == CARD_DIRECT)
		text_puts(printer->out, " direct");
	else if (statement->choice != 0)
		text_puts(printer->out,
		          statement->choice == CARD_T0         ? " T=0" :
		                  statement->choice == CARD_T1 ? " T=1" :
		                                                 " raw");
	if (statement->share == CARD_EXCLUSIVE)
		text_puts(printer->out, " exclusive");
}

static inline void print_attrib(struct printer *printer, const struct statement *statement)
{
	const struct attribute_row *row = attribute_row(statement->number);

	if (row != NULL)
		text_printf(printer->out, " %s", row->name);
	else
		text_printf(printer->out, " 0x%08X", (unsigned)statement->number);
}

static inline void print_prompt(struct printer *printer, const struct statement *statement)
{
	if (statement->prompt.count == 0)
		return;
	text_puts(printer->out, " ");
	print_quoted(printer, script_text(printer->script, statement->prompt).text,
	             statement->prompt.count);
}

/* Prints the arguments of a command. Of most, all members that are set are arguments. */
static inline void print_arguments(struct printer *printer, const struct statement *statement)
{
	unsigned number = (unsigned)statement->number;

	switch ((int)statement->keyword->id) {
	case KEYWORD_ATTRIB:
		print_attrib(printer, statement);
		break;
	case KEYWORD_CONNECT:
		print_connect(printer, statement);
		break;
	case KEYWORD_CONTROL:
		text_printf(printer->out, statement->share != 0 ? " 0x%08X" : " %u", number);
		text_puts(printer->out, statement->items.count > 0 ? " " : "");
		print_items(printer, statement->items, " ");
		break;
	case KEYWORD_ECHO:
		text_puts(printer->out, " ");
		print_items(printer, statement->items, "");
		break;
	case KEYWORD_EXIT:
		if (statement->number_given)
			text_printf(printer->out, " %u", number);
		break;
	case KEYWORD_HELP:
		if (statement->topic != NULL)
			text_printf(printer->out, " %s", statement->topic->name);
		break;
	case KEYWORD_IF:
		text_puts(printer->out, " ");
		print_status_words(printer, statement->sw);
		break;
	case KEYWORD_INCLUDE:
	case KEYWORD_READER:
	case KEYWORD_TEST:
		print_name(printer, statement->name);
		break;
	case KEYWORD_ASK:
	case KEYWORD_ENV:
	case KEYWORD_PIN:
		text_puts(printer->out, " ");
		print_range(printer, statement->name);
		print_choice(printer, statement);
		if (statement->number_given)
			text_printf(printer->out, " pad %u", number);
		text_puts(printer->out, statement->secret ? " secret" : "");
		print_prompt(printer, statement);
		break;
	case KEYWORD_PAUSE:
		print_prompt(printer, statement);
		break;
	case KEYWORD_REPEAT:
		text_printf(printer->out, " %u ", number);
		print_range(printer, statement->name);
		break;
	case KEYWORD_SET:
		text_puts(printer->out, " ");
		print_range(printer, statement->name);
		text_puts(printer->out, " = ");
		print_items(printer, statement->items, " ");
		break;
	case KEYWORD_SLEEP:
		text_printf(printer->out, " %u", number);
		break;
	case KEYWORD_WAIT:
		print_choice(printer, statement);
		if (statement->number_given)
			text_printf(printer->out, " %u.%03u", number / 1000, number % 1000);
		break;
	case KEYWORD_WRITE:
		text_puts(printer->out, " ");
		print_items(printer, statement->items, " ");
		print_name(printer, statement->name);
		break;
	default:
		print_choice(printer, statement);
		break;
	}
}

static inline void print_statement(struct printer *printer, const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_RAW:
		print_items(printer, statement->items, " ");
		break;
	case STATEMENT_BUILT:
		print_built(printer, statement);
		break;
	case STATEMENT_COMMAND:
		text_puts(printer->out, statement->keyword->name);
		print_arguments(printer, statement);
		return;
	}
	print_expect(printer, script_expect(printer->script, statement));
}

/* Adds the statements of the script's first file, one per line, without those of included files. */
static inline void print_script(struct text *out, const struct script *script)
{
	struct printer printer = {out, script};

	for (size_t i = 0; i < script->count; i++) {
		if (script->statements[i].file != 0)
			continue;
		print_statement(&printer, &script->statements[i]);
		text_puts(out, "\n");
	}
}

#endif
