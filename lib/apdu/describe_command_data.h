/* The words for the data of commands and responses. */
#ifndef APDU_DESCRIBE_COMMAND_DATA_H
#define APDU_DESCRIBE_COMMAND_DATA_H

#include "apdu/command.h"
#include "words/node.h"

/* What is spoken of: length bytes, at offset of the tree's input. */
struct data {
	const uint8_t *bytes;
	size_t length; /* 1 or more */
	size_t offset;
	bool secret; /* nothing is told of it */
};

/* Adds a field "data" to parent, with what is inside it below. */
void describe_command_data(struct tree *tree, node_id parent, const struct command *command,
                           const struct data *data);
/* The same for the answer to command. */
void describe_response_data(struct tree *tree, node_id parent, const struct command *command,
                            const struct data *data);

#endif
