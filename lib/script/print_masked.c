#include "script/print.h"

#include "apdu/secret.h"
#include "script/parser.h"

#include <string.h>

/* The literal bytes at the start of items, as many as fit. */
static size_t literal_start(const struct script *script, struct range items, uint8_t *out,
                            size_t size)
{
	size_t n = 0;

	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];
		size_t more = item->range.count;

		if (item->kind != ITEM_BYTES || n == size)
			return n;
		more = more < size - n ? more : size - n;
		memcpy(out + n, script_pool(script, item->range), more);
		n += more;
	}
	return n;
}

/* True where the command may carry a secret, as far as the text tells. */
static bool may_be_secret(const struct script *script, const struct statement *statement)
{
	uint8_t start[4] = {0};
	struct range items =
		statement->kind == STATEMENT_BUILT ? statement->header : statement->items;
	size_t n = literal_start(script, items, start, sizeof start);

	if (statement->kind == STATEMENT_COMMAND)
		return statement->word == WORD_SET;
	if (statement->kind == STATEMENT_BUILT && n == 3) {
		memmove(start + 1, start, 3);
		n = 4;
	}
	return n < 2 || secret_is_instruction(start[1]);
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
