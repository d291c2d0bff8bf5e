/* The data of a response in words. */
#ifndef APDU_DESCRIBE_RESPONSE_DATA_H
#define APDU_DESCRIBE_RESPONSE_DATA_H

#include "apdu/data_field.h"

/* Adds a field "data" to parent, for the response to command. */
void describe_response_data(struct tree *tree, node_id parent, const struct command *command,
                            const struct data *data);

#endif
