#include "script/print.h"

#include "base/card.h"
#include "reader/attribute.h"

static void print_quoted(struct text *out, const char *text, size_t length)
{
	text_puts(out, "\"");
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"' || text[i] == '\\')
			text_puts(out, "\\");
		text_add(out, text + i, 1);
	}
	text_puts(out, "\"");
}

static void print_range(struct text *out, const struct script *script, struct range range)
{
	text_add(out, script_pool(script, range), range.count);
}

/* What echo prints. A last "\\" would join the next line, a last CR would belong to the newline. */
static void print_word(struct text *out, const char *text, size_t length, bool quoted)
{
	size_t plain = quoted ? 0 : length;

	while (plain > 0 && (text[plain - 1] == '\\' || text[plain - 1] == '\r'))
		plain--;
	text_add(out, text, plain);
	if (plain < length || quoted)
		print_quoted(out, text + plain, length - plain);
}

static void print_file(struct text *out, const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (name[i] == ' ' || !is_plain(name[i]) || name[i] == '#') {
			print_quoted(out, name, length);
			return;
		}
	}
	text_add(out, name, length);
}

static void print_item(struct text *out, const struct script *script, const struct item *item)
{
	const char *data = script_pool(script, item->range);

	switch (item->kind) {
	case ITEM_BYTES:
		if (item->quoted)
			print_quoted(out, data, item->range.count);
		else
			text_hex(out, (const uint8_t *)data, item->range.count, ' ');
		break;
	case ITEM_VARIABLE:
		text_puts(out, "$");
		print_range(out, script, item->range);
		if (item->sliced)
			text_printf(out, "[%u,%u]", (unsigned)item->offset, (unsigned)item->length);
		break;
	case ITEM_OPEN:
		text_puts(out, "{");
		break;
	case ITEM_CLOSE:
		text_puts(out, "}");
		break;
	case ITEM_TEXT:
		print_word(out, data, item->range.count, item->quoted);
		break;
	case ITEM_BLANK:
		text_puts(out, " ");
		break;
	}
}

static void print_items(struct text *out, const struct script *script, struct range items)
{
	for (uint32_t i = 0; i < items.count; i++) {
		if (i > 0)
			text_puts(out, " ");
		print_item(out, script, &script->items[items.at + i]);
	}
}

static void print_status_words(struct text *out, const struct script *script, struct range sw)
{
	for (uint32_t i = 0; i < sw.count; i += 4) {
		if (i > 0)
			text_puts(out, ",");
		text_add(out, script_pool(script, sw) + i, 4);
	}
}

static void print_expect(struct text *out, const struct script *script, const struct expect *expect)
{
	if (expect == NULL)
		return;
	if (expect->data_given) {
		text_puts(out, " [");
		print_range(out, script, expect->data);
		text_puts(out, "]");
	}
	if (expect->sw.count > 0) {
		text_puts(out, " (");
		print_status_words(out, script, expect->sw);
		text_puts(out, ")");
	}
	if (expect->time_given)
		text_printf(out, " <%ums", (unsigned)expect->ms);
}

static void print_built(struct text *out, const struct script *script,
                        const struct statement *statement)
{
	text_puts(out, "! ");
	print_items(out, script, statement->header);
	if (statement->data_given) {
		text_puts(out, " : ");
		print_items(out, script, statement->items);
	}
	if (statement->le_given) {
		text_puts(out, " / ");
		print_items(out, script, statement->le);
	}
}

static void print_connect(struct text *out, const struct statement *statement)
{
	if (statement->share == CARD_DIRECT)
		text_puts(out, " direct");
	else if (statement->choice != 0)
		text_puts(out,
		          statement->choice == CARD_T0         ? " T=0" :
		                  statement->choice == CARD_T1 ? " T=1" :
		                                                 " raw");
	if (statement->share == CARD_EXCLUSIVE)
		text_puts(out, " exclusive");
}

static void print_name(struct text *out, const struct script *script, struct range name)
{
	text_puts(out, " ");
	print_range(out, script, name);
}

static void print_prompt(struct text *out, const struct script *script, struct range prompt)
{
	if (prompt.count == 0)
		return;
	text_puts(out, " ");
	print_quoted(out, script_pool(script, prompt), prompt.count);
}

static void print_form(struct text *out, const struct script *script,
                       const struct statement *statement)
{
	static const char *const pins[] = {"ascii", "hex", "bcd", "iso2"};

	print_name(out, script, statement->name);
	if (statement->word == WORD_PIN)
		text_printf(out, " %s", pins[statement->choice]);
	else
		text_puts(out, statement->choice == FORM_HEX ? " hex" : " text");
	if (statement->number_given)
		text_printf(out, " pad %u", (unsigned)statement->number);
	if (statement->secret)
		text_puts(out, " secret");
	print_prompt(out, script, statement->prompt);
}

