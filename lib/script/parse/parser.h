/* The state of the parser, and its errors. */
#ifndef SCRIPT_PARSER_H
#define SCRIPT_PARSER_H

#include "script/script.h"
#include "script/parse/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct loader;

struct block {
	uint32_t statement; /* number of the one that opens it */
	bool divides;       /* an "else" may follow */
};

struct parser {
	struct script *script;
	const struct loader *loader;
	const struct parser *includer; /* the parser of the file that includes this one */
	uint16_t file;
	size_t number; /* of physical lines so far */
	struct line line;
	struct block blocks[SCRIPT_DEPTH_MAX]; /* open in this file */
	size_t block_count;
	size_t outer_blocks; /* number of those open where this file is included */
};

/* Adds an error at offset at of the logical line. Returns false. */
bool parse_fail(struct parser *parser, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Does the same at a position. */
bool parse_fail_at(struct parser *parser, struct position position, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds the error "expected WHAT, got …", with the next word of the line. Returns false. */
bool parse_expected(struct parser *parser, struct tokens *tokens, const char *what);

#endif
