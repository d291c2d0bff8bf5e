/* Script text to statements, line by line, so that a file and a pipe are read alike. */
#ifndef SCRIPT_PARSE_H
#define SCRIPT_PARSE_H

#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>

/* How a script gets at the files that it includes: the program's, for this room reads none. */
struct loader {
	void *self;
	/* The text of a file that the file called from includes as wanted. *name is what messages
	 * call it, the same for the same file; both are malloc'ed and become the caller's. On
	 * failure NULL or a reason in *why (not to be freed), and false. */
	bool (*load)(void *self, const char *from, const char *wanted, char **name, char **text,
	             size_t *length, const char **why);
};

enum parse_result {
	PARSE_READY, /* nothing is open: the statements so far (maybe none) can run */
	PARSE_MORE,  /* a "\" or a block waits for the next line */
	PARSE_ERROR, /* see script->errors; the following lines can still be parsed */
};

struct parser;

/* Returns a parser that adds statements and errors to script, under the file name. Without a loader
 * nothing can be included. Returns NULL if out of memory. */
struct parser *parse_new(struct script *script, const char *name, const struct loader *loader);
void parse_free(struct parser **parser);

/* Parses one physical line, without its newline. */
enum parse_result parse_line(struct parser *parser, const char *text, size_t length);
/* Ends the input: an open "\" or block is an error. */
enum parse_result parse_end(struct parser *parser);
/* Parses a whole text; returns false if it has any error. */
bool parse_text(struct parser *parser, const char *text, size_t length);

#endif
