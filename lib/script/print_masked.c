#include "script/print.h"

#include "apdu/secret.h"
#include "script/parser.h"
#include "script/value.h"

#include <string.h>

/* Adds the literal bytes at the start of items; true where that is all of them. */
static bool literal_start(const struct script *script, struct range items, struct text *out)
{
	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];

		if (item->kind != ITEM_BYTES)
			return false;
		text_add(out, script_pool(script, item->range), item->range.count);
	}
	return true;
}

/* A header of three bytes has CLA 00. Behind it stands an Lc, of which it does not matter here what
 * it is. */
static void add_built(const struct script *script, const struct statement *statement,
                      struct text *out)
{
	enum { HEADER = 4 };
	struct text header = {0};

	if (literal_start(script, statement->header, &header) && header.length < HEADER)
		text_add(out, "", 1);
	if (header.length > 0)
		text_add(out, header.data, header.length);
	text_free(&header);
	if (out->length < HEADER || !statement->data_given)
		return;
	text_puts(out, "\xFF");
	(void)literal_start(script, statement->items, out);
}

/* What is known of the bytes to send: all where it is literal, else how they begin. */
static bool known_bytes(const struct script *script, const struct statement *statement,
                        struct text *out)
{
	const struct variables none = {0};
	struct value_error error;

	if (statement->kind == STATEMENT_COMMAND)
		return literal_start(script, statement->items, out);
	if (value_apdu(script, statement, &none, false, out, &error))
		return true;
	text_clear(out);
	if (statement->kind == STATEMENT_RAW)
		(void)literal_start(script, statement->items, out);
	else
		add_built(script, statement, out);
	return false;
}

/* True where the statement may carry a secret, as far as the text tells. */
static bool may_be_secret(const struct script *script, const struct statement *statement)
{
	bool control = statement->kind == STATEMENT_COMMAND && statement->word == WORD_CONTROL;
	struct text bytes = {0};
	bool may;

	if (statement->kind == STATEMENT_COMMAND && !control)
		return statement->word == WORD_SET;
	bool whole = known_bytes(script, statement, &bytes);
	const uint8_t *start = (const uint8_t *)bytes.data;
	if (bytes.failed)
		may = true;
	else if (!whole)
		may = control || secret_may_follow(start, bytes.length);
	else
		may = (control ? secret_find_control(start, bytes.length) :
		                 secret_find(start, bytes.length))
				.length > 0;
	text_free(&bytes);
	return may;
}

static void print_stars(struct text *out, const struct script *script, struct range items,
                        size_t open)
{
	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];
		const char *data = script_pool(script, item->range);
		size_t shown = item->kind == ITEM_BYTES && open < item->range.count ? open :
			item->kind == ITEM_BYTES ? item->range.count :
						   0;

		text_puts(out, i > 0 ? " " : "");
		if (item->kind == ITEM_VARIABLE) {
			text_printf(out, "$%.*s", (int)item->range.count, data);
			open = 0;
		} else if (item->kind != ITEM_BYTES) {
			text_puts(out, item->kind == ITEM_OPEN ? "{" : "}");
			open = 0;
		} else {
			text_hex(out, (const uint8_t *)data, shown, ' ');
			for (size_t j = shown; j < item->range.count; j++)
				text_puts(out, j > 0 ? " **" : "**");
			open -= shown;
		}
	}
}

void print_masked(struct text *out, const struct script *script, const struct statement *statement)
{
	if (statement->kind != STATEMENT_COMMAND && statement->kind != STATEMENT_RAW &&
	    statement->kind != STATEMENT_BUILT)
		return;
	if (!may_be_secret(script, statement)) {
		print_statement(out, script, statement);
	} else if (statement->kind == STATEMENT_COMMAND && statement->word == WORD_CONTROL) {
		text_printf(out, statement->share != 0 ? "control 0x%08X " : "control %u ",
		            (unsigned)statement->number);
		print_stars(out, script, statement->items, 0);
	} else if (statement->kind == STATEMENT_COMMAND) {
		text_printf(out, "set %.*s = ", (int)statement->name.count,
		            script_pool(script, statement->name));
		print_stars(out, script, statement->items, 0);
	} else if (statement->kind == STATEMENT_RAW) {
		print_stars(out, script, statement->items, 4);
	} else {
		text_puts(out, "! ");
		print_stars(out, script, statement->header, 4);
		text_puts(out, statement->data_given ? " : " : "");
		print_stars(out, script, statement->items, 0);
		text_puts(out, statement->le_given ? " /" : "");
	}
}

/* The next line of the text, its newline with it. */
static size_t line_length(const char *text, size_t length)
{
	const char *newline = memchr(text, '\n', length);

	return newline == NULL ? length : (size_t)(newline - text) + 1;
}

void print_masked_text(struct text *out, const struct script *script, const char *text,
                       size_t length)
{
	size_t at = 0;
	uint32_t line = 1;

	for (size_t i = 0; i < script->count; i++) {
		const struct statement *statement = &script->statements[i];

		if (statement->file != 0 || !may_be_secret(script, statement))
			continue;
		for (; line < statement->line && at < length; line++) {
			size_t n = line_length(text + at, length - at);

			text_add(out, text + at, n);
			at += n;
		}
		print_masked(out, script, statement);
		for (; line <= statement->last && at < length; line++) {
			at += line_length(text + at, length - at);
			text_puts(out, "\n");
		}
	}
	text_add(out, text + at, length - at);
}