static void print_attribute(struct text *out, uint32_t tag)
{
	const struct attribute_row *row = attribute_row(tag);

	if (row != NULL)
		text_printf(out, " %s", row->name);
	else
		text_printf(out, " 0x%08X", (unsigned)tag);
}

static void print_argument(struct text *out, const struct script *script, struct range name)
{
	text_puts(out, " ");
	print_file(out, script_pool(script, name), name.count);
}

/* The commands that speak to a reader or a terminal. */
static void print_outer_command(struct text *out, const struct script *script,
                                const struct statement *statement)
{
	unsigned number = (unsigned)statement->number;

	if (statement->word == WORD_ATTRIB) {
		print_attribute(out, statement->number);
	} else if (statement->word == WORD_CONTROL) {
		text_printf(out, statement->share != 0 ? " 0x%08X" : " %u", number);
		text_puts(out, statement->items.count > 0 ? " " : "");
		print_items(out, script, statement->items);
	} else if (statement->word == WORD_HELP && statement->choice != WORD_NONE) {
		text_printf(out, " %s", word_row((enum word)statement->choice)->name);
	} else if (statement->word == WORD_TRANSACTION) {
		text_puts(out, statement->choice == 1 ? " begin" : " end");
	} else if (statement->word == WORD_WAIT) {
		text_puts(out, statement->choice == 1 ? " card" : " removed");
		if (statement->number_given)
			text_printf(out, " %u.%03u", number / 1000, number % 1000);
	}
}

static void print_command(struct text *out, const struct script *script,
                          const struct statement *statement)
{
	static const char *const dispositions[] = {"leave", "reset", "unpower", "eject"};

	text_puts(out, word_row(statement->word)->name);
	switch (statement->word) {
	case WORD_NONE:
	case WORD_ATR:
	case WORD_ELSE:
	case WORD_END:
	case WORD_READERS:
	case WORD_COUNT:
		break;
	case WORD_ASK:
	case WORD_ENV:
	case WORD_PIN:
		print_form(out, script, statement);
		break;
	case WORD_PAUSE:
		print_prompt(out, script, statement->prompt);
		break;
	case WORD_ATTRIB:
	case WORD_CONTROL:
	case WORD_HELP:
	case WORD_TRANSACTION:
	case WORD_WAIT:
		print_outer_command(out, script, statement);
		break;
	case WORD_INCLUDE:
	case WORD_READER:
	case WORD_TEST:
		print_argument(out, script, statement->name);
		break;
	case WORD_AUTO:
	case WORD_CHAIN:
	case WORD_EXPLAIN:
	case WORD_TIME:
	case WORD_TLV:
		text_puts(out, statement->choice == 1 ? " on" : " off");
		break;
	case WORD_CONNECT:
		print_connect(out, statement);
		break;
	case WORD_DISCONNECT:
		text_printf(out, " %s", dispositions[statement->choice]);
		break;
	case WORD_ECHO:
		text_puts(out, " ");
		for (uint32_t i = 0; i < statement->items.count; i++)
			print_item(out, script, &script->items[statement->items.at + i]);
		break;
	case WORD_EXIT:
		if (statement->number_given)
			text_printf(out, " %u", (unsigned)statement->number);
		break;
	case WORD_IF:
		text_puts(out, " ");
		print_status_words(out, script, statement->sw);
		break;
	case WORD_REPEAT:
		text_printf(out, " %u", (unsigned)statement->number);
		print_name(out, script, statement->name);
		break;
	case WORD_RESET:
		text_puts(out, statement->choice == CARD_COLD ? " cold" : " warm");
		break;
	case WORD_SET:
		print_name(out, script, statement->name);
		text_puts(out, " = ");
		print_items(out, script, statement->items);
		break;
	case WORD_SLEEP:
		text_printf(out, " %u", (unsigned)statement->number);
		break;
	}
}

void print_statement(struct text *out, const struct script *script,
                     const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_RAW:
		print_items(out, script, statement->items);
		break;
	case STATEMENT_BUILT:
		print_built(out, script, statement);
		break;
	case STATEMENT_COMMAND:
		print_command(out, script, statement);
		return;
	}
	print_expect(out, script, script_expect(script, statement));
}

void print_script(struct text *out, const struct script *script, uint16_t file)
{
	for (size_t i = 0; i < script->count; i++) {
		if (script->statements[i].file != file)
			continue;
		print_statement(out, script, &script->statements[i]);
		text_puts(out, "\n");
	}
}
