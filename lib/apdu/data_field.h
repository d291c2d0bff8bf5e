/* Words for data fields. */
#ifndef APDU_DATA_FIELD_H
#define APDU_DATA_FIELD_H

#include "apdu/command.h"
#include "apdu/describe_command_data.h"
#include "tlv/describe_tlv.h"
#include "words/node.h"

enum { ALL = 0xFF, ODD_TOO = 0xFE }; /* masks of rows */

struct talk {
	struct tree *tree;
	node_id parent; /* where the field "data" goes */
	const struct command *command;
	const struct data *data;
};

/* The field "data". */
node_id talk_data(const struct talk *talk, const char *text);
/* Adds a field of length bytes from at to the data's. */
node_id talk_part(const struct talk *talk, node_id field, size_t at, size_t length,
                  const char *name, const char *text);
/* Adds parts from at on, each with its length in one byte before it, by these names; what is left
 * then is told. */
void talk_counted(const struct talk *talk, node_id field, size_t at, const char *const *names,
                  size_t count);
/* The data as objects; the second only where they are whole, else as bytes. */
void talk_objects(const struct talk *talk, enum tlv_form form, int64_t parent, enum family family);
void talk_if_objects(const struct talk *talk, int64_t parent, enum family family);

/* Nothing is known but the bytes: objects where it looks so. */
void talk_unknown(const struct talk *talk);

struct data_row {
	enum ins_group group;
	uint8_t ins, mask;
	enum family family;
	void (*say)(const struct talk *talk);
};

/* Says it by the first row that fits, the last one being {0}. False where none does. */
bool talk_by_row(const struct talk *talk, const struct data_row *row);

/* Commands that are the same in no two families (describe_data_cards.c). */
extern const struct data_row data_of_cards[];

#endif
