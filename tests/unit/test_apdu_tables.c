/* The tables of parameters and data fields: each row is the first one that matches some command. */
#include "test.h"

#include "apdu/describe_command_data.h"
#include "apdu/describe_data_cards.h"
#include "apdu/describe_desfire.h"
#include "apdu/describe_response_data.h"
#include "apdu/parameters.h"
#include "names/file_id.h"

/* Returns whether a row of one of the tables is found for a command. */
typedef bool finds(const struct command *command, const void *row);

/* What commands are made of: a class of each group, P1 with and without the bits of GET STATUS; no
 * data, an Le, data that are none of SELECT (OATH's challenge), and those of SCP11. */
static const uint8_t classes[] = {
	[INS_ISO] = 0x00,     [INS_GLOBAL] = 0x80, [INS_SIM] = 0xA0,
	[INS_DESFIRE] = 0x90, [INS_MUSCLE] = 0xB0, [INS_READER] = 0xFF,
};
static const uint8_t first_parameters[] = {0x00, 0x80};
static const struct {
	uint8_t length, bytes[3];
} bodies[] = {{0}, {1, {0x00}}, {3, {2, 0x74, 0x00}}, {3, {2, 0xA6, 0x00}}};

static bool is_found_with(const uint8_t *bytes, size_t length, finds *is, const void *row)
{
	static const uint16_t directories[] = {0, DF_CDMA};

	for (enum family family = FAMILY_NONE; family <= FAMILY_OTHER; family++)
		for (size_t i = 0; i < LENGTH(directories); i++) {
			const struct apdu_context context = {
				.channels[0] = {.family = family,
			                        .selected.directory = directories[i]}};
			struct command command = command_read(bytes, length, &context);

			if (is(&command, row))
				return true;
		}
	return false;
}

static bool is_found_for(enum ins_group group, uint8_t ins, finds *is, const void *row)
{
	for (size_t i = 0; i < LENGTH(first_parameters); i++)
		for (size_t j = 0; j < LENGTH(bodies); j++) {
			uint8_t bytes[4 + sizeof bodies->bytes] = {classes[group], ins,
			                                           first_parameters[i]};

			memcpy(bytes + 4, bodies[j].bytes, bodies[j].length);
			if (is_found_with(bytes, 4u + bodies[j].length, is, row))
				return true;
		}
	return false;
}

/* Looks for a command of the row's own code that the row is found for. */
static bool is_reached(enum ins_group group, uint8_t ins, uint8_t mask, finds *is, const void *row)
{
	for (unsigned code = 0; code <= 0xFF; code++)
		if ((code & mask) == ins && is_found_for(group, (uint8_t)code, is, row))
			return true;
	return false;
}

static bool has_parameters(const struct command *command, const void *row)
{
	return parameters_find(command) == row;
}

static void every_row_of_parameters_is_reached(void **state)
{
	(void)state;
	for (size_t i = 0; parameters_tables[i] != NULL; i++)
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
	for (size_t i = 0; parameters_tables[i] != NULL; i++)
		for (const struct parameters_row *row = parameters_tables[i];
		     !parameters_is_last(row); row++) {
			expect_bits_reached(row->p1);
			expect_bits_reached(row->p2);
		}
}

static const struct ins_row *iso_row(uint8_t ins)
{
	for (size_t i = 0; i < ins_row_count; i++)
		if (ins_table[i].group == INS_ISO && ins_table[i].family == FAMILY_NONE &&
		    (ins & ins_table[i].mask) == ins_table[i].ins)
			return &ins_table[i];
	return NULL;
}

/* A command that an application has in place of another one must not have the parameters of that.
 */
static void own_commands_have_their_own_parameters(void **state)
{
	(void)state;
	for (size_t i = 0; i < ins_row_count; i++) {
		const struct ins_row *row = &ins_table[i], *iso = iso_row(row->ins);
		const struct apdu_context context = {.channels[0].family = row->family};
		const uint8_t bytes[] = {0x00, row->ins, 0x00, 0x00, 0x02, 0x74, 0x00};
		struct command command = command_read(bytes, sizeof bytes, &context);
		const struct parameters_row *found = parameters_find(&command);

		if (row->group != INS_ISO || row->family == FAMILY_NONE || iso == NULL ||
		    strcmp(iso->name, row->name) == 0 || row->family == FAMILY_UICC)
			continue;
		if (found != NULL && found->family != row->family)
			fail_msg("\"%s\" of %s has the parameters of %s", row->name,
			         family_name(row->family), iso->name);
	}
}

/* The tables in the order in which they are searched. */
static const struct data_row *const of_commands[] = {data_of_cards, commands_of_desfire,
                                                     data_of_commands, NULL};
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
		cmocka_unit_test(own_commands_have_their_own_parameters),
		cmocka_unit_test(every_row_of_data_is_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
