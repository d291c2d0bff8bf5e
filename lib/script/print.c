#include "script/print.h"

#include "script/keyword.h"

static void print_built(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, "! ");
	print_items(printer, statement->header);
	printer->open = 0;
	if (statement->data_given) {
		text_puts(printer->out, " : ");
		print_items(printer, statement->items);
	}
	if (statement->le_given)
		text_puts(printer->out, printer->masks ? " /" : " / ");
	if (statement->le_given && !printer->masks)
		print_items(printer, statement->le);
}

static void print_command(struct printer *printer, const struct statement *statement)
{
	text_puts(printer->out, statement->keyword->name);
	if (statement->keyword->print != NULL)
		statement->keyword->print(printer, statement);
}

void print_statement(struct printer *printer, const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_RAW:
		print_items(printer, statement->items);
		break;
	case STATEMENT_BUILT:
		print_built(printer, statement);
		break;
	case STATEMENT_COMMAND:
		print_command(printer, statement);
		return;
	}
	if (!printer->masks)
		print_expect(printer, script_expect(printer->script, statement));
}
