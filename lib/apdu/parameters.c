#include "apdu/parameters.h"

static bool holds(const struct parameters_row *row, const struct command *command)
{
	return command_is(command, row->group, row->ins, row->mask, row->family);
}

void parameters_describe(struct parameters *parameters, const struct command *command)
{
	static const struct parameters_row *const tables[] = {parameters_files, parameters_security,
	                                                      parameters_cards};

	if (command->length < 4)
		return;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct parameters_row *row = tables[i]; row->describe != NULL; row++)
			if (holds(row, command)) {
				row->describe(parameters, command);
				return;
			}
}

const char *choice_text(const struct choice *choices, uint8_t value)
{
	while (choices->text != NULL && choices->value != value)
		choices++;
	return choices->text != NULL ? choices->text : "reserved";
}
