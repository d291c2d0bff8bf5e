#include "script/print_masked.h"

#include "apdu/secret.h"
#include "script/keyword.h"
#include "script/value.h"

#include <string.h>

/* Adds the literal bytes at the start of the items; returns true if those are all of them. */
static bool literal_start(const struct script *script, struct range items, struct text *out)
{
	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];

		if (item->kind != ITEM_BYTES)
			return false;
		text_add(out, script_text(script, item->range).text, item->range.count);
	}
	return true;
}

/* Adds the known bytes of a built APDU. A header of three bytes has CLA 00. The value of Lc does
 * not matter here, so FF stands in for it. */
static void add_built(const struct script *script, const struct statement *statement,
                      struct text *out)
{
	enum { HEADER = 4 };
	struct text header = {0};

	if (literal_start(script, statement->header, &header) && header.length < HEADER)
		text_add(out, "", 1);
	if (header.length > 0)
		text_add(out, header.data, header.length);
	out->failed = out->failed || header.failed;
	text_free(&header);
	if (out->length < HEADER || !statement->data_given)
		return;
	text_puts(out, "\xFF");
	(void)literal_start(script, statement->items, out);
}

/* Adds the bytes to be sent as far as they are known: all if they are literal, else those at the
 * start. Returns true for all. */
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
	out->failed = error.no_memory;
	if (statement->kind == STATEMENT_RAW)
		(void)literal_start(script, statement->items, out);
	else
		add_built(script, statement, out);
	return false;
}

/* Returns true if the bytes to be sent contain a secret or may do so. If memory runs out, marks out
 * as failed. */
static bool bytes_may_be_secret(struct text *out, const struct script *script,
                                const struct statement *statement)
{
	bool control = statement->kind == STATEMENT_COMMAND, may;
	struct text bytes = {0};

	bool whole = known_bytes(script, statement, &bytes);
	const uint8_t *start = (const uint8_t *)bytes.data;
	out->failed = out->failed || bytes.failed;
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

static bool may_be_secret(struct text *out, const struct script *script,
                          const struct statement *statement)
{
	if (statement->kind != STATEMENT_COMMAND)
		return bytes_may_be_secret(out, script, statement);
	switch (statement->keyword->secret) {
	case SECRET_NEVER:
		return false;
	case SECRET_BY_CONTROL:
		return bytes_may_be_secret(out, script, statement);
	case SECRET_ALWAYS:
	default:
		return true;
	}
}

struct printer {
	struct text *out;
	const struct script *script;
	size_t open; /* the number of literal bytes still to be shown, before ** */
};

static void print_range(struct printer *printer, struct range range)
{
	text_add(printer->out, script_text(printer->script, range).text, range.count);
}

static void print_bytes(struct printer *printer, struct range range)
{
	const char *bytes = script_text(printer->script, range).text;
	size_t shown = printer->open < range.count ? printer->open : range.count;

	text_hex(printer->out, (const uint8_t *)bytes, shown, ' ');
	for (size_t i = shown; i < range.count; i++)
		text_puts(printer->out, i > 0 ? " **" : "**");
	printer->open -= shown;
}

/* The bytes after a variable or a length may be secret. */
static void print_item(struct printer *printer, const struct item *item)
{
	if (item->kind == ITEM_BYTES) {
		print_bytes(printer, item->range);
		return;
	}
	printer->open = 0;
	if (item->kind != ITEM_VARIABLE) {
		text_puts(printer->out, item->kind == ITEM_OPEN ? "{" : "}");
		return;
	}
	text_puts(printer->out, "$");
	print_range(printer, item->range);
	if (item->sliced)
		text_printf(printer->out, "[%u,%u]", (unsigned)item->offset,
		            (unsigned)item->length);
}

static void print_items(struct printer *printer, struct range items)
{
	for (uint32_t i = 0; i < items.count; i++) {
		text_puts(printer->out, i > 0 ? " " : "");
		print_item(printer, &printer->script->items[items.at + i]);
	}
}

static void print_built(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, "! ");
	print_items(printer, statement->header);
	printer->open = 0;
	if (statement->data_given) {
		text_puts(printer->out, " : ");
		print_items(printer, statement->items);
	}
	text_puts(printer->out, statement->le_given ? " /" : "");
}

/* Prints set, or control: a code and items. */
static void print_command(struct printer *printer, const struct statement *statement)
{
	text_printf(printer->out, "%s ", statement->keyword->name);
	if (statement->keyword->secret == SECRET_BY_CONTROL) {
		text_printf(printer->out, statement->share != 0 ? "0x%08X " : "%u ",
		            (unsigned)statement->number);
	} else {
		print_range(printer, statement->name);
		text_puts(printer->out, " = ");
	}
	print_items(printer, statement->items);
}

/* Prints the statement on one line, with ** for each byte that is or may be secret. */
static void print_masked(struct text *out, const struct script *script,
                         const struct statement *statement)
{
	struct printer printer = {out, script,
	                          .open = statement->kind == STATEMENT_COMMAND ? 0 : 4};

	if (statement->kind == STATEMENT_RAW)
		print_items(&printer, statement->items);
	else if (statement->kind == STATEMENT_BUILT)
		print_built(&printer, statement);
	else
		print_command(&printer, statement);
}

/* Returns the length of the next line including its newline. */
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

		if (statement->file != 0 || !may_be_secret(out, script, statement))
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
