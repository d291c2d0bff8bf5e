/* Describes the data field of a command. */
#ifndef APDU_DESCRIBE_COMMAND_DATA_H
#define APDU_DESCRIBE_COMMAND_DATA_H

#include "apdu/data_field.h"

/* Adds a field "data" to parent, with its parts or data objects below. */
void describe_command_data(struct tree *tree, node_id parent, const struct command *command,
                           const struct data *data);

/* What it looks for after data_of_cards and commands_of_desfire. */
extern const struct data_row data_of_commands[];

#endif
