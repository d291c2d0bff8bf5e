/* Describes the data field of a command or response: by a row of a table, as data objects, or part
 * by part. */
#ifndef APDU_DATA_FIELD_H
#define APDU_DATA_FIELD_H

#include "apdu/command.h"
#include "tlv/describe_tlv.h"
#include "tlv/tlv_value.h"
#include "words/node.h"

enum { ALL = 0xFF, ODD_TOO = 0xFE }; /* masks of INS */

struct data {
	const uint8_t *bytes;
	size_t length; /* 1 or more */
	size_t offset; /* in the command or response that the tree describes */
	bool secret;   /* nothing of it may be shown */
	uint16_t sw;   /* of a response; 0 of a command */
};

/* The data to describe, and the tree that is filled. */
struct data_context {
	struct tree *tree;
	node_id parent; /* of the field "data" */
	const struct command *command;
	const struct data *data;
};

/* Adds the field "data", which covers all bytes, to the parent. Returns it. */
node_id data_field(const struct data_context *context, const char *text);
/* Adds a field to field, for length bytes from offset at of the data. Returns it. */
node_id data_part(const struct data_context *context, node_id field, size_t at, size_t length,
                  const char *name, const char *text);
/* Adds a field with each of the count names to field, for parts of the data from offset at on that
 * are each preceded by their length in one byte; then one for the bytes that are left. */
void data_parts_counted(const struct data_context *context, node_id field, size_t at,
                        const char *const *names, size_t count);
/* Adds the field "data" with the data objects in it; parent is their template (struct tlv_place).
 */
void data_objects(const struct data_context *context, enum tlv_form form, int64_t parent,
                  enum family family);
/* Does the same with BER-TLV objects if the data looks like them; else adds it as text or bytes. */
void data_objects_if_likely(const struct data_context *context, int64_t parent, enum family family);
/* Adds the field "data" with these parts, one after the other. */
void data_parts(const struct data_context *context, const struct tlv_part *parts);
/* Adds the field "data" for data of unknown meaning: as objects if it looks like them, else as text
 * or bytes. */
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

/* Returns true if this row ends a table: the last row is {0}. */
bool data_row_is_last(const struct data_row *row);
/* Returns the first row of a table that matches the command; the last row if none does. */
const struct data_row *data_row_find(const struct data_row *rows, const struct command *command);
/* Describes the data by the first row of a table that matches the command. Returns false, with
 * nothing added, if none does. */
bool data_by_row(const struct data_context *context, const struct data_row *rows);

#endif
