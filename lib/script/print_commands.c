#include "script/print_commands.h"

#include "base/card.h"
#include "reader/attribute.h"

void choice_print(struct printer *printer, const struct statement *statement)
{
	text_printf(printer->out, " %s", statement->keyword->choices[statement->choice]);
}

void print_attrib(struct printer *printer, const struct statement *statement)
{
	const struct attribute_row *row = attribute_row(statement->number);

	if (row != NULL)
		text_printf(printer->out, " %s", row->name);
	else
		text_printf(printer->out, " 0x%08X", (unsigned)statement->number);
}

void print_connect(struct printer *printer, const struct statement *statement)
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

void print_control(struct printer *printer, const struct statement *statement)
{
	text_printf(printer->out, statement->share != 0 ? " 0x%08X" : " %u",
	            (unsigned)statement->number);
	text_puts(printer->out, statement->items.count > 0 ? " " : "");
	print_items(printer, statement->items);
}

void print_echo(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, " ");
	print_echo_items(printer, statement->items);
}

void print_exit(struct printer *printer, const struct statement *statement)
{
	if (statement->number_given)
		text_printf(printer->out, " %u", (unsigned)statement->number);
}

void print_if(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, " ");
	print_status_words(printer, statement->sw);
}

void print_pause(struct printer *printer, const struct statement *statement)
{
	struct range prompt = statement->prompt;

	if (prompt.count == 0)
		return;
	text_puts(printer->out, " ");
	print_quoted(printer, script_text(printer->script, prompt).text, prompt.count);
}

void print_name(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, " ");
	print_argument(printer, statement->name);
}

void print_write(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, " ");
	print_items(printer, statement->items);
	print_name(printer, statement);
}

void print_form(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, " ");
	print_range(printer, statement->name);
	choice_print(printer, statement);
	if (statement->number_given)
		text_printf(printer->out, " pad %u", (unsigned)statement->number);
	if (statement->secret)
		text_puts(printer->out, " secret");
	print_pause(printer, statement);
}

void print_repeat(struct printer *printer, const struct statement *statement)
{
	text_printf(printer->out, " %u ", (unsigned)statement->number);
	print_range(printer, statement->name);
}

void print_set(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, " ");
	print_range(printer, statement->name);
	text_puts(printer->out, " = ");
	print_items(printer, statement->items);
}

void print_sleep(struct printer *printer, const struct statement *statement)
{
	text_printf(printer->out, " %u", (unsigned)statement->number);
}

void print_wait(struct printer *printer, const struct statement *statement)
{
	unsigned ms = (unsigned)statement->number;

	choice_print(printer, statement);
	if (statement->number_given)
		text_printf(printer->out, " %u.%03u", ms / 1000, ms % 1000);
}
