#include "apdu/parameters.h"

#include <string.h>

static bool row_matches(const struct parameters_row *row, const struct command *command)
{
	return command_is(command, row->group, row->ins, row->mask, row->family);
}

const struct parameters_row *const parameters_tables[] = {
	parameters_cards,
	parameters_readers,
	parameters_calypso,
	parameters_tokens,
	parameters_files,
	parameters_security,
	NULL,
};

bool parameters_is_last(const struct parameters_row *row)
{
	return row->p1 == NULL && row->describe == NULL;
}

const struct parameters_row *parameters_find(const struct command *command)
{
	for (size_t i = 0; parameters_tables[i] != NULL; i++)
		for (const struct parameters_row *row = parameters_tables[i];
		     !parameters_is_last(row); row++)
			if (row_matches(row, command))
				return row;
	return NULL;
}

static bool is_said(const struct parameter_bits *bits, uint8_t byte)
{
	return strchr(bits->text, '#') != NULL || (byte & bits->mask) == bits->value;
}

static void put_bits(struct words *words, const struct parameter_bits *bits, uint8_t byte)
{
	words_put(words, words->length > 0 ? ", " : "");
	for (const char *p = bits->text; *p != '\0'; p++)
		if (*p == '#')
			words_add(words, "%u", (unsigned)(byte & bits->mask));
		else
			words_add(words, "%c", *p);
}

static void put_byte(struct words *words, const struct parameter_bits *bits, uint8_t byte)
{
	uint8_t said = 0; /* the mask of the last row that applied */

	for (; bits->text != NULL; bits++) {
		if (bits->mask == said || !is_said(bits, byte))
			continue;
		put_bits(words, bits, byte);
		said = bits->mask;
	}
	if (words->length == 0)
		words_put(words, "reserved");
}

static void put_brief(struct parameters *parameters, const char *brief)
{
	for (; *brief != '\0'; brief++)
		if (*brief != '%')
			words_add(&parameters->brief, "%c", *brief);
		else
			words_put(&parameters->brief,
			          *++brief == '1' ? parameters->p1.text : parameters->p2.text);
}

static void describe_row(struct parameters *parameters, const struct parameters_row *row,
                         const struct command *command)
{
	if (row->p1 != NULL)
		put_byte(&parameters->p1, row->p1, command->apdu.p1);
	if (row->p2 != NULL)
		put_byte(&parameters->p2, row->p2, command->apdu.p2);
	if (row->brief != NULL)
		put_brief(parameters, row->brief);
	if (row->describe != NULL)
		row->describe(parameters, command);
}

void parameters_describe(struct parameters *parameters, const struct command *command)
{
	const struct parameters_row *row = command->length < 4 ? NULL : parameters_find(command);

	if (row != NULL)
		describe_row(parameters, row, command);
}

const char *parameter_value_find(const struct parameter_value *values, uint8_t value)
{
	while (values->text != NULL && values->value != value)
		values++;
	return values->text;
}

const char *parameter_value_text(const struct parameter_value *values, uint8_t value)
{
	const char *text = parameter_value_find(values, value);

	return text != NULL ? text : "reserved";
}
