#include "script/print_items.h"

void print_range(struct printer *printer, struct range range)
{
	text_add(printer->out, script_text(printer->script, range).text, range.count);
}

void print_quoted(struct printer *printer, const char *text, size_t length)
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
static void print_word(struct printer *printer, const char *text, size_t length, bool quoted)
{
	size_t plain = quoted ? 0 : length;

	while (plain > 0 && (text[plain - 1] == '\\' || text[plain - 1] == '\r'))
		plain--;
	text_add(printer->out, text, plain);
	if (plain < length || quoted)
		print_quoted(printer, text + plain, length - plain);
}

void print_argument(struct printer *printer, struct range range)
{
	const char *name = script_text(printer->script, range).text;

	for (uint32_t i = 0; i < range.count; i++) {
		if (name[i] == ' ' || !is_plain(name[i]) || name[i] == '#') {
			print_quoted(printer, name, range.count);
			return;
		}
	}
	print_range(printer, range);
}

static void print_masked_bytes(struct printer *printer, const uint8_t *bytes, size_t length)
{
	size_t shown = printer->open < length ? printer->open : length;

	text_hex(printer->out, bytes, shown, ' ');
	for (size_t i = shown; i < length; i++)
		text_puts(printer->out, i > 0 ? " **" : "**");
	printer->open -= shown;
}

static void print_bytes(struct printer *printer, const struct item *item)
{
	const char *data = script_text(printer->script, item->range).text;

	if (printer->masks)
		print_masked_bytes(printer, (const uint8_t *)data, item->range.count);
	else if (item->quoted)
		print_quoted(printer, data, item->range.count);
	else
		text_hex(printer->out, (const uint8_t *)data, item->range.count, ' ');
}

/* The bytes after a variable may be secret. */
static void print_variable(struct printer *printer, const struct item *item)
{
	text_puts(printer->out, "$");
	print_range(printer, item->range);
	if (item->sliced)
		text_printf(printer->out, "[%u,%u]", (unsigned)item->offset,
		            (unsigned)item->length);
	printer->open = 0;
}

static void print_brace(struct printer *printer, const char *brace)
{
	text_puts(printer->out, brace);
	printer->open = 0;
}

static void print_item(struct printer *printer, const struct item *item)
{
	switch (item->kind) {
	case ITEM_BYTES:
		print_bytes(printer, item);
		break;
	case ITEM_VARIABLE:
		print_variable(printer, item);
		break;
	case ITEM_OPEN:
		print_brace(printer, "{");
		break;
	case ITEM_CLOSE:
		print_brace(printer, "}");
		break;
	case ITEM_TEXT:
		print_word(printer, script_text(printer->script, item->range).text,
		           item->range.count, item->quoted);
		break;
	case ITEM_BLANK:
		text_puts(printer->out, " ");
		break;
	}
}

void print_items(struct printer *printer, struct range items)
{
	for (uint32_t i = 0; i < items.count; i++) {
		if (i > 0)
			text_puts(printer->out, " ");
		print_item(printer, &printer->script->items[items.at + i]);
	}
}

void print_echo_items(struct printer *printer, struct range items)
{
	for (uint32_t i = 0; i < items.count; i++)
		print_item(printer, &printer->script->items[items.at + i]);
}

void print_status_words(struct printer *printer, struct range sw)
{
	for (uint32_t i = 0; i < sw.count; i += 4) {
		if (i > 0)
			text_puts(printer->out, ",");
		print_range(printer, (struct range){sw.at + i, 4});
	}
}

void print_expect(struct printer *printer, const struct expect *expect)
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
