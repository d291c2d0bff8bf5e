/* The tables of parameters and data fields: each row is the first one that matches some command. */
#include "test.h"

#include "apdu/describe_command_data.h"
#include "apdu/describe_data_cards.h"
#include "apdu/describe_desfire.h"
#include "apdu/describe_response_data.h"
#include "apdu/parameters.h"

/* Returns whether a row of one of the tables is found for a command. */
typedef bool finds(const struct command *command, const void *row);

/* What commands are made of: a class of each group, P1 with and without the bits of GET STATUS,
 * data that are none of SELECT (OATH's challenge). */
static const uint8_t classes[] = {
	[INS_ISO] = 0x00,     [INS_GLOBAL] = 0x80, [INS_SIM] = 0xA0,
	[INS_DESFIRE] = 0x90, [INS_READER] = 0xFF,
};
static const uint8_t first_parameters[] = {0x00, 0x80};
static const size_t lengths[] = {4, 7};

static bool is_found_with(const uint8_t *bytes, finds *is, const void *row)
{
	for (enum family family = FAMILY_NONE; family <= FAMILY_OTHER; family++) {
		const struct apdu_context context = {.channels[0].family = family};

		for (size_t i = 0; i < LENGTH(lengths); i++) {
			struct command command = command_read(bytes, lengths[i], &context);

			if (is(&command, row))
				return true;
		}
	}
	return false;
}

/* Looks for a command of the row's own code that the row is found for. */
static bool is_reached(enum ins_group group, uint8_t ins, uint8_t mask, finds *is, const void *row)
{
	for (unsigned code = 0; code <= 0xFF; code++)
		for (size_t i = 0; (code & mask) == ins && i < LENGTH(first_parameters); i++) {
			const uint8_t bytes[] = {
				classes[group], (uint8_t)code, first_parameters[i], 0x00, 2,
				0x74,           0x00};

			if (is_found_with(bytes, is, row))
				return true;
		}
	return false;
}

static bool has_parameters(const struct command *command, const void *row)
{
	return parameters_find(command) == row;
}

static void every_row_of_parameters_is_reached(void **state)
{
	(void)state;
	for (size_t i = 0; i < PARAMETERS_TABLES; i++)
		for (const struct parameters_row *row = parameters_tables[i];
		     !parameters_is_last(row); row++)
			if (!is_reached(row->group, row->ins, row->mask, has_parameters, row))
				fail_msg("class %02X, INS %02X of %s", classes[row->group],
				         row->ins, family_name(row->family));
}

/* Of the rows with the same mask the first match counts. */
static void expect_bits_reached(const struct parameter_bits *bits)
{
	for (const struct parameter_bits *row = bits; row != NULL && row->text != NULL; row++) {
		assert_int_equal(row->value & ~row->mask, 0);
		for (const struct parameter_bits *other = bits; other < row; other++)
			if (other->mask == row->mask &&
			    (other->value == row->value ? strchr(row->text, '#') == NULL :
			                                  strchr(other->text, '#') != NULL))
				fail_msg("\"%s\" hides \"%s\"", other->text, row->text);
	}
}

static void every_bit_is_reached(void **state)
{
	(void)state;
	for (size_t i = 0; i < PARAMETERS_TABLES; i++)
		for (const struct parameters_row *row = parameters_tables[i];
		     !parameters_is_last(row); row++) {
			expect_bits_reached(row->p1);
			expect_bits_reached(row->p2);
		}
}

/* The tables in the order in which they are searched. */
static const struct data_row *const of_commands[] = {data_of_cards, data_of_commands, NULL};
static const struct data_row *const of_responses[] = {data_of_responses, responses_of_desfire,
                                                      NULL};
static const struct data_row *const *searched;

static bool has_data(const struct command *command, const void *row)
{
	const struct data_row *found = NULL;

	for (size_t i = 0; searched[i] != NULL && (found == NULL || data_row_is_last(found)); i++)
		found = data_row_find(searched[i], command);
	return found == row;
}

static void expect_reached(const struct data_row *const *tables)
{
	searched = tables;
	for (size_t i = 0; tables[i] != NULL; i++)
		for (const struct data_row *row = tables[i]; !data_row_is_last(row); row++)
			if (!is_reached(row->group, row->ins, row->mask, has_data, row))
				fail_msg("class %02X, INS %02X of %s", classes[row->group],
				         row->ins, family_name(row->family));
}

static void every_row_of_data_is_reached(void **state)
{
	(void)state;
	expect_reached(of_commands);
	expect_reached(of_responses);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_parameters_is_reached),
		cmocka_unit_test(every_bit_is_reached),
		cmocka_unit_test(every_row_of_data_is_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
