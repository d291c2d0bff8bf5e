/* Describes the data field of a response. */
#ifndef APDU_DESCRIBE_RESPONSE_DATA_H
#define APDU_DESCRIBE_RESPONSE_DATA_H

#include "apdu/data_field.h"

/* Adds a field "data" to parent, with its parts or data objects below; command is the one that it
 * responds to. */
void describe_response_data(struct tree *tree, node_id parent, const struct command *command,
                            const struct data *data);

/* What it looks for before responses_of_desfire. */
extern const struct data_row data_of_responses[];

#endif
