/* The field "data" of a described command or response: its parts, and which row describes them. */
#ifndef APDU_DATA_FIELD_H
#define APDU_DATA_FIELD_H

#include "apdu/command.h"
#include "tlv/describe_tlv.h"
#include "tlv/tlv_value.h"
#include "words/node.h"

enum { ALL = 0xFF, ODD_TOO = 0xFE }; /* masks of rows */

/* The data to describe: length bytes, at offset of the tree's input. */
struct data {
	const uint8_t *bytes;
	size_t length; /* 1 or more */
	size_t offset;
	bool secret; /* nothing of it is shown */
};

/* What is described, and where it goes. */
struct data_context {
	struct tree *tree;
	node_id parent; /* of the field "data" */
	const struct command *command;
	const struct data *data;
};

/* Adds the field "data". */
node_id data_field(const struct data_context *context, const char *text);
/* Adds a field of length bytes from at to the data's. */
node_id data_part(const struct data_context *context, node_id field, size_t at, size_t length,
                  const char *name, const char *text);
/* Adds parts from at on, each preceded by its length in one byte, with these names; then a part for
 * what is left over. */
void data_parts_counted(const struct data_context *context, node_id field, size_t at,
                        const char *const *names, size_t count);
/* Adds the data as objects; the second only where it looks like them, else as bytes. */
void data_objects(const struct data_context *context, enum tlv_form form, int64_t parent,
                  enum family family);
void data_objects_if_likely(const struct data_context *context, int64_t parent, enum family family);
/* Adds the data as parts, one after the other. */
void data_parts(const struct data_context *context, const struct tlv_part *parts);
/* Adds data of unknown meaning: as objects where it looks like them, else as bytes. */
void data_unknown(const struct data_context *context);

struct data_row {
	enum ins_group group;
	uint8_t ins, mask;
	enum family family;
	/* One of these: what the data is, its parts, or a function that describes it. */
	const char *text;
	const struct tlv_part *parts;
	void (*describe)(const struct data_context *context);
};

/* Describes the data by the first row that matches; the last row is {0}. Returns false if none
 * does. */
bool data_by_row(const struct data_context *context, const struct data_row *row);

#endif
